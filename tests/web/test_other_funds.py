"""Six funds in one installation: staff see the members of their own fund only, on every page there is."""

import datetime

import pytest
from django.urls import reverse
from test_permissions import PAGES
from web_helpers import PASSWORD

from zorgkas.banking.models import BankFile, FundAccount, Movement, Statement
from zorgkas.budgets.models import Application
from zorgkas.membership.models import Membership
from zorgkas.registry.insz import insz_for
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.queries import search_people
from zorgkas.registry.services import create_person, open_task, record_fact, source
from zorgkas.web.funds import NEUTRAL, OWNERS, fund_ids, may_see_person, own_people, sees_all
from zorgkas.web.models import Consultation, StaffFund
from zorgkas.web.roles import Role
from zorgkas.web.users import add_user

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


@pytest.fixture
def other(fund):
    """A second fund in the same installation."""
    return CareFund.objects.create(code="other", name="Andere Zorgkas", enterprise_number="0475581694")


@pytest.fixture
def neighbour(other):
    """A manager of the other fund."""
    return add_user("buur", PASSWORD, [Role.MANAGER], funds=[other])


@pytest.fixture
def ids(fund):
    """Of every kind of thing that an address names, one of the first fund."""
    account = FundAccount.objects.filter(fund=fund.fund).first()
    file = BankFile.objects.create(
        direction="out", format="pain.001.001.09", name="x", sha256="0" * 64, path="x", created_at=NOW, batch=fund.batch
    )
    statement = Statement.objects.create(
        account=account, file=file, year=2026, sequence=1, closed_on=NOW, opening_cents=0, closing_cents=1
    )
    movement = Movement.objects.create(
        statement=statement, number=1, booked_on=NOW, value_date=NOW, amount_cents=1, event="receipt", state="queued"
    )
    return {
        "person_id": fund.person.pk,
        "decision_id": fund.decision.pk,
        "batch_id": fund.batch.pk,
        "letter_id": fund.person.letter_set.first().pk,
        "task_id": fund.person.task_set.first().pk,
        "file_id": file.pk,
        "movement_id": movement.pk,
        "year": 2026,
        "month": 202611,
        "product": 2,
        "anchor": "membership",
    }


def address(name, ids):
    return reverse(f"counter:{name}", kwargs={key: ids.get(key, 1) for key in PAGES[name].pattern.converters})


def test_every_name_in_an_address_has_an_owner():
    """A new name stands in OWNERS (what it names has a fund), or in NEUTRAL (it names nothing of a fund)."""
    names = {name for page in PAGES.values() for name in page.pattern.converters}
    assert sorted(names - set(OWNERS) - NEUTRAL - {"person_id"}) == []


def test_every_page_about_something_of_another_fund_is_refused_and_logged(ids, neighbour, client, fund):
    client.force_login(neighbour)
    for name, page in PAGES.items():
        owned = {key for key in page.pattern.converters if key not in NEUTRAL}
        if not owned & set(ids):
            continue
        where = address(name, ids)
        before = Consultation.objects.filter(action="refused", user=neighbour).count()
        answer = client.get(where)
        if answer.status_code == 405:
            answer = client.post(where)
        assert answer.status_code == 403, name
        assert fund.person.last_name not in answer.content.decode(), name
        assert Consultation.objects.filter(action="refused", user=neighbour).count() == before + 1, name


def test_no_page_without_a_name_in_its_address_shows_anything_of_another_fund(ids, neighbour, client, fund):
    client.force_login(neighbour)
    for name, page in PAGES.items():
        if page.pattern.converters:
            continue
        answer = client.get(address(name, ids), {"q": fund.person.last_name})
        if answer.status_code == 405:
            continue
        words = answer.content.decode()
        shown = words.replace(f'value="{fund.person.last_name}"', "")
        assert f"{fund.person.first_name} {fund.person.last_name}" not in shown, name
        assert reverse("counter:person", args=[fund.person.pk]) not in words, name
        assert reverse("counter:batch", args=[fund.batch.pk]) not in words, name


def test_the_own_staff_and_an_auditor_of_all_funds_do_see_it(ids, other, client, fund):
    own = add_user("eigen", PASSWORD, [Role.MANAGER], funds=[fund.fund])
    auditor = add_user("audit", PASSWORD, [Role.AUDITOR], all_funds=True)
    for user in (own, auditor):
        client.force_login(user)
        assert client.get(reverse("counter:batch", args=[fund.batch.pk])).status_code == 200
        assert (
            reverse("counter:person", args=[fund.person.pk])
            in client.get(reverse("counter:search"), {"q": fund.person.insz}).content.decode()
        )
    assert (sees_all(own), sees_all(auditor)) == (False, True)


def test_somebody_without_a_fund_sees_nothing_once_there_are_several(staff, other, client, fund):
    user = staff[Role.MANAGER]
    assert fund_ids(user) == []
    client.force_login(user)
    assert client.get(reverse("counter:batch", args=[fund.batch.pk])).status_code == 403
    assert client.get("/").status_code == 200


def test_with_one_fund_nobody_needs_to_be_told_which(staff, fund):
    assert fund_ids(staff[Role.FINANCE]) == [fund.fund.pk]


def test_who_is_a_member_of_no_fund_is_everybodys_business(other, neighbour, fund):
    """Any fund may take the application to join; afterwards the person is that fund's business alone."""
    born = datetime.date(1990, 3, 3)
    person = create_person(insz=insz_for(born, 77), first_name="An", last_name="Nieuw", birth_date=born, sex="F")
    assert may_see_person(neighbour, person.pk)
    told = source("user", "test", NOW)
    values = {"fund_id": fund.fund.pk, "kind": Membership.Kind.COMPULSORY}
    record_fact(Membership, person.pk, datetime.date(2026, 1, 1), None, values, source=told)
    assert not may_see_person(neighbour, person.pk)


def test_a_child_with_a_budget_is_the_business_of_the_fund_that_was_asked(other, neighbour, fund):
    """Under 26 nobody is a member, and the fund of choice is the one that got the application (BVR art. 113 §1)."""
    born = datetime.date(2015, 3, 3)
    child = create_person(insz=insz_for(born, 78), first_name="Kim", last_name="Kind", birth_date=born, sex="F")
    assert may_see_person(neighbour, child.pk)
    Application.objects.filter(pk=fund.decision.application_id).update(person=child)
    assert not may_see_person(neighbour, child.pk)
    assert search_people("Kind", among=own_people(neighbour)) == []


def test_a_task_of_the_own_fund_opens_the_file(other, neighbour, fund):
    assert not may_see_person(neighbour, fund.person.pk)
    open_task(Task.Kind.DOUBLE_REPORT, fund=other, person=fund.person, reference="t", reason="x")
    assert may_see_person(neighbour, fund.person.pk)


def test_other_funds_and_roles_replace_the_ones_of_before(other, fund):
    user = add_user("x", PASSWORD, [Role.FINANCE], funds=[fund.fund])
    add_user("x", PASSWORD, [Role.FINANCE], funds=[other])
    assert list(StaffFund.objects.filter(user=user).values_list("fund_id", flat=True)) == [other.pk]
