"""Rights to a ZBO and a ZBH that carry the facts behind them, so that the law gives their amounts from these facts.

Only a part: of the other rights the fund that handed them over knew the monthly amount and no more.
"""

import datetime
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zorgkas.law import law_on
from zorgkas.population.care import FAR, ZBH, ZBO, Rights
from zorgkas.population.columns import NO_DAY, Days, Flags, Ints, date_column, month_start
from zorgkas.population.streams import Stream

MONTHS_BEFORE_1970 = 1970 * 12
# The series of published amounts is without gaps from here on, and the text of the decree is the one of now.
FIRST_ZBO_MONTH = 12 * (2022 - 1970) + 8
# The doors of the ZBH were closed after December 2022 (BVR 233 §3).
LAST_ZBH_MONTH = 12 * (2023 - 1970)
ADULTS, SWITCHERS = 1, 6  # budgets.DisabilityFile.Group
MEDICAL_SOCIAL = 3  # budgets.OlderCareFinding.Instrument
PENSION, CAPITAL = 1, 9  # budgets.Means.Kind
# The lowest points of categories 1 to 5 on the scale of 18 points, and how many more stay in the category.
POINTS = np.array([7, 9, 12, 15, 17])
SPREAD = np.array([2, 3, 3, 2, 2])


@dataclass(frozen=True)
class Known:
    """Which rights carry facts (positions in the table of rights), and what these say."""

    zbo: Ints
    category: Ints
    pension_cents: Ints
    capital_cents: Ints
    granted_cents: Ints
    level: Ints
    points: Ints
    zbh: Ints
    group: Ints


def draw_known(rights: Rights, stream: Stream, share: float) -> Known:
    """Choose the rights that carry facts and draw incomes that leave something of the budget."""
    rng = stream("facts behind rights")
    chance = rng.random(len(rights)) < share
    zbo = np.flatnonzero(chance & (rights.product == ZBO) & (rights.first_month >= FIRST_ZBO_MONTH))
    amounts = np.sort(np.unique(rights.given_cents[rights.product == ZBO]))
    category = np.minimum(np.searchsorted(amounts, rights.given_cents[zbo]) + 1, 5)
    full = rng.random(len(zbo)) < 0.6
    low, high = rng.uniform(1_200_000, 1_650_000, len(zbo)), rng.uniform(1_750_000, 1_930_000, len(zbo))
    pension = (np.where(full, low, high) // 1200 * 1200).astype(np.int64)
    capital = np.where(rng.random(len(zbo)) < 0.4, rng.integers(1, 40, len(zbo)) * 25_000, 0)
    granted, level = _granted(rights.first_month[zbo], category, pension, capital)
    left = granted > 0
    points = POINTS[category - 1] + rng.integers(0, SPREAD[category - 1])
    zbh = np.flatnonzero(chance & (rights.product == ZBH) & (rights.first_month <= LAST_ZBH_MONTH))
    group = np.where(rng.random(len(zbh)) < 0.7, ADULTS, SWITCHERS)
    return Known(
        zbo=zbo[left],
        category=category[left],
        pension_cents=pension[left],
        capital_cents=capital[left],
        granted_cents=granted[left],
        level=level[left],
        points=points[left],
        zbh=zbh,
        group=group,
    )


def _granted(first_month: Ints, category: Ints, pension: Ints, capital: Ints) -> tuple[Ints, Ints]:
    """The budget a year and the level of the index, by the law of the first day of each right."""
    granted, level = np.zeros(len(first_month), np.int64), np.zeros(len(first_month), np.int64)
    for month in np.unique(first_month).tolist():
        chosen = np.flatnonzero(first_month == month)
        number = int(month) + MONTHS_BEFORE_1970
        law = law_on(datetime.date(number // 12, number % 12 + 1, 1))
        level[chosen] = int(str(law.parameters["zbo_index_level"]))
        kernel = law.kernel(("zbo_payable_year_cents",))
        given: dict[str, object] = {
            "need_unchanged": np.ones(len(chosen), np.bool_),
            "category_held": category[chosen],
            "means_pensions_cents": pension[chosen],
            "means_capital_cents": capital[chosen],
            "zbo_effective_month": np.full(len(chosen), number),
        }
        granted[chosen] = kernel(kernel.fit(given), length=len(chosen))["zbo_payable_year_cents"]
    return granted, level


def _periods(rights: Rights, rows: Ints, start: Days) -> dict[str, pa.Array]:
    end = np.where(rights.end[rows] == FAR, NO_DAY, rights.end[rows]).astype(np.int32)
    return {
        "person": pa.array(rights.person[rows].astype(np.int64)),
        "valid_from": date_column(start),
        "valid_to": date_column(end),
    }


def _before(rights: Rights, rows: Ints) -> Days:
    """The first day of the month before the right."""
    return month_start(rights.first_month[rows] - 1)


def findings(rights: Rights, known: Known) -> pa.Table:
    """The medical-social scale behind each ZBO."""
    rows, start = known.zbo, _before(rights, known.zbo)
    return pa.table(
        {
            **_periods(rights, rows, start),
            "instrument": pa.array(np.full(len(rows), MEDICAL_SOCIAL, np.int16)),
            "issued_on": date_column(start),
            "issuer": pa.repeat("FOD Sociale Zekerheid", len(rows)),
            "total_tenths": pa.array((known.points * 10).astype(np.int16)),
        }
    )


def means(rights: Rights, known: Known) -> pa.Table:
    """The pension behind each ZBO, and savings of some."""
    saving = np.flatnonzero(known.capital_cents > 0)
    rows = np.concatenate([known.zbo, known.zbo[saving]])
    kind = np.concatenate([np.full(len(known.zbo), PENSION), np.full(len(saving), CAPITAL)])
    table = {
        **_periods(rights, rows, _before(rights, rows)),
        "number": pa.array(kind.astype(np.int16)),
        "kind": pa.array(kind.astype(np.int16)),
        "amount_cents": pa.array(np.concatenate([known.pension_cents, known.capital_cents[saving]]).astype(np.int64)),
    }
    return pa.table(table)


def files(rights: Rights, known: Known) -> pa.Table:
    """The file of VAPH behind each ZBH."""
    rows, start = known.zbh, _before(rights, known.zbh)
    adults: Flags = known.group == ADULTS
    return pa.table(
        {
            **_periods(rights, rows, start),
            "group": pa.array(known.group.astype(np.int16)),
            "recognised": pa.array(adults),
            "demand_end_of_2014": pa.array(adults),
            "demand_start_of_2016": pa.array(adults),
            "switched_voluntarily": pa.array(~adults),
            "notice_ended_on": pa.array(start.astype("datetime64[D]"), mask=adults).cast(pa.date32()),
        }
    )


def columns(rights: Rights, known: Known) -> dict[str, pa.Array]:
    """What the entitlements say of themselves when the law gives their amounts."""
    given = rights.given_cents.astype(np.int32).copy()
    given[known.zbo] = 0
    given[known.zbh] = 0
    category, level = np.zeros(len(rights), np.int16), np.zeros(len(rights), np.int16)
    granted, group = np.zeros(len(rights), np.int32), np.zeros(len(rights), np.int16)
    category[known.zbo], level[known.zbo] = known.category, known.level
    granted[known.zbo], group[known.zbh] = known.granted_cents, known.group
    return {
        "given_monthly_cents": pa.array(given, mask=given == 0),
        "category": pa.array(category),
        "granted_year_cents": pa.array(granted, mask=granted == 0),
        "granted_index_level": pa.array(level),
        "zbh_group": pa.array(group),
    }
