"""Facts about people."""

from enum import IntEnum

from zorgkas.engine import FOREVER, NEVER, Day, Month, Year, fact


class Household(IntEnum):
    """How somebody lives."""

    ALONE = 1
    TOGETHER = 2
    IN_A_LIGHTHOUSE = 7


fact("birth_date", Day, low=700_000, high=738_000)
fact("died_on", Day, default=NEVER, low=730_000, high=740_000)
fact("asked_month", Month, low=24_000, high=24_400)
fact("settled_year", Year, low=1980, high=2030)
fact("household", Household)
fact("resident_from", Day, low=730_000, high=738_000)
fact("resident_to", Day, default=FOREVER, low=738_000, high=741_000)
