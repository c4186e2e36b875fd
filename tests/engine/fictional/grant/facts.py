"""Facts for the grant."""

from zorgkas.engine import NEVER, Int16, Month, fact

fact("darkness_tenths", Int16, low=0, high=400)
fact("claimed_month", Month, default=NEVER, low=24_000, high=24_400)
