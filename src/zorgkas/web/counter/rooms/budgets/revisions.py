"""The list of revisions: what was found, what it changed, and what somebody must look at."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from zorgkas.budgets.models import Revision
from zorgkas.law.zbo.kinds import RevisionCase
from zorgkas.web.funds import own
from zorgkas.web.roles import Action, StaffRequest, asks

PAGE = 50

# The cases of BVR art. 226 §1, in words.
CASES = {
    RevisionCase.CONDITIONS_LOST: _("a condition is no longer met"),
    RevisionCase.MOVED_OUT_OF_SCOPE: _("moved to another language area"),
    RevisionCase.MOVED_BUT_CAN_CLAIM_THERE: _("can claim a comparable benefit elsewhere"),
    RevisionCase.DEPENDENT_CHILDREN: _("dependent children changed"),
    RevisionCase.INCOME_FELL: _("income fell"),
    RevisionCase.INCOME_ROSE: _("income rose"),
    RevisionCase.HOUSEHOLD_CHANGED: _("household changed"),
    RevisionCase.SELF_RELIANCE_CHANGED: _("care need changed"),
    RevisionCase.PROVISIONAL_DATE: _("a provisional decision ends"),
    RevisionCase.ADMITTED_DATA_KNOWN: _("admitted to a facility"),
    RevisionCase.ADMITTED_DECLARED: _("admitted to a facility (declared)"),
    RevisionCase.DISCHARGED_DATA_KNOWN: _("left a facility"),
    RevisionCase.DISCHARGED_DECLARED: _("left a facility (declared)"),
}


@require_GET
@asks(Action.CARE)
def revisions(request: StaffRequest) -> HttpResponse:
    """Show revisions, those that need somebody first; or only those in one state."""
    state = request.GET.get("state", "")
    state = state if state in Revision.State else ""
    try:
        start = max(int(request.GET.get("from", "0")), 0)
    except ValueError:
        start = 0
    found = own(Revision.objects.select_related("person"), request.user)
    found = found.filter(state=state) if state else found
    rows = list(found.order_by("-event_on", "-pk")[start : start + PAGE + 1])
    context = {
        "rows": [(one, CASES[RevisionCase(one.case)]) for one in rows[:PAGE]],
        "state": state,
        "states": Revision.State.choices,
        "earlier": max(start - PAGE, 0) if start else None,
        "later": start + PAGE if len(rows) > PAGE else None,
    }
    return render(request, "counter/budgets/revisions.html", context)
