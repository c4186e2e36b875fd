"""One fine file: how it stands, everything that was done, and what may still end it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zorgkas.fines import services
from zorgkas.fines.dates import account_until, appeal_until
from zorgkas.fines.models import FineFile
from zorgkas.fines.states import PENDING
from zorgkas.letters.services import write_fine_letters
from zorgkas.web.consultation import consults
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

LOST, PAID = "lost", "paid"


class Ending(forms.Form):
    """Why a file with a registered letter ends without a fine, with what shows it."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=(
            (PAID, gettext_lazy("the money stood on the account in time")),
            (LOST, gettext_lazy("the letter did not arrive, by our error")),
        ),
    )
    paid_on = forms.DateField(
        label=gettext_lazy("Day on which the money stood on the account"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    proof = forms.CharField(label=gettext_lazy("What shows it"), max_length=150)

    def clean(self) -> dict[str, Any]:
        """A payment has a day."""
        given = super().clean() or {}
        if given.get("why") == PAID and not given.get("paid_on"):
            self.add_error("paid_on", _("Fill in the day."))
        return given


@require_http_methods(["GET", "POST"])
@asks(Action.PEOPLE)
@consults("fine")
def show(request: StaffRequest, person_id: int, fine_id: int) -> HttpResponse:
    """Show a file; end it when something shows that no fine may follow."""
    found = FineFile.objects.select_related("person", "fund").prefetch_related("years")
    file = get_object_or_404(found, pk=fine_id, person_id=person_id)
    may = Action.FINES in actions_of(request.user)
    form = Ending(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may and form.is_valid() and _end(request, file, form):
        return redirect("counter:fine", person_id, fine_id)
    context = {
        "person": file.person,
        "file": file,
        "years": file.years.order_by("year"),
        "events": file.events.select_related("recorded_by").order_by("pk"),
        "account_until": account_until(file.year),
        "appeal_until": appeal_until(file.fined_on) if file.fined_on else None,
        "form": form,
        "may_end": may and file.state in PENDING,
    }
    return render(request, "counter/fines/file.html", context, status=422 if form.is_bound else 200)


def _end(request: StaffRequest, file: FineFile, form: Ending) -> bool:
    given, today = form.cleaned_data, timezone.localdate()
    try:
        if given["why"] == LOST:
            services.letter_lost(file, today, given["proof"], by=request.user)
        else:
            services.paid_in_time(file, given["paid_on"], today, given["proof"], by=request.user)
    except services.StepRefused as refused:
        form.add_error(None, str(refused))
        return False
    write_fine_letters(file.fund, file.year)
    messages.success(request, _("The file ended without a fine. The letter is ready."))
    return True
