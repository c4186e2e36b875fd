"""Rights from before 2019 that are kept (BVR art. 629, 634)."""

from zorgkas.engine import Day, GapReason, rule
from zorgkas.engine.calendar import make_day


@rule(article="BVR art. 629", since="2019-01-01")
def old_allowance_is_zbo(entitled_from: Day) -> bool:
    """An allowance for help to older people (THAB) that was granted before 2019 is a ZBO."""
    return entitled_from < make_day(2019, 1, 1)


@rule(
    article="BVR art. 634",
    since="2019-01-01",
    gap=GapReason(
        "Whether who counts as affiliated only because of a right of 2016 owes the yearly premium stands in no source.",
        nl="Of iemand die alleen door een recht van 2016 als aangesloten geldt, de jaarlijkse premie moet"
        " betalen, staat in geen enkele bron.",
    ),
)
def premium_owed_with_old_right(old_right_of_2016: bool) -> bool:
    """Open: see the reason of the gap."""
    return old_right_of_2016
