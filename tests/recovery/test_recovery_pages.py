"""The pages of undue budgets, of who acts for a person, and of appeals: first what will happen, then doing it once."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from recovery_helpers import Street, moment

from zorgkas.appeals.models import Appeal
from zorgkas.banking.models import FundAccount
from zorgkas.letters.models import Letter
from zorgkas.letters.services import record_example_contact
from zorgkas.recovery import services
from zorgkas.recovery.models import HeirClaim, Recovery
from zorgkas.registry.models import Death, PaymentToOther, Representative
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

PASSWORD = "een lang wachtwoord 1"


@pytest.fixture(autouse=True)
def quick(settings, street: Street) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    FundAccount.objects.create(fund=street.fund, purpose="benefits", iban="BE71096123456769", bic="GKCCBEBB")
    record_example_contact(street.fund)


def signed_in(client: Client, role: Role, *people: int) -> User:
    user = add_user(role, PASSWORD, [role], full_name="Els Maes")
    client.force_login(user)
    for person in people:
        client.post(reverse("counter:reason", args=[person]), {"reason": "payment"})
    return user


def do(client: Client, address: str, given: dict[str, object]) -> tuple[str, int]:
    """Look at what will happen, then do it; return what was shown and the status of doing it."""
    shown = client.get(address, {**given, "look": "1"})
    text = shown.content.decode()
    assert shown.status_code == 200, re.sub(r"<[^>]+>", " ", text)[-3000:]
    seen = re.search(r'name="seen" value="(\w+)"', text)
    assert seen is not None
    answer = client.post(address, {**given, "look": "1", "seen": seen[1]})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)), answer.status_code


def test_from_the_person_to_a_decision_a_repayment_and_a_plan(client: Client, street: Street) -> None:
    recovery = street.overpaid(keeps_right=False)
    person = recovery.person_id
    signed_in(client, Role.CASE_WORKER, person)
    page = client.get(reverse("counter:person-section", args=[person, "overpaid"])).content.decode()
    assert str(recovery) in page
    assert client.get(reverse("counter:recoveries")).status_code == 200
    file = reverse("counter:recovery-file", args=[person, recovery.pk])
    assert "840" in client.get(file).content.decode()

    def step(name: str) -> str:
        return reverse("counter:recovery-step", args=[person, recovery.pk, name])

    shown, status = do(client, step("beslissen"), {"error_of": "1", "noticeable": "on", "why": "U meldde dit te laat."})
    assert (status, "€ 840" in shown.replace("\xa0", " ")) == (302, True)
    recovery.refresh_from_db()
    assert recovery.state == "repay"
    assert Letter.objects.filter(kind="recovery_decision").count() == 1
    assert client.get(step("beslissen")).status_code == 404
    do(client, step("verzonden"), {"on": "2026-07-22"})
    assert client.get(step("geind")).status_code == 404
    given = {"ground": "agency", "euro": "40,00", "why": "Beslissing 12."}
    assert do(client, step("kwijtschelden"), given)[1] == 302
    assert services.still_open(recovery) == 80000
    too_much = client.get(step("kwijtschelden"), {**given, "euro": "800,01", "look": "1"})
    assert too_much.status_code == 422
    assert "800,01" in too_much.content.decode()
    assert client.get(step("kwijtschelden"), {**given, "euro": "veel", "look": "1"}).status_code == 422
    assert do(client, step("plan"), {"months": "8", "first_due_on": "2099-01-15"})[1] == 302
    assert len(services.instalments(Recovery.objects.get(pk=recovery.pk))) == 8
    assert client.get(file).status_code == 200


def test_a_second_click_or_an_old_page_does_nothing(client: Client, street: Street) -> None:
    recovery = street.overpaid(keeps_right=False)
    user = signed_in(client, Role.FINANCE, recovery.person_id)
    street.decided(recovery, user)
    address = reverse("counter:recovery-step", args=[recovery.person_id, recovery.pk, "kwijtschelden"])
    given = {"ground": "agency", "euro": "10", "why": "beslissing 12", "look": "1"}
    text = client.get(address, given).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', text)
    assert seen is not None
    answers = [client.post(address, {**given, "seen": seen[1]}).status_code for _ in range(2)]
    assert answers == [302, 422]
    assert services.still_open(recovery) == 83000
    assert client.post(address, given).status_code == 422
    assert services.still_open(recovery) == 83000


def test_an_appeal_from_start_to_a_new_decision(client: Client, street: Street) -> None:
    person = street.member(born="1950-05-01")
    street.finding(person, "2026-02-02", "2029-02-02", at=moment("2026-02-05"), total_tenths=100, iadl_adl_tenths=40)
    user = signed_in(client, Role.CASE_WORKER, person.pk)
    decision = street.decides(street.applies(person, "2026-02-10"), "2026-03-10", user)
    start = reverse("counter:appeal-decision", args=[person.pk, decision.pk])
    assert "2026-03-10" in client.get(start).content.decode()
    given = {
        "filed_on": "2026-04-02",
        "sent_on": "2026-03-11",
        "motivated": "on",
        "care_need_contested": "on",
        "clause_complete": "on",
    }
    shown, status = do(client, start, given)
    assert (status, "75,00" in shown) == (302, True)
    assert client.get(start, {**given, "filed_on": "2026-03-01", "look": "1"}).status_code == 422
    appeal = Appeal.objects.get()

    def step(name: str) -> str:
        return reverse("counter:appeal-step", args=[person.pk, appeal.pk, name])

    assert client.get(reverse("counter:appeals")).status_code == 200
    do(client, step("taks-betaald"), {"on": "2026-04-06"})
    assert do(client, step("ontvankelijk"), {})[1] == 302
    do(client, step("commissie"), {"on": "2026-04-10"})
    do(client, step("advies"), {"on": "2026-05-08", "result": "14 punten"})
    given = {"on": "2026-06-01", "outcome": "founded", "why": "De nieuwe meting geeft 14 punten."}
    nothing = client.get(step("uitkomst"), {**given, "look": "1"})
    assert nothing.status_code == 422
    shown, status = do(client, step("uitkomst"), {**given, "total": "14", "iadl_adl": "5,5"})
    assert (status, "juni" in shown) == (302, True)
    page = client.get(reverse("counter:appeal", args=[person.pk, appeal.pk])).content.decode()
    assert "nieuwe beslissing" in page or "new decision" in page
    assert Letter.objects.filter(kind="appeal_decided").count() == 1


def test_an_appeal_against_a_recovery_suspends_it(client: Client, street: Street) -> None:
    recovery = street.overpaid(keeps_right=False)
    user = signed_in(client, Role.CASE_WORKER, recovery.person_id)
    street.decided(recovery, user)
    start = reverse("counter:appeal-recovery", args=[recovery.person_id, recovery.pk])
    given = {"filed_on": "2026-08-01", "sent_on": "2026-07-22", "motivated": "on", "clause_complete": "on"}
    assert do(client, start, given)[1] == 302
    recovery.refresh_from_db()
    assert recovery.suspended
    appeal = Appeal.objects.get()
    outcome = reverse("counter:appeal-step", args=[recovery.person_id, appeal.pk, "uitkomst"])
    given = {"on": "2026-09-01", "outcome": "partly", "why": "Te laag inkomen.", "limit": "200"}
    assert do(client, outcome, given)[1] == 302
    assert services.still_open(recovery) == 20000


def test_who_acts_and_who_is_paid_are_recorded_with_mistakes_beside_the_field(client: Client, street: Street) -> None:
    person = street.member(born="1950-05-01")
    signed_in(client, Role.CASE_WORKER, person.pk)
    given = {
        "kind": "3",
        "name": "Mr. De Wit",
        "street": "Veldstraat",
        "house_number": "3",
        "postal_code": "9000",
        "municipality": "Gent",
        "gets_letters": "on",
        "valid_from": "2026-01-01",
    }
    address = reverse("counter:representative", args=[person.pk])
    wrong = client.get(address, {**given, "look": "1"})
    assert wrong.status_code == 422
    assert 'id="id_proof-wrong"' in wrong.content.decode()
    assert do(client, address, {**given, "proof": "Vrederechter 2026/12"})[1] == 302
    assert Representative.objects.get().name == "Mr. De Wit"
    pay = reverse("counter:pay-to-other", args=[person.pk])
    given = {"ground": "1", "holder_name": "De Wit", "proof": "Vrederechter 2026/12", "valid_from": "2026-02-01"}
    assert do(client, pay, {**given, "iban": "BE68 5390 0754 7034"})[1] == 302
    assert PaymentToOther.objects.get().iban == "BE68539007547034"
    assert client.get(reverse("counter:person", args=[person.pk])).status_code == 200


def test_after_a_death_the_page_records_who_gets_it(client: Client, street: Street) -> None:
    person = street.member(born="1940-05-01")
    street.right(person, "2026-01-01")
    street.runs(202603, "2026-03-20", first_month=202601)
    signed_in(client, Role.CASE_WORKER, person.pk)
    address = reverse("counter:after-death", args=[person.pk])
    street.learn(Death, person, "2026-03-21", at=moment("2026-03-28"))
    given = {"product": "2", "rank": "1", "name": "Jan Maes", "iban": "BE68539007547034"}
    assert client.get(address, {**given, "look": "1"}).status_code == 422
    assert do(client, address, {**given, "proof": "akte van erfopvolging"})[1] == 302
    assert HeirClaim.objects.get().admitted


def test_an_auditor_looks_and_changes_nothing(client: Client, street: Street) -> None:
    recovery = street.overpaid(months=2)
    signed_in(client, Role.AUDITOR, recovery.person_id)
    file = client.get(reverse("counter:recovery-file", args=[recovery.person_id, recovery.pk])).content.decode()
    assert "beslissen/" not in file
    address = reverse("counter:recovery-step", args=[recovery.person_id, recovery.pk, "beslissen"])
    assert client.get(address).status_code == 403
