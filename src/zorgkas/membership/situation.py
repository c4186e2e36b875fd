"""What the law of joining takes as given, as columns: where somebody lives and works, and since when."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray
from psycopg import sql

from zorgkas.engine import FOREVER, NEVER
from zorgkas.law.common.states import legal_stay_states
from zorgkas.law.premium.kinds import StateGroup
from zorgkas.membership.inputs import year_of_days
from zorgkas.membership.models import MEMBERS, ForeignWork, Membership, ScopeStatus
from zorgkas.registry import snapshot
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import Death, ForeignInsurance, Residence
from zorgkas.registry.snapshot.read import AnyColumn

Region, Ground = Residence.Region, ScopeStatus.Ground
HERE = (int(Region.FLANDERS), int(Region.BRUSSELS))
_OTHER_BELGIUM = (int(Region.WALLONIA), int(Region.EAST_BELGIUM))
_BRITAIN = "GB"


@dataclass(frozen=True)
class Situation:
    """Per person the facts of the law for a premium year, and what is known besides (`other`)."""

    person: NDArray[np.int64]
    facts: dict[str, NDArray[Any]]
    other: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.person)

    def case(self, row: int) -> dict[str, object]:
        """The facts of one row as the law decides them."""
        return {name: column[row].item() for name, column in self.facts.items()}


def read(
    year: int,
    on: datetime.date,
    known_at: datetime.datetime | None = None,
    *,
    people: Sequence[int] | None = None,
    person_range: tuple[int, int] | None = None,
    rows: sql.Composable | None = None,
) -> Situation:
    """Read the situation in a premium year, as seen on a day: of given people, of a range, or of the rows of a query.

    Whoever is not yet known to live or work anywhere comes out as outside the scope; `other["known"]` tells them apart.
    """
    table = to_numpy(
        snapshot.read(
            _columns(year, on),
            persons=people,
            person_range=person_range,
            rows=rows,
            known_at=known_at or timezone.now(),
        )
    )
    lived = {name: table[name].astype(np.bool_) for name in ("flanders", "brussels", "elsewhere", "abroad")}
    arrived = _arrived(table, lived)
    facts: dict[str, NDArray[Any]] = {
        "birth_date": table["birth_date"],
        "birth_year": year_of_days(table["birth_date"]),
        "lived_in_flanders": lived["flanders"],
        "lived_in_brussels": lived["brussels"],
        "lived_in_other_belgium": lived["elsewhere"],
        "foreign_insurance": table["insurance"].astype(np.int8),
        "temporary_student_or_researcher": table["student_here"].astype(np.bool_),
        "european_student_not_insured": table["european_student"].astype(np.bool_),
        "military_abroad": table["military"].astype(np.bool_),
        "struck_off": table["struck_off"].astype(np.bool_),
        "stateless": table["stateless"].astype(np.bool_),
        "work_area": table["work_area"].astype(np.int8),
        "lives_in_state": _state(table, lived),
        "cross_border_since_brexit": table["since_brexit"].astype(np.bool_),
        "lived_abroad_before_job": table["free_movement"].astype(np.bool_),
        "dependant_of_worker": table["dependant"].astype(np.bool_),
        "arrived_on": arrived,
        "first_file_on": table["first_file_on"],
        "worker_start_year": table["start_year"].astype(np.int16),
        "came_in_scope_on": _came_in_scope(table, arrived, on),
        "ever_affiliated": table["last_fund"] != 0,
    }
    return Situation(
        table["person_id"].astype(np.int64),
        facts,
        {
            "died_on": table["died_on"],
            "known": lived["flanders"]
            | lived["brussels"]
            | lived["elsewhere"]
            | lived["abroad"]
            | (facts["work_area"] != 0),
            "last_fund": table["last_fund"].astype(np.int64),
            "last_origin": table["last_origin"].astype(np.int16),
            # What the rows of the query say themselves.
            **{name: column for name, column in table.items() if name.startswith("member_")},
        },
    )


def _columns(year: int, on: datetime.date) -> dict[str, AnyColumn]:
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    seen = min(max(on, start), end - datetime.timedelta(days=1))
    europe = [state for state in legal_stay_states(start) if state not in ("BE", _BRITAIN)]

    def lived(**match: Any) -> AnyColumn:
        return snapshot.overlaps(Residence, start, end, **match)

    def status(ground: int) -> AnyColumn:
        return snapshot.overlaps(ScopeStatus, start, end, ground=int(ground))

    def works(**match: Any) -> AnyColumn:
        return snapshot.overlaps(ForeignWork, start, end, **match)

    return {
        "birth_date": snapshot.birth_date(),
        "died_on": snapshot.first_from(Death),
        "flanders": lived(region=int(Region.FLANDERS)),
        "brussels": lived(region=int(Region.BRUSSELS)),
        "elsewhere": lived(region=list(_OTHER_BELGIUM)),
        "abroad": lived(region=int(Region.ABROAD)),
        "in_europe": lived(region=int(Region.ABROAD), country=europe),
        "in_britain": lived(region=int(Region.ABROAD), country=_BRITAIN),
        "since_flanders": snapshot.unbroken_since(Residence, seen, region=int(Region.FLANDERS)),
        "since_here": snapshot.unbroken_since(Residence, seen, region=list(HERE)),
        "first_here": snapshot.first_from(Residence, start=start, end=end, region=list(HERE)),
        "insurance": snapshot.value(ForeignInsurance, "ground", start, 0),
        "insured_to": snapshot.last_to(ForeignInsurance, end=on + datetime.timedelta(days=1)),
        "student_here": status(Ground.TEMPORARY_STUDENT_OR_RESEARCHER),
        "european_student": status(Ground.EUROPEAN_STUDENT),
        "military": status(Ground.MILITARY_ABROAD),
        "struck_off": snapshot.holds(ScopeStatus, seen, ground=int(Ground.STRUCK_OFF)),
        "stateless": snapshot.holds(ScopeStatus, seen, ground=int(Ground.STATELESS)),
        "work_area": snapshot.lowest(ForeignWork, "area", 0, start=start, end=end),
        "free_movement": works(free_movement=True),
        "dependant": works(dependant=True),
        "since_brexit": works(since_brexit=True),
        "first_file_on": snapshot.lowest(ForeignWork, "first_file_on", NEVER, start=start, end=end),
        "start_year": snapshot.highest(ForeignWork, "start_year", 0, start=start, end=end),
        "last_fund": snapshot.latest(Membership, "fund_id", 0, kind=[int(kind) for kind in MEMBERS]),
        "last_origin": snapshot.latest(Membership, "origin", 0, kind=[int(kind) for kind in MEMBERS]),
    }


def _arrived(table: dict[str, NDArray[Any]], lived: dict[str, NDArray[np.bool_]]) -> NDArray[Any]:
    """The day of coming to live here; moving from Brussels to Flanders is one as well (BVR art. 56 §2).

    Of somebody who left again before the day of looking, the first registered day of the year.
    """
    since = np.where(table["since_flanders"] != NEVER, table["since_flanders"], table["since_here"])
    return np.where((since == NEVER) & (lived["flanders"] | lived["brussels"]), table["first_here"], since)


def _came_in_scope(table: dict[str, NDArray[Any]], arrived: NDArray[Any], on: datetime.date) -> NDArray[Any]:
    """The day on which an insurance abroad had ended, for who lived here already (BVR art. 62)."""
    ended = table["insured_to"]
    here = (arrived != NEVER) & (arrived < ended)
    return np.where((ended != NEVER) & (ended < FOREVER) & (ended <= on.toordinal()) & here, ended, NEVER)


def _state(table: dict[str, NDArray[Any]], lived: dict[str, NDArray[np.bool_]]) -> NDArray[np.int8]:
    at_home = lived["flanders"] | lived["brussels"] | lived["elsewhere"] | ~lived["abroad"]
    groups = [StateGroup.BELGIUM, StateGroup.EU_EEA_SWITZERLAND, StateGroup.UNITED_KINGDOM]
    conditions = [at_home, table["in_europe"] != 0, table["in_britain"] != 0]
    return np.select(conditions, [int(group) for group in groups], int(StateGroup.ELSEWHERE)).astype(np.int8)
