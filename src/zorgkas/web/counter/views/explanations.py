"""Why: each amount and each decision step by step, down to its article."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zorgkas.budgets.models import Decision
from zorgkas.budgets.queries import due_explained, explain_decision
from zorgkas.engine import Decision as LegalDecision
from zorgkas.engine import LegalGap
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import NotAMember, explain_premium
from zorgkas.registry.models import Person
from zorgkas.registry.reasons import gap_told
from zorgkas.web import formats
from zorgkas.web.consultation import consults
from zorgkas.web.roles import Action, StaffRequest, asks

PRODUCTS = frozenset({Product.ZZZ, Product.ZBH, Product.ZBO})


@require_GET
@asks(Action.PEOPLE)
@consults("premium explained")
def premium(request: StaffRequest, person_id: int, year: int) -> HttpResponse:
    """Explain the premium of a year."""
    who = get_object_or_404(Person, pk=person_id)
    title = _("Why this premium for %d?") % year
    try:
        found = explain_premium(who, year)
    except NotAMember as error:
        raise Http404(str(error)) from error
    except LegalGap as gap:
        return _show(request, who, title, gap=gap_told(gap))
    compare = reverse("counter:premium-compared", args=[person_id, year])
    return _show(request, who, title, found, compare=compare)


@require_GET
@asks(Action.CARE)
@consults("budget explained")
def budget(request: StaffRequest, person_id: int, product: int, month: int) -> HttpResponse:
    """Explain the amount of a budget for a month."""
    who = get_object_or_404(Person, pk=person_id)
    if product not in PRODUCTS or not 1 <= month % 100 <= 12 or not 2001 <= month // 100 <= 9998:
        raise Http404(_("There is no such budget or month."))
    title = _("Why this budget for %s?") % formats.month(month)
    try:
        found = due_explained(who, month, product)
    except LegalGap as gap:
        return _show(request, who, title, gap=gap_told(gap))
    compare = reverse("counter:budget-compared", args=[person_id, product, month])
    return _show(request, who, title, found, compare=compare)


@require_GET
@asks(Action.CARE)
@consults("decision explained")
def decision(request: StaffRequest, person_id: int, decision_id: int) -> HttpResponse:
    """Explain a decision from its receipt: decided again, with the facts as they were known then."""
    who = get_object_or_404(Person, pk=person_id)
    taken = get_object_or_404(Decision.objects.select_related("application", "decided_by"), pk=decision_id, person=who)
    again = explain_decision(taken)
    title = _("Decision of %(day)s: %(outcome)s") % {
        "day": formats.day(taken.decided_on),
        "outcome": taken.get_outcome_display(),
    }
    return _show(request, who, title, *again, taken=taken)


def _show(
    request: StaffRequest,
    who: Person,
    title: str,
    *found: LegalDecision,
    taken: Decision | None = None,
    gap: str = "",
    compare: str = "",
) -> HttpResponse:
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    answers = [(one, one.explain(language)) for one in found]
    context = {
        "person": who,
        "title": title,
        "answers": [
            {"on": one.on, "law_version": one.law_version, "outcome": steps.outcome, "tree": steps.tree()}
            for one, steps in answers
        ],
        "taken": taken,
        "language": language,
        "gap": gap,
        "compare": compare,
    }
    return render(request, "counter/explanation.html", context)
