"""Letters about undue budgets and appeals: complete in law, in plain Dutch; terms run from their sending."""

import re

import pytest
from django.contrib.auth.models import User
from recovery_helpers import Street, day, moment
from test_letters_as_pdf import BANNED, LONGEST_SENTENCE, passages, pdf_of, words_of

from zorgkas.appeals import services as appeals
from zorgkas.appeals.services import NewAppeal, Outcome, Said
from zorgkas.banking.models import FundAccount
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.communication import communication_of, format_communication
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    announce,
    note_sendings,
    record_example_contact,
    send,
    write_after_death_letters,
    write_appeal_letters,
    write_recovery_letters,
)
from zorgkas.letters.services.rendering import prepare
from zorgkas.recovery import services
from zorgkas.recovery.models import ErrorOf, HeirRank, Recovery
from zorgkas.recovery.services import Answers, Ground, RecoveryRefused
from zorgkas.registry.models import Death, PaymentToOther, Task


@pytest.fixture(autouse=True)
def bank(street: Street, settings, tmp_path) -> None:
    settings.OUTBOX_DIR = tmp_path
    FundAccount.objects.create(fund=street.fund, purpose="benefits", iban="BE71096123456769", bic="GKCCBEBB")
    record_example_contact(street.fund)


def words(letter: Letter) -> str:
    """What the letter says; fails when it is not plain."""
    prepared = prepare(letter)
    text = words_of(pdf_of(prepared))
    for passage in passages(prepared):
        for sentence in re.split(r"(?<=[.?!:])\s+(?=[A-Z0-9])", passage):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
            assert not set(re.findall(r"[a-zë]+", sentence.lower())) & BANNED, sentence
    return text


def decide(recovery: Recovery, user: User, **answers: object) -> Letter:
    services.decide(recovery, Answers(**answers), user, on=day("2026-07-21"), at=moment("2026-07-21"))
    assert write_recovery_letters(recovery.fund) == 1
    assert write_recovery_letters(recovery.fund) == 0
    return Letter.objects.get(kind="recovery_decision")


def test_the_decision_to_repay_says_all_that_the_law_asks(street: Street, user: User) -> None:
    recovery = street.overpaid(keeps_right=False)
    text = words(decide(recovery, user))
    item = street.item(recovery.person, 1210, Product.ZZZ, 202601)
    for told in (
        "€ 840,00",
        "binnen 3 maanden",
        "afbetalingsplan",
        "beroep instellen",
        "zorgbudget? Dan kunnen wij het bedrag daarop inhouden",  # BVR art. 126, 1°
        "dwangbevel",
        "DEC art. 76",
        format_communication(communication_of(item.pk)),
        "BE71 0961 2345 6769",
    ):
        assert told in text, told


def test_the_decision_to_set_off_says_how_much_and_how_long(street: Street, user: User) -> None:
    text = words(decide(street.overpaid(months=3), user))
    assert "€ 35,00 per maand" in text
    assert "Dat duurt 12 maanden" in text
    assert "beroep instellen" in text


def test_who_must_repay_nothing_is_told_why(street: Street, user: User) -> None:
    letter = decide(street.overpaid(months=2), user, error_of=ErrorOf.FUND, noticeable=False)
    text = words(letter)
    assert "U moet niets terugbetalen" in text
    assert "vergissing" in text


def test_the_terms_run_from_the_day_on_which_the_letter_was_sent(street: Street, user: User) -> None:
    recovery = street.overpaid(keeps_right=False)
    decide(recovery, user)
    assert note_sendings(street.fund) == 0
    send(street.fund, now=moment("2026-07-30"))
    assert note_sendings(street.fund) == 1
    assert note_sendings(street.fund) == 0
    recovery.refresh_from_db()
    assert recovery.sent_on == day("2026-07-30")
    assert Task.objects.get(kind=Task.Kind.RECOVERY, closed_at=None).due_on == day("2026-10-30")


def test_an_ordinary_letter_may_go_first(street: Street, user: User) -> None:
    recovery = street.overpaid(keeps_right=False)
    decide(recovery, user)
    text = words(announce(recovery))
    assert "eerste brief" in text
    services.record_pre_letter(recovery, day("2026-07-22"))
    assert Task.objects.get(kind=Task.Kind.RECOVERY, closed_at=None).due_on == day("2026-08-22")


def test_plans_and_waivers_are_told(street: Street, user: User) -> None:
    recovery = street.decided(street.overpaid(keeps_right=False), user)
    services.ask_plan(recovery, day("2026-08-01"), "x")
    services.refuse_plan(recovery, "Met dit plan duurt het vijftien jaar.", user, on=day("2026-08-02"))
    services.give_plan(recovery, 5, day("2026-09-15"), user, on=day("2026-08-03"), at=moment("2026-08-03"))
    services.ask_waiver(recovery, day("2026-08-05"), "Ik kan dit niet betalen")
    services.refuse_waiver(recovery, "U vraagt dit om sociale redenen.", user, on=day("2026-08-06"))
    services.waive(recovery, Ground.AGENCY, user, cents=10000, why="Beslissing 2026/12.", on=day("2026-08-20"))
    assert write_recovery_letters(street.fund) == 5
    told = {letter.kind: words(letter) for letter in Letter.objects.order_by("pk")}
    assert "15 september 2026" in told["recovery_plan"]
    assert "vijftien jaar" in told["recovery_plan_refused"]
    assert "€ 100,00" in told["recovery_waiver"]
    assert Letter.objects.filter(kind="recovery_waiver").count() == 2


