"""The first page: what must I do now, and how do things stand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zorgkas.budgets.queries import applications_of, budget_months_of
from zorgkas.budgets.states import UNDECIDED
from zorgkas.letters.queries import letters_of
from zorgkas.membership.queries import membership_of, premiums_of
from zorgkas.registry.models import BankAccount
from zorgkas.registry.queries import known
from zorgkas.web.counter.reading.money import latest_budgets
from zorgkas.web.portal.access import MemberRequest, member_page

LATEST = 3


@require_GET
@member_page("home")
def home(request: MemberRequest) -> HttpResponse:
    """Show what is to be done, the budgets of now, and the last letters."""
    person, today = request.acting.person, timezone.localdate()
    premiums = premiums_of(person)
    accounts = known(BankAccount).filter(person=person, valid_to=None)
    context = {
        "membership": membership_of(person, today),
        "to_pay": [one for one in premiums if one.open_cents > 0],
        "budgets": latest_budgets(budget_months_of(person), today),
        "needs_account": accounts.filter(blocked=True).exists(),
        "applications": [one for one in applications_of(person) if one.state in UNDECIDED],
        "letters": list(letters_of(person.pk).filter(sent_at__isnull=False)[:LATEST]),
    }
    return render(request, "portal/home.html", context)
