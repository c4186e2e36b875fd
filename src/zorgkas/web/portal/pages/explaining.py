"""A decision of the law step by step, on the pages of a member."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from zorgkas.engine import Decision
from zorgkas.web.portal.access import MemberRequest


def language() -> str:
    """The language in which the law speaks on this page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def explained(request: MemberRequest, title: str, *found: Decision, gap: str = "", **more: object) -> HttpResponse:
    """Show decisions of the law with every step, or the gap that stands in the way."""
    answers = [(one, one.explain(language())) for one in found]
    context = {
        "title": title,
        "gap": gap,
        "answers": [{"on": one.on, "outcome": steps.outcome, "tree": steps.tree()} for one, steps in answers],
        "language": language(),
        **more,
    }
    return render(request, "portal/why.html", context)
