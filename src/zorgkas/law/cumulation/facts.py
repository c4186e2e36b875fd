"""Facts of the chapter about cumulation."""

from zorgkas.engine import fact
from zorgkas.law.cumulation.kinds import Beside

# What stands beside the budget.
fact("beside", Beside)
# It began after the right to the budget did.
fact("beside_began_later", bool, default=True)
# The person is under 21; came in by giving up a budget (BVR art. 233 §3).
fact("beside_under_21", bool, default=False)
fact("beside_switched", bool, default=False)
