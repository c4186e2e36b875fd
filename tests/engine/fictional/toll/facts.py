"""Facts for the toll."""

from zorgkas.engine import Cents32, Int8, fact

fact("crossings", Int8, low=0, high=100)
fact("toll_paid_cents", Cents32, default=0, low=0, high=50_000)
