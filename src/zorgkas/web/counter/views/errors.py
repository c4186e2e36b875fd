"""What somebody sees when a page is refused or does not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zorgkas.web.funds import OtherFund
from zorgkas.web.portal.session import ROOT


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the role of the user does not allow this, or that it belongs to another fund."""
    return render(request, "counter/forbidden.html", {"other_fund": isinstance(exception, OtherFund)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here."""
    template = "portal/not_found.html" if request.path.startswith(ROOT) else "counter/not_found.html"
    return render(request, template, status=404)
