"""Who acts for a person, and to whom is paid instead."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from recovery_helpers import Street, day, moment

from zorgkas.banking.models import BatchLine, FundAccount
from zorgkas.banking.services import propose_payments
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import BankAccount, Death, PaymentToOther, Representative
from zorgkas.registry.services import (
    NewRepresentative,
    RepresentationRefused,
    acting_for,
    end_representative,
    pay_to_other,
    record_representative,
    source,
)

KNOWN = moment("2026-03-01")
OWN, OTHER = "BE43068999999501", "BE68539007547034"


def told():
    return source("document", "a judgment", KNOWN)


def acts(street: Street, person, kind=Representative.Kind.ADMINISTRATOR, **values):
    given = {"name": "Mr. De Wit", "valid_from": day("2026-01-01"), "proof": "Vrederechter Gent 2026/12", **values}
    return record_representative(person, NewRepresentative(kind, **given), source=told(), recorded_at=KNOWN)


def test_an_administrator_acts_from_the_judgment_until_an_end_is_recorded(street: Street) -> None:
    person = street.member(born="1950-05-01")
    acts(street, person)
    assert acting_for([person.pk], day("2025-12-31")) == {}
    (one,) = acting_for([person.pk], day("2026-06-01"))[person.pk]
    end_representative(person, one, day("2026-07-01"), source=told(), recorded_at=KNOWN)
    assert acting_for([person.pk], day("2026-06-30"))[person.pk]
    assert acting_for([person.pk], day("2026-07-01")) == {}


def test_parents_represent_until_the_eighteenth_birthday_and_both_can(street: Street) -> None:
    child = street.member(born="2010-02-28")
    for name in ("An Peeters", "Jan Maes"):
        acts(street, child, Representative.Kind.PARENT, name=name, proof="")
    assert len(acting_for([child.pk], day("2028-02-27"))[child.pk]) == 2
    assert acting_for([child.pk], day("2028-02-28")) == {}


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (Representative.Kind.ADMINISTRATOR, {"proof": ""}, "proof"),
        (Representative.Kind.MANDATE_HOLDER, {"proof": " "}, "proof"),
        (Representative.Kind.PARENT, {}, "kind"),
        (Representative.Kind.ADMINISTRATOR, {"name": ""}, "name"),
        (Representative.Kind.ADMINISTRATOR, {"valid_to": day("2025-01-01")}, "valid_to"),
        (Representative.Kind.ADMINISTRATOR, {"details": {"insz": "12345678901"}}, "insz"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(street: Street, kind, values, field) -> None:
    with pytest.raises(RepresentationRefused) as refused:
        acts(street, street.member(born="1950-05-01"), kind, **values)
    assert refused.value.field == field


def test_nobody_represents_the_dead_or_himself(street: Street) -> None:
    person = street.member(born="1950-05-01")
    with pytest.raises(RepresentationRefused):
        acts(street, person, details={"insz": person.insz})
    street.learn(Death, person, "2025-12-01")
    with pytest.raises(RepresentationRefused):
        acts(street, person)


def test_money_goes_to_another_account_only_with_proof_and_with_somebody_who_acts(street: Street) -> None:
    person = street.member(born="1950-05-01")
    to = (PaymentToOther.Ground.REPRESENTATIVE, OTHER, "De Wit", day("2026-02-01"))
    with pytest.raises(RepresentationRefused):
        pay_to_other(person, *to, proof="judgment", source=told(), recorded_at=KNOWN)
    acts(street, person)
    with pytest.raises(RepresentationRefused) as refused:
        pay_to_other(person, *to, proof="", source=told(), recorded_at=KNOWN)
    assert refused.value.field == "proof"
    wrong = (to[0], "BE68539007547035", *to[2:])
    with pytest.raises(RepresentationRefused) as refused:
        pay_to_other(person, *wrong, proof="judgment", source=told(), recorded_at=KNOWN)
    assert refused.value.field == "iban"
    pay_to_other(person, *to, proof="judgment", source=told(), recorded_at=KNOWN)
    assert PaymentToOther.objects.get().iban == OTHER


def test_after_a_death_only_who_comes_after_can_be_paid(street: Street) -> None:
    person = street.member(born="1950-05-01")
    after = (PaymentToOther.Ground.AFTER_DEATH, OTHER, "Maes Jan", day("2026-04-01"))
    with pytest.raises(RepresentationRefused):
        pay_to_other(person, *after, proof="form", source=told(), recorded_at=KNOWN)
    street.learn(Death, person, "2026-03-20", at=KNOWN)
    pay_to_other(person, *after, proof="form", source=told(), recorded_at=KNOWN)
    with pytest.raises(RepresentationRefused):
        pay_to_other(
            person,
            PaymentToOther.Ground.OTHER_WISH,
            OTHER,
            "Maes",
            day("2026-04-01"),
            proof="x",
            source=told(),
            recorded_at=KNOWN,
        )


def test_a_payment_run_pays_who_is_to_be_paid_instead(street: Street, user: User) -> None:
    FundAccount.objects.create(fund=street.fund, purpose="benefits", iban="BE71096123456769", bic="GKCCBEBB")
    mine, other = street.member(born="1950-05-01"), street.member(born="1951-05-01")
    for person in (mine, other):
        street.right(person, "2026-01-01")
        account = {"iban": OWN, "holder_name": "Peeters An", "blocked": False}
        street.learn(BankAccount, person, "2020-01-01", None, account)
    acts(street, other)
    ground = PaymentToOther.Ground.REPRESENTATIVE
    pay_to_other(other, ground, OTHER, "De Wit", day("2026-02-01"), proof="judgment", source=told(), recorded_at=KNOWN)
    street.runs(202603, "2026-03-20", first_month=202601)
    propose_payments(street.fund, 202603, user, execute_on=day("2026-03-24"))
    paid = dict(BatchLine.objects.values_list("person_id", "iban"))
    assert paid == {mine.pk: OWN, other.pk: OTHER}


def test_the_database_refuses_two_accounts_at_once(street: Street) -> None:
    person = street.member(born="1950-05-01")
    row = {"person_id": person.pk, "valid_from": day("2026-01-01"), "recorded_at": KNOWN, "source_id": told().pk}
    more = {"ground": 3, "iban": OTHER, "holder_name": "x", "proof": "y"}
    PaymentToOther.objects.create(**row, **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentToOther.objects.create(**row, **more)


def test_letters_go_to_who_acts_for_the_person_and_gets_them(street: Street) -> None:
    person = street.member(born="1950-05-01")
    home = {"street": "Veldstraat", "house_number": "3", "postal_code": "9000", "municipality": "Gent"}
    assert addressees([person.pk])[person.pk].name == str(person)
    acts(street, person, name="Zonder brieven", gets_letters=False, details=home)
    assert addressees([person.pk])[person.pk].name == str(person)
    acts(street, person, details=home)
    to = addressees([person.pk])[person.pk]
    assert (to.name, to.address) == ("Mr. De Wit", (f"voor {person}", "Veldstraat 3", "9000 Gent"))
