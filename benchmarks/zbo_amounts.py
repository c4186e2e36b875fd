"""The amounts of the means test of November 2026, for the engines that we compare ourselves with."""

from datetime import date

from zorgkas.law import law_on

_LAW = law_on(date(2026, 11, 1)).parameters
MAXIMA = (0, *(int(_LAW[f"maximum_{number}_cents"]) for number in range(1, 6)))
EXEMPT_A, EXEMPT_B = int(_LAW["exempt_a_cents"]), int(_LAW["exempt_b_cents"])
PENSION_PERCENT, ASSET_PERCENT = int(_LAW["pension_percent"]), int(_LAW["capital_percent"])
BUILT_EXEMPT, BUILT_EXEMPT_CHILD, BUILT_FACTOR = 150_000, 25_000, 3
UNBUILT_EXEMPT, UNBUILT_FACTOR = 6_000, 9
# Both round as the law does here: half a cent up, and the month to whole euro.
HALF = 50
