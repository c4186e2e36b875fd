"""Calendar years that count for the condition of five years (DEC art. 41 §1, 4°; BVR art. 113/1), for many people."""

import datetime
from collections.abc import Sequence

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from zorgkas.registry.models import ForeignInsurance, Residence

COUNTING_REGIONS = [Residence.Region.FLANDERS, Residence.Region.BRUSSELS]
COUNTING_INSURANCE = [ForeignInsurance.Ground.REGULATION, ForeignInsurance.Ground.FOREIGN_PENSION_ONLY]

_QUERY = """
WITH asked AS (
    SELECT * FROM unnest(%(numbers)s::int[], %(people)s::bigint[], %(years)s::int[]) a (number, person_id, opening)
), counted AS (
    SELECT a.number, a.opening, y.year
    FROM asked a
    JOIN registry_residence f ON f.person_id = a.person_id AND f.region = ANY(%(regions)s)
        AND f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
    CROSS JOIN LATERAL generate_series(
        extract(year FROM f.valid_from)::int,
        LEAST(extract(year FROM COALESCE(f.valid_to - 1, DATE '9999-12-31'))::int, a.opening)) y (year)
    UNION
    SELECT a.number, a.opening, y.year
    FROM asked a
    JOIN registry_foreigninsurance f ON f.person_id = a.person_id AND f.ground = ANY(%(grounds)s)
        AND f.recorded_at <= %(known_at)s AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
    CROSS JOIN LATERAL generate_series(
        extract(year FROM f.valid_from - 1)::int + 1,
        LEAST(extract(year FROM COALESCE(f.valid_to - 1, DATE '9999-12-31'))::int, a.opening)) y (year)
), runs AS (
    SELECT number, opening, count(*) FILTER (WHERE year < opening) AS before, max(year) AS until, count(*) AS years
    FROM (SELECT *, year - row_number() OVER (PARTITION BY number ORDER BY year) AS run FROM counted) r
    GROUP BY number, opening, run
)
SELECT number, LEAST(max(before) FILTER (WHERE until >= opening - 1), 60), LEAST(max(before), 60), LEAST(sum(years), 60)
FROM runs GROUP BY number
"""


def qualifying_years(
    people: Sequence[int], opening_years: Sequence[int], known_at: datetime.datetime
) -> dict[str, NDArray[np.int64]]:
    """Uninterrupted years up to the one before the opening, the longest run before it, and all of them together."""
    result = {
        name: np.zeros(len(people), np.int64)
        for name in ("qualifying_years_before", "qualifying_years_longest", "qualifying_years_total")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _QUERY,
            {
                "numbers": list(range(len(people))),
                "people": [int(person) for person in people],
                "years": [int(year) for year in opening_years],
                "regions": [int(region) for region in COUNTING_REGIONS],
                "grounds": [int(ground) for ground in COUNTING_INSURANCE],
                "known_at": known_at,
            },
        )
        for number, before, longest, total in cursor.fetchall():
            result["qualifying_years_before"][number] = before or 0
            result["qualifying_years_longest"][number] = longest or 0
            result["qualifying_years_total"][number] = total or 0
    return result
