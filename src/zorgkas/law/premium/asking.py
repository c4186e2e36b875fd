"""Asking for what is open: every year again, and with a reminder (BVR art. 69, 73)."""

from zorgkas.engine import Day, Year, fact, rule
from zorgkas.engine.calendar import year_of

# What is open of the premium of the asked year.
fact("premium_is_open", bool)
# The member got the first invitation to pay this premium.
fact("was_invited", bool)
# The premium was asked by registered letter (BVR art. 74).
fact("asked_by_registered_letter", bool, default=False)
# The day on which the question is put.
fact("judged_on", Day, low=737_000, high=750_000)


@rule(article="BVR art. 73", since="2019-01-01")
def reminder_owed(premium_is_open: bool, was_invited: bool, asked_by_registered_letter: bool) -> bool:
    """Who did not pay after the first invitation gets a reminder, unless a registered letter already asked."""
    return premium_is_open and was_invited and not asked_by_registered_letter


@rule(article="BVR art. 69", since="2019-01-01")
def arrears_asked_again(
    asked_premium_year: Year,
    judged_on: Day,
    premium_is_open: bool,
    claimed_with_fine: bool,
    premium_is_prescribed: bool,
) -> bool:
    """Every year the fund asks for earlier years as well, except for what the agency asks with a fine."""
    earlier = asked_premium_year < year_of(judged_on)
    return premium_is_open and earlier and not claimed_with_fine and not premium_is_prescribed
