"""Why is it less than last month: two moments of an amount side by side, with what made the difference."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zorgkas.budgets.queries import due_explained
from zorgkas.engine import Comparison, LegalGap, compare
from zorgkas.engine import Decision as LegalDecision
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import NotAMember, explain_premium
from zorgkas.registry.models import Person
from zorgkas.registry.reasons import gap_told
from zorgkas.web import formats
from zorgkas.web.consultation import consults
from zorgkas.web.counter.views.explanations import PRODUCTS
from zorgkas.web.roles import Action, StaffRequest, asks

FIRST_YEAR, LAST_YEAR = 2001, 2099
# The steps that only repeat which month or year was asked.
ASKED = frozenset({"due_month", "premium_year"})


@dataclass(frozen=True)
class Side:
    """One of the two moments: a period, and the day on which the facts were known."""

    period: int
    known_on: datetime.date
    told: str

    @property
    def field(self) -> str:
        """The period as a field of a form writes it."""
        return f"{self.period // 100:04}-{self.period % 100:02}" if self.period > LAST_YEAR else str(self.period)


@require_GET
@asks(Action.CARE)
@consults("budget compared")
def budget(request: StaffRequest, person_id: int, product: int, month: int) -> HttpResponse:
    """Compare what is due for a month with another month, each as known on a day."""
    who = get_object_or_404(Person, pk=person_id)
    if product not in PRODUCTS or not _is_month(month):
        raise Http404(_("There is no such budget or month."))
    before = month - 1 if month % 100 > 1 else month - 89

    def decide(period: int, known_at: datetime.datetime) -> LegalDecision:
        return due_explained(who, period, product, known_at)

    return _show(request, who, Product(product).label, month, before, _month_asked, formats.month, decide)


@require_GET
@asks(Action.PEOPLE)
@consults("premium compared")
def premium(request: StaffRequest, person_id: int, year: int) -> HttpResponse:
    """Compare the premium of a year with another year, each as known on a day."""
    who = get_object_or_404(Person, pk=person_id)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(_("There is no such year."))

    def decide(period: int, known_at: datetime.datetime) -> LegalDecision:
        return explain_premium(who, period, known_at)

    return _show(request, who, Product.PREMIUM.label, year, year - 1, _year_asked, str, decide)


def _show(
    request: StaffRequest,
    who: Person,
    what: str | Promise,
    period: int,
    before: int,
    asked: Callable[[str], int | None],
    told: Callable[[int], str],
    decide: Callable[[int, datetime.datetime], LegalDecision],
) -> HttpResponse:
    today = timezone.localdate()
    earlier = asked(request.GET.get("with", "")) or before
    sides = [
        Side(one, _day_asked(request.GET.get(name, ""), today), told(one))
        for name, one in (("known_before", earlier), ("known", period))
    ]
    mistakes, found = _compared(sides, decide)
    context = {
        "person": who,
        "what": what,
        "sides": sides,
        "by_month": period > LAST_YEAR,
        "found": found,
        "mistakes": mistakes,
        "today": today,
    }
    return render(request, "counter/comparison.html", context)


def _compared(
    sides: list[Side], decide: Callable[[int, datetime.datetime], LegalDecision]
) -> tuple[list[str], Comparison | None]:
    """Decide both sides; where one cannot be decided, say which and why."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    explained, mistakes = [], []
    for side in sides:
        try:
            explained.append(decide(side.period, _end_of(side.known_on)).explain(language))
        except NotAMember as error:
            mistakes.append(f"{side.told}: {error}")
        except LegalGap as gap:
            mistakes.append(f"{side.told}: {gap_told(gap)}")
    return mistakes, None if mistakes else compare(*explained, asked=ASKED)


def _month_asked(text: str) -> int | None:
    """Read YYYY-MM, as the browser gives a month."""
    year, _line, month = text.partition("-")
    if not (year.isdecimal() and month.isdecimal() and len(year) <= 4 and len(month) <= 2):
        return None
    asked = int(year) * 100 + int(month)
    return asked if _is_month(asked) else None


def _year_asked(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _is_month(month: int) -> bool:
    return FIRST_YEAR <= month // 100 <= LAST_YEAR and 1 <= month % 100 <= 12


def _day_asked(text: str, today: datetime.date) -> datetime.date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return min(day or today, today)


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
