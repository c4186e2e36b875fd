"""The letters that were sent to the person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zorgkas.letters.models import Letter
from zorgkas.letters.queries import letters_of
from zorgkas.letters.services import LetterChanged
from zorgkas.letters.services import render as render_letter
from zorgkas.web.portal.access import MemberRequest, member_page


@require_GET
@member_page("letters")
def letters(request: MemberRequest) -> HttpResponse:
    """List what was sent; drafts are not for the member yet."""
    found = letters_of(request.acting.person.pk).filter(sent_at__isnull=False)
    return render(request, "portal/letters.html", {"letters": list(found)})


@require_GET
@member_page("letter")
def letter(request: MemberRequest, letter_id: int) -> HttpResponse:
    """Show a letter as it was sent; with ?large=1 in large print."""
    mine = Letter.objects.select_related("fund").filter(person=request.acting.person, sent_at__isnull=False)
    found = get_object_or_404(mine, pk=letter_id)
    try:
        pdf = render_letter(found, large="large" in request.GET)
    except LetterChanged as error:
        return render(request, "portal/problem.html", {"message": str(error)}, status=410)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return answer
