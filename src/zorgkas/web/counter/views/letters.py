"""A letter as PDF."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zorgkas.letters.models import Letter
from zorgkas.letters.services import LetterChanged
from zorgkas.letters.services import render as render_letter
from zorgkas.web.consultation import consults
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks


@require_GET
@asks(Action.PEOPLE)
@consults("letter")
def letter(request: StaffRequest, person_id: int, letter_id: int) -> HttpResponse:
    """Show a letter as it was sent, or as a draft; with ?large=1 in large print.

    The letter about a decision says why, in words about somebody's health: it is for who may see that.
    """
    found = get_object_or_404(Letter.objects.select_related("fund"), pk=letter_id, person_id=person_id)
    if found.about_care and Action.CARE not in actions_of(request.user):
        raise PermissionDenied(Action.CARE)
    try:
        pdf = render_letter(found, large="large" in request.GET)
    except LetterChanged as error:
        return render(request, "counter/problem.html", {"message": str(error)}, status=410)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return answer
