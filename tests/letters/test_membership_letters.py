"""Every change of a membership is told in a letter, once, by each fund that it is about."""

import datetime
import io
import re

import pypdf
import pytest

from zorgkas.letters.models import Letter
from zorgkas.letters.services import render, write_membership_letters
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services import carry_out, plan_switch
from zorgkas.registry.models import CareFund

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    return CareFund.objects.create(code="other", name="Andere Zorgkas", enterprise_number="0475581694")


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("an")


def words(letter):
    pages = pypdf.PdfReader(io.BytesIO(render(letter))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def changed(fund, person, kind, **other):
    values = {"membership_kind": Membership.Kind.COMPULSORY, "effective_on": datetime.date(2026, 1, 1), **other}
    now = datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC)
    return Change.objects.create(
        person=person, fund=fund, kind=kind, done_at=now, reference=f"{kind} {person.pk}", **values
    )


def test_a_change_of_fund_is_confirmed_by_both_funds_once(fund, other, member, user, source):
    from zorgkas.registry import services as registry

    person = member(1)
    values = {"fund_id": other.pk, "kind": Membership.Kind.COMPULSORY}
    registry.record_fact(Membership, person.pk, datetime.date(2015, 1, 1), None, values, source=source)
    carry_out(plan_switch(person, fund, datetime.date(2025, 11, 3)), user)
    assert [write_membership_letters(one) for one in (fund, other)] == [1, 1]
    assert [write_membership_letters(one) for one in (fund, other)] == [0, 0]
    welcome, goodbye = Letter.objects.get(fund=fund), Letter.objects.get(fund=other)
    assert (welcome.kind, goodbye.kind) == ("membership_switched", "membership_away")
    assert "lid van Zorgkas Voorbeeld vanaf 1 januari 2026" in words(welcome)
    assert "lid van onze zorgkas tot en met 31 december 2025" in words(goodbye)
    assert "3 november 2025" in words(welcome)


@pytest.mark.parametrize(
    ("kind", "told", "membership", "written"),
    [
        (Change.Kind.START, {"grace_until": "2027-12-31"}, 1, "membership_started"),
        (Change.Kind.START, {"waits_until": "2031-01-01", "waiting_group": "ALL_BENEFITS"}, 2, "membership_late"),
        (Change.Kind.START, {"ground": "STRUCK_OFF", "in_time": True}, 3, "membership_care"),
        (Change.Kind.RETURN, {}, 1, "membership_started"),
        (Change.Kind.AUTOMATIC, {"grace_until": "2027-12-31"}, 1, "membership_automatic"),
        (Change.Kind.OTHER_KIND, {}, 2, "membership_other_kind"),
        (Change.Kind.STOP, {}, 2, "membership_ended"),
        (Change.Kind.LEFT, {}, 1, "membership_ended"),
    ],
)
def test_each_change_has_its_letter(fund, member, kind, told, membership, written):
    changed(fund, member(1), kind, told=told, membership_kind=membership)
    assert write_membership_letters(fund) == 1
    letter = Letter.objects.get()
    assert letter.kind == written
    assert len(words(letter)) > 500


@pytest.mark.parametrize("kind", [Change.Kind.DEATH, Change.Kind.LOST])
def test_about_a_death_nobody_is_written_to_and_a_loss_has_its_own_letter(fund, member, kind):
    changed(fund, member(1), kind)
    assert write_membership_letters(fund) == 0


def test_only_the_given_changes(fund, member):
    first, _second = changed(fund, member(1), Change.Kind.LEFT), changed(fund, member(2), Change.Kind.LEFT)
    assert write_membership_letters(fund, of=[first]) == 1
    assert write_membership_letters(fund) == 1


def test_the_waiting_time_is_explained_apart_from_the_residence_condition(fund, member):
    told = {"waits_until": "2031-01-01", "waiting_group": "CARE_BUDGETS"}
    changed(fund, member(1), Change.Kind.START, told=told, membership_kind=2)
    write_membership_letters(fund)
    text = words(Letter.objects.get())
    assert "wachttijd loopt tot 1 januari 2031" in text
    assert "iets anders dan de vijf jaar die u hier moet wonen" in text
    assert "geen zorgbudget" in text
