"""What somebody sees when a page is refused or does not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zorgkas.web.funds import OtherFund


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the role of the user does not allow this, or that it belongs to another fund."""
    return render(request, "counter/forbidden.html", {"other_fund": isinstance(exception, OtherFund)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here."""
    return render(request, "counter/not_found.html", status=404)