def test_who_comes_after_a_death_is_told_what_is_due_to_whom_and_until_when(street: Street, user: User) -> None:
    person = street.member(born="1940-05-01")
    street.right(person, "2026-01-01")
    street.right(person, "2026-01-01", product=Product.ZBO, given=60000)
    street.pays_months(person, [202601, 202602])
    street.runs(202603, "2026-03-20")
    street.learn(Death, person, "2026-03-21", at=moment("2026-03-28"))
    street.runs(202603, "2026-03-29")
    services.settle_deaths(street.fund, at=moment("2026-03-30"))
    assert Task.objects.get(kind=Task.Kind.AFTER_DEATH).due_on == day("2026-09-21")
    assert write_after_death_letters(street.fund) == 1
    assert write_after_death_letters(street.fund) == 0
    text = words(Letter.objects.get(kind="after_death"))
    for told in ("€ 740,00", "21 september 2026", "wie de begrafenis betaalde", "document dat toont wie erft"):
        assert told in text, told
    with pytest.raises(RecoveryRefused) as wrong:
        services.record_claim(person, street.fund, Product.ZZZ, HeirRank.FUNERAL_COSTS, "Jan", "BE68539007547034", user)
    assert wrong.value.field == "proof"
    asked = {"applied_on": day("2026-10-02"), "signed": True, "at": moment("2026-10-02")}
    late = services.record_claim(
        person, street.fund, Product.ZBO, HeirRank.FUNERAL_COSTS, "Jan", "BE68539007547034", user, **asked
    )
    assert not late.admitted
    assert not PaymentToOther.objects.exists()
    spouse = services.record_claim(
        person,
        street.fund,
        Product.ZBO,
        HeirRank.SPOUSE_AT_ADDRESS,
        "Jan",
        "BE68539007547034",
        user,
        at=moment("2026-10-03"),
    )
    assert spouse.admitted
    assert PaymentToOther.objects.get().iban == "BE68539007547034"
    assert not Task.objects.filter(kind=Task.Kind.AFTER_DEATH, closed_at=None).exists()
    with pytest.raises(RecoveryRefused):
        services.record_claim(person, street.fund, Product.ZBO, HeirRank.HOUSEHOLD, "Piet", "BE68539007547034", user)


def test_an_appeal_is_received_and_its_outcome_told(street: Street, user: User) -> None:
    person = street.member(born="1950-05-01")
    street.finding(person, "2026-02-02", "2029-02-02", at=moment("2026-02-05"), total_tenths=100, iadl_adl_tenths=40)
    decision = street.decides(street.applies(person, "2026-02-10"), "2026-03-10", user)
    new = NewAppeal(day("2026-04-02"), day("2026-03-11"), care_need_contested=True, documents_missing="het verslag")
    appeal = appeals.file_appeal(decision, new, user, at=moment("2026-04-02"))
    assert write_appeal_letters(street.fund) == 1
    text = words(Letter.objects.get(kind="appeal_received"))
    for told in ("€ 75,00", "€ 30,00", "1 januari 2025", "17 april 2026", "30 dagen", "het verslag"):
        assert told in text, told
    appeals.receive_documents(appeal, day("2026-04-05"), user)
    appeals.pay_fee(appeal, day("2026-04-06"), user)
    appeals.judge(appeal, user, on=day("2026-04-08"))
    said = Said(Outcome.FOUNDED, "De nieuwe meting geeft 14 punten.", {"finding_total_tenths": 140})
    appeals.decide_appeal(appeal, said, day("2026-06-15"), user, at=moment("2026-06-15"))
    assert write_appeal_letters(street.fund) == 1
    text = words(Letter.objects.get(kind="appeal_decided"))
    for told in ("U krijgt gelijk", "€ 140,00 per maand", "dossiertaks terug", "15 augustus 2026", "arbeidsrechtbank"):
        assert told in text, told


def test_the_outcome_about_a_recovery_is_told(street: Street, user: User) -> None:
    file = street.decided(street.overpaid(keeps_right=False), user)
    appeal = appeals.file_appeal(file, NewAppeal(day("2026-08-01"), file.sent_on), user, at=moment("2026-08-02"))
    said = Said(Outcome.PARTLY, "Uw inkomen is te laag.", limit_cents=20000)
    appeals.decide_appeal(appeal, said, day("2026-09-01"), user)
    write_appeal_letters(street.fund)
    assert "houden wij niets in" in words(Letter.objects.get(kind="appeal_received"))
    assert "€ 200,00 terugbetalen" in words(Letter.objects.get(kind="appeal_decided"))
