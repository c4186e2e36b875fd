"""One page per person: who, what is true, what is due, what is paid, what is to be done."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zorgkas.banking.queries import lines_of
from zorgkas.budgets.queries import applications_of, budget_months_of, decisions_of
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Entry
from zorgkas.ledger.queries import items, statement_of
from zorgkas.letters.queries import letters_of
from zorgkas.membership.queries import premiums_of
from zorgkas.registry.models import Person, Task
from zorgkas.web.consultation import REASONS, consults, give_reason
from zorgkas.web.counter.reading.facts import facts_of
from zorgkas.web.counter.reading.money import budget_years, latest_budgets, open_by_account
from zorgkas.web.counter.reading.timeline import timeline
from zorgkas.web.counter.rooms import filled, sections_of
from zorgkas.web.funds import fund_ids, own, sees_all
from zorgkas.web.models import Consultation
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

LATEST_CONSULTATIONS = 50


@require_GET
@asks(Action.PEOPLE)
@consults("person")
def person(request: StaffRequest, person_id: int) -> HttpResponse:
    """Show everything about a person that the role of the user may see."""
    who = get_object_or_404(Person, pk=person_id)
    today = timezone.localdate()
    known_on = _known_on(request, today)
    known_at = _end_of(known_on)
    actions = actions_of(request.user)
    facts = facts_of(who.pk, known_at, with_health=Action.CARE in actions)
    mine = None if sees_all(request.user) else set(fund_ids(request.user))
    all_items = list(own(items(who.pk), request.user))
    months = [month for month in budget_months_of(who) if mine is None or month.fund.pk in mine]
    opened = open_by_account(all_items)
    death = next((fact.valid_from for fact in facts if fact.kind == "Death"), None)
    return render(
        request,
        "counter/person.html",
        {
            "person": who,
            "age": _age(who.birth_date, death or today),
            "death": death,
            "today": today,
            "known_on": known_on,
            "former_numbers": list(who.former_numbers.all()),
            "facts": facts,
            "current": [
                fact for fact in facts if fact.valid_from <= today and (not fact.valid_to or fact.valid_to > today)
            ],
            "timeline": timeline(facts, today),
            "premiums": [one for one in premiums_of(who) if mine is None or one.fund.pk in mine],
            "budget_years": budget_years(months),
            "budgets_now": (budgets_now := latest_budgets(months, today)),
            "budget_now_cents": sum(month.due_cents for month in budgets_now),
            "this_month": today.year * 100 + today.month,
            "owes_cents": opened.get(Account.PREMIUM_RECEIVABLE, 0) + opened.get(Account.OVERPAYMENT_RECEIVABLE, 0),
            "gets_cents": -opened.get(Account.BENEFIT_PAYABLE, 0) - opened.get(Account.PREMIUM_REFUNDABLE, 0),
            "statement": [
                (line, Entry.Kind(line.kind).label)
                for line in reversed(statement_of(who.pk, funds=None if mine is None else sorted(mine)))
            ],
            "payments": list(own(lines_of(who.pk), request.user, "batch__fund_id")),
            "applications": list(own(applications_of(who), request.user)) if Action.CARE in actions else [],
            "decisions": list(own(decisions_of(who), request.user, "application__fund_id"))
            if Action.CARE in actions
            else [],
            "letters": list(own(letters_of(who.pk), request.user)),
            "tasks": list(
                own(Task.objects.filter(person=who), request.user)
                .select_related("closed_by")
                .order_by("closed_at", "-opened_at")
            ),
            "sections": sections_of(actions),
            "consultations": _consultations(who) if Action.LOG in actions else None,
        },
    )


@require_GET
@asks(Action.PEOPLE)
@consults("person")
def section(request: StaffRequest, person_id: int, anchor: str) -> HttpResponse:
    """Show one section of a person's page: a piece of that page, or a page of its own where no script runs."""
    who = get_object_or_404(Person, pk=person_id)
    known_on = _known_on(request, timezone.localdate())
    chosen = next((one for one in sections_of(actions_of(request.user)) if one.anchor == anchor), None)
    if chosen is None:
        raise PermissionDenied(anchor)
    found = filled(chosen, request, who, _end_of(known_on))
    template = chosen.template if request.headers.get("HX-Request") else "counter/person_section.html"
    context = {"person": who, "today": timezone.localdate(), "section": found, "data": found.data}
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@asks(Action.PEOPLE)
def reason(request: StaffRequest, person_id: int) -> HttpResponse:
    """Ask why the user opens this file; the answer holds for this session."""
    who = get_object_or_404(Person, pk=person_id)
    address = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(address, None):
        address = reverse("counter:person", args=[who.pk])
    mistake = ""
    if request.method == "POST":
        chosen = request.POST.get("reason", "")
        words = request.POST.get("words", "").strip()
        told = words if chosen == "other" else str(REASONS.get(chosen, ""))
        if told:
            give_reason(request, who.pk, told)
            return redirect(address)
        mistake = _("Choose a reason, or write one.")
    context = {"person": who, "reasons": REASONS, "next": address, "mistake": mistake}
    return render(request, "counter/reason.html", context, status=422 if mistake else 200)


def _known_on(request: StaffRequest, today: datetime.date) -> datetime.date:
    try:
        asked = parse_date(request.GET.get("known", ""))
    except ValueError:
        asked = None
    return min(asked or today, today)


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


def _age(birth: datetime.date, on: datetime.date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _consultations(who: Person) -> list[Consultation]:
    found = Consultation.objects.filter(person=who).select_related("user").order_by("-at")
    return list(found[:LATEST_CONSULTATIONS])
