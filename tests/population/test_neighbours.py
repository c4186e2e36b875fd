"""Six funds in the demo: a handful of members each, somebody who chose none, and forms of change."""

import datetime

import pytest

from zorgkas.membership.models import Change, Membership
from zorgkas.population.fund import NEIGHBOURS, demo_fund, only_the_demo
from zorgkas.population.make import make
from zorgkas.population.neighbours import MEMBERS_PER_FUND, WITHOUT_FUND, make_neighbours
from zorgkas.population.year.memberships import FORMS, handle_memberships
from zorgkas.registry.models import CareFund
from zorgkas.registry.queries import known

pytestmark = pytest.mark.django_db


def play(fund, month):
    day = datetime.date(2026, month, 17)
    now = datetime.datetime(2026, month, 17, 8, tzinfo=datetime.UTC)
    return handle_memberships(fund, 2026, 1, day, now)


def test_five_neighbours_once():
    demo_fund()
    assert make_neighbours() == len(NEIGHBOURS) * MEMBERS_PER_FUND + WITHOUT_FUND
    assert make_neighbours() == 0
    assert CareFund.objects.count() == 6
    assert only_the_demo()
    for fund in NEIGHBOURS:
        assert known(Membership).filter(fund__code=fund.code).count() == MEMBERS_PER_FUND


def test_a_year_has_an_automatic_affiliation_changes_of_fund_and_forms_that_came_too_late():
    fund = demo_fund()
    make_neighbours()
    assert play(fund, 6)["affiliated automatically"] == 0
    assert play(fund, 7)["affiliated automatically"] == WITHOUT_FUND
    assert play(fund, 11)["came from another fund"] == FORMS[11]
    assert play(fund, 12)["forms that came too late"] == FORMS[12]
    assert Change.objects.filter(kind=Change.Kind.SWITCH, fund=fund).count() == FORMS[11]


def test_without_neighbours_nothing_happens():
    assert not play(demo_fund(), 7)


def test_members_are_spread_by_the_share_that_is_asked():
    fund = demo_fund()
    make(20_000, other_funds=0.5)
    mine = known(Membership).filter(fund=fund).count()
    others = known(Membership).exclude(fund=fund)
    assert 0.3 < others.count() / (mine + others.count()) < 0.6
    assert set(others.values_list("fund__code", flat=True)) == {fund.code for fund in NEIGHBOURS}
