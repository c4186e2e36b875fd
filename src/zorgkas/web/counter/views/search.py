"""Find a person by name or number, or a page by its name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zorgkas.web.consultation import log
from zorgkas.web.counter.reading.finding import find, places
from zorgkas.web.funds import own_people
from zorgkas.web.roles import Action, StaffRequest, asks

MOST = 20
FEWEST_SIGNS = 2


@require_GET
@asks(Action.PEOPLE)
def search(request: StaffRequest) -> HttpResponse:
    """Show who fits; as part of a page when asked while typing."""
    text = request.GET.get("q", "").strip()
    hits = []
    if len(text) >= FEWEST_SIGNS:
        hits = find(text, request.user, MOST + 1, own_people(request.user))
        log(request, "search", reason=_("search"), detail=text)
    context = {
        "text": text,
        "hits": hits[:MOST],
        "places": places(text, request.user) if len(text) >= FEWEST_SIGNS else [],
        "more": len(hits) > MOST,
        "too_short": len(text) < FEWEST_SIGNS,
        "fewest_signs": FEWEST_SIGNS,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "counter/search_results.html" if part else "counter/search.html", context)
