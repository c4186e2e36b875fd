"""Why is it another amount than before: two moments side by side."""

import pytest
from django.urls import reverse

from zorgkas.budgets.models import Entitlement
from zorgkas.ledger.accounts import Product
from zorgkas.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client, staff, fund):
    client.force_login(staff[Role.CASE_WORKER])
    session = client.session
    session["reasons"] = {str(fund.person.pk): "question"}
    session.save()
    return client


def test_the_first_month_of_a_budget_differs_from_the_month_before(worker, fund):
    begins = Entitlement.objects.get(person=fund.person, superseded_at=None).valid_from
    month = begins.year * 100 + begins.month
    page = worker.get(reverse("counter:budget-compared", args=[fund.person.pk, Product.ZZZ, month]))
    comparison = page.context["found"]
    assert comparison.before.value == 0
    assert comparison.after.value > 0
    assert comparison.causes
    assert not any(change.step.name == "due_month" for change in comparison.causes)


def test_two_equal_months_have_no_difference_in_amount(worker, fund):
    page = worker.get(reverse("counter:budget-compared", args=[fund.person.pk, Product.ZZZ, 202611]))
    assert page.context["found"].same


def test_what_was_not_known_yet_is_the_cause(worker, fund):
    address = reverse("counter:budget-compared", args=[fund.person.pk, Product.ZZZ, 202611])
    page = worker.get(address, {"with": "2026-11", "known_before": "2026-03-01"})
    assert not page.context["found"].same
    assert page.context["found"].causes


def test_a_premium_is_compared_with_the_year_before_and_says_when_there_is_none(worker, fund):
    page = worker.get(reverse("counter:premium-compared", args=[fund.person.pk, 2026]), {"with": "2001"})
    assert page.status_code == 200
    assert page.context["found"] or page.context["mistakes"]


@pytest.mark.parametrize("wrong", [{"with": "2026-13"}, {"with": "x"}, {"known": "0000-99-99"}, {"known": "morgen"}])
def test_a_moment_that_makes_no_sense_is_as_if_not_asked(worker, fund, wrong):
    address = reverse("counter:budget-compared", args=[fund.person.pk, Product.ZZZ, 202611])
    assert worker.get(address, wrong).context["sides"] == worker.get(address).context["sides"]


def test_a_month_that_does_not_exist_is_not_found(worker, fund):
    assert worker.get(reverse("counter:budget-compared", args=[fund.person.pk, Product.ZZZ, 202613])).status_code == 404
    assert worker.get(reverse("counter:budget-compared", args=[fund.person.pk, 99, 202611])).status_code == 404
