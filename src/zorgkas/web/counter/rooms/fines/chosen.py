"""Which fund and year a page is about."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from zorgkas.registry.models import CareFund
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import StaffRequest

FIRST_YEAR = 2019


def chosen_fund(request: StaffRequest) -> CareFund:
    """The fund of the user that was chosen, or the first of his own."""
    mine = funds_of(request.user)
    code = request.POST.get("fund") or request.GET.get("fund")
    found = next((fund for fund in mine if code in (None, "", fund.code)), None)
    if found is None:
        raise PermissionDenied("fund")
    return found


def chosen_year(request: StaffRequest) -> int:
    """The year that was chosen; this year without a good one. Years before 2019 had other rules."""
    today = timezone.localdate()
    text = request.POST.get("year") or request.GET.get("year") or ""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else today.year
    return min(max(year, FIRST_YEAR), today.year + 1)


def years() -> list[int]:
    """The years that can be chosen, latest first."""
    return list(range(timezone.localdate().year, FIRST_YEAR - 1, -1))
