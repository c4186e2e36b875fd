"""A letter as PDF."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zorgkas.letters.models import Letter
from zorgkas.letters.services import LetterChanged
from zorgkas.letters.services import render as render_letter
from zorgkas.web.consultation import consults
from zorgkas.web.roles import Action, StaffRequest, asks


@require_GET
@asks(Action.PEOPLE)
@consults("letter")
def letter(request: StaffRequest, person_id: int, letter_id: int) -> HttpResponse:
    """Show a letter as it was sent, or as a draft; with ?large=1 in large print."""
    found = get_object_or_404(Letter.objects.select_related("fund"), pk=letter_id, person_id=person_id)
    try:
        pdf = render_letter(found, large="large" in request.GET)
    except LetterChanged as error:
        return render(request, "counter/problem.html", {"message": str(error)}, status=410)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return answer
