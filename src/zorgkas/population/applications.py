"""The applications of 2023: rows with an outcome, taken over without their decision."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from zorgkas.law import law_on
from zorgkas.population.assumptions import Assumptions
from zorgkas.population.care import HOME, NEED_AT_HOME, WAITING_MONTHS, ZZZ, Rights
from zorgkas.population.columns import Days, Flags, Ints, curve, day, draw_by_weight, month_start
from zorgkas.population.people import People
from zorgkas.population.quota import Quota
from zorgkas.population.streams import Stream

GRANTED, REFUSED, WITHDRAWN = "granted", "refused", "withdrawn"
STATES = (GRANTED, REFUSED, WITHDRAWN)


@dataclass(frozen=True)
class Applications:
    """Applications of people by position; state is a position in STATES."""

    person: Ints
    applied: Days
    decide_by: Days
    care_form: Ints
    state: Ints
    automatic: Flags


def applications_of_2023(
    people: People, rights: Rights, free: Flags, quota: Quota, stream: Stream, assumed: Assumptions
) -> Applications:
    """Granted ones belong to rights (new in 2023, or extended then), the others to people without a budget."""
    rng = stream("applications")
    decision_days = int(law_on(date(2023, 1, 1)).parameters["zzz_decision_days"])
    zzz = rights.where((rights.product == ZZZ) & ~rights.newcomer)
    new = zzz.first_month - WAITING_MONTHS >= 12 * (2023 - 1970)
    rows = draw_by_weight(rng, np.where(new, 1e6, 1.0), quota.applications_granted, np.ones(len(zzz), np.bool_))
    granted, care_form = zzz.person[rows], zzz.care_form[rows]
    opened = month_start(zzz.first_month[rows] - WAITING_MONTHS) + rng.integers(0, 28, len(rows))
    extended = rng.integers(day(2023), day(2024), len(rows))
    applied = np.where(new[rows], opened, extended)
    age = people.age()
    need = np.where(age >= 26, curve(NEED_AT_HOME, age), 0.0)
    number = quota.applications_refused + quota.applications_withdrawn
    others = rng.permutation(draw_by_weight(rng, need, number, free))
    state = np.concatenate(
        [
            np.zeros(len(granted), np.int64),
            np.ones(quota.applications_refused, np.int64),
            np.full(quota.applications_withdrawn, 2, np.int64),
        ]
    )
    when = np.concatenate([applied, rng.integers(day(2023), day(2024), number)]).astype(np.int32)
    return Applications(
        person=np.concatenate([granted, others]),
        applied=when,
        decide_by=(when + decision_days).astype(np.int32),
        care_form=np.concatenate([care_form, np.full(number, HOME)]),
        state=state,
        automatic=(state == 0) & (rng.random(len(state)) < assumed.share_of_applications_automatic / 0.8),
    )
