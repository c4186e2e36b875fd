"""The objection of a voluntary member against the end of the membership: write it down, and decide (BVR art. 77)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zorgkas.fines import services
from zorgkas.fines.models import VoluntaryEnd
from zorgkas.letters.services import write_voluntary_letters
from zorgkas.web.consultation import consults
from zorgkas.web.roles import Action, StaffRequest, asks


class Lodge(forms.Form):
    """What the member says."""

    on = forms.DateField(label=gettext_lazy("Received on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(label=gettext_lazy("What the member says"), widget=forms.Textarea({"rows": 4}))


class Decide(forms.Form):
    """The decision, with the reasons that the letter tells."""

    restored = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=(
            ("no", gettext_lazy("the membership stays ended")),
            ("yes", gettext_lazy("the membership is restored")),
        ),
        coerce=lambda text: text == "yes",
    )
    text = forms.CharField(
        label=gettext_lazy("Reasons, as the letter tells them (in Dutch)"), widget=forms.Textarea({"rows": 4})
    )


@require_http_methods(["GET", "POST"])
@asks(Action.FINES)
@consults("objection")
def objection(request: StaffRequest, person_id: int, ending_id: int) -> HttpResponse:
    """Show an ended membership; write down the objection, or decide on it."""
    found = VoluntaryEnd.objects.select_related("person", "fund", "decided_by")
    ending = get_object_or_404(found, pk=ending_id, person_id=person_id)
    kind: type[forms.Form] | None = None
    if ending.state == VoluntaryEnd.State.ENDED:
        kind = Lodge
    elif ending.state == VoluntaryEnd.State.OBJECTED:
        kind = Decide
    form = kind(request.POST if request.method == "POST" else None) if kind else None
    if form is not None and request.method == "POST" and form.is_valid() and _do(request, ending, form):
        return redirect("counter:objection", person_id, ending_id)
    context = {"person": ending.person, "ending": ending, "form": form}
    wrong = form is not None and form.is_bound
    return render(request, "counter/fines/objection.html", context, status=422 if wrong else 200)


def _do(request: StaffRequest, ending: VoluntaryEnd, form: forms.Form) -> bool:
    given = form.cleaned_data
    try:
        if isinstance(form, Lodge):
            services.lodge_objection(ending, given["on"], given["text"])
            messages.success(request, _("The objection is recorded; somebody must decide."))
        else:
            services.decide_objection(
                ending, timezone.localdate(), restored=given["restored"], motivation=given["text"], by=request.user
            )
            write_voluntary_letters(ending.fund)
            messages.success(request, _("The decision is recorded. The letter is ready."))
    except services.ObjectionRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
