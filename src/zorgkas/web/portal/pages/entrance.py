"""Signing in and out, and choosing for whom."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zorgkas.web.portal import access, oidc
from zorgkas.web.portal.session import ROOT

_NEXT = "next"


@login_not_required
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Say how to sign in; the way there is a link, because the provider is another site."""
    following = request.GET.get("next", "")
    if access.signed_in(request):
        return redirect(_safe(request, following))
    context = {"configured": oidc.configured(), "next": _safe(request, following)}
    return render(request, "portal/sign_in.html", context)


@login_not_required
@require_GET
def to_provider(request: HttpRequest) -> HttpResponse:
    """Go to the identity provider."""
    if not oidc.configured():
        return redirect("portal:sign-in")
    request.session[_NEXT] = _safe(request, request.GET.get("next", ""))
    try:
        return oidc.to_provider(request, request.build_absolute_uri(reverse("portal:back")))
    except oidc.SignInFailed as failed:
        return _failed(request, failed)


@login_not_required
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the identity provider."""
    try:
        insz = oidc.back_from_provider(request)
    except oidc.SignInFailed as failed:
        return _failed(request, failed)
    following = request.session.pop(_NEXT, ROOT)
    access.sign_in(request, insz)
    return redirect(following)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    return redirect("portal:sign-in")


@login_not_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose whose pages to see: the own ones, or those of somebody for whom one acts."""
    insz = access.signed_in(request)
    if not insz:
        return redirect("portal:sign-in")
    possible = access.may_act_for(insz)
    chosen = request.POST.get("person", "")
    if chosen in {str(one.person.pk) for one in possible}:
        access.choose(request, int(chosen))
        return redirect("portal:home")
    context = {"possible": possible, "problem": _("Choose a person.") if request.method == "POST" else ""}
    return render(request, "portal/choose.html", context, status=422 if request.method == "POST" else 200)


def _failed(request: HttpRequest, failed: oidc.SignInFailed) -> HttpResponse:
    context = {"configured": oidc.configured(), "next": ROOT, "problem": str(failed)}
    return render(request, "portal/sign_in.html", context, status=403)


def _safe(request: HttpRequest, address: str) -> str:
    """Only pages of the portal itself."""
    inside = address.startswith(ROOT) and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if inside else ROOT
