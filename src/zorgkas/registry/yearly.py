"""What falls due in a year: each room registers its own entries in a module `yearly`, the calendar shows and runs them.

register(Duty("premium-run", _("Claim the premiums"), "BVR art. 69", due=lambda year: date(year, 1, 31), run=...))
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from zorgkas.registry.models import CareFund

# What a run did, as a line for people.
Done = str
Run = Callable[[CareFund, int, datetime.date], Done]
# On which day the work of a year was last done; none when it was not.
DoneOn = Callable[[CareFund, int], datetime.date | None]


@dataclass(frozen=True)
class Duty:
    """One thing of the year. `due` is the last day; `opens` the first on which it makes sense (else the same day).

    Without `run` it is shown only: it is somebody else's, or needs a person. `run` may be repeated and may be late.
    """

    name: str
    label: Promise
    article: str
    due: Callable[[int], datetime.date]
    run: Run | None = None
    opens: Callable[[int], datetime.date] | None = None
    # A legal term, or a day that the fund chose itself.
    legal: bool = True
    # Where the work is done or shown, as the name of an address of the counter.
    page: str = ""
    done_on: DoneOn | None = None


_duties: dict[str, Duty] = {}


def register(*duties: Duty) -> None:
    """Add duties to the calendar; the same name twice is a mistake."""
    for duty in duties:
        if _duties.get(duty.name, duty) != duty:
            raise ValueError(f"The calendar has a duty {duty.name} already.")
        _duties[duty.name] = duty


def duties() -> tuple[Duty, ...]:
    """Every duty that a room registered."""
    return tuple(_duties.values())
