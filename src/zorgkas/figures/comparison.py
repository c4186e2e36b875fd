"""Our figures of a year beside the published ones."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zorgkas.figures.published import PUBLISHED
from zorgkas.figures.queries import Figures


@dataclass(frozen=True)
class Line:
    """One figure; `published` is empty when nothing was published, and is brought to the scale that is asked."""

    name: str
    counted: int
    published: int | None = None

    @property
    def deviation(self) -> float | None:
        """How far the count is from the published figure, as a share of it."""
        return (self.counted - self.published) / self.published if self.published else None


def lines(figures: Figures, scale: int = 1) -> list[Line]:
    """The figures in the order in which people read them; `scale` brings the published ones down to 1:scale."""
    known = PUBLISHED.get(figures.year)

    def published(value: int) -> int:
        return round(value / scale)

    result = [
        Line(_("members"), figures.members, published(known.members) if known else None),
        Line(
            _("applications for the ZZZ"),
            figures.zzz_applications,
            published(known.zzz_applications) if known else None,
        ),
    ]
    result += [Line(f"  {state}", count) for state, count in figures.zzz_applications_by_state.items()]
    names = dict.fromkeys((*(known.people_by_budgets if known else ()), *figures.people_by_budgets))
    for name in names:
        value = known.people_by_budgets.get(name) if known else None
        label = name.replace("+", " + ") if "+" in name else _("only %(budget)s") % {"budget": name}
        result.append(
            Line(label, figures.people_by_budgets.get(name, 0), published(value) if value is not None else None)
        )
    result += [
        Line(
            _("people with at least one budget"),
            figures.people_with_a_budget,
            published(known.people_with_a_budget) if known else None,
        ),
        Line(_("ZZZ in residential care"), figures.zzz_residential),
        Line(_("ZZZ at home"), figures.zzz_home),
    ]
    return result
