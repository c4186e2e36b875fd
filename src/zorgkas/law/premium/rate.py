"""Which premium a member owes: none, the full or the reduced one."""

from zorgkas.engine import GapReason, Int8, Year, rule
from zorgkas.law.premium.kinds import MembershipKind, PremiumRate


@rule(article="DEC art. 45 §1; BVR art. 56 §1", since="2001-10-01")
def old_enough(premium_year: Year, birth_year: Year, membership_start_age: Int8) -> bool:
    """From the calendar year of the 26th birthday on, whatever its day."""
    return premium_year - birth_year >= membership_start_age


@rule(article="BVR art. 63; DEC art. 2, 1°", since="2001-10-01")
def pays_premium(membership_kind: MembershipKind, old_enough: bool) -> bool:
    """Compulsory and voluntary members pay; an administrative affiliation is without premium."""
    member = membership_kind == MembershipKind.COMPULSORY or membership_kind == MembershipKind.VOLUNTARY
    return member and old_enough


@rule(article="Vlaamse zorgverzekering (2001-10-01)", since="2001-10-01", until="2003-01-01")
def reduced_premium_applies() -> bool:
    """The first period of fifteen months knew one premium only."""
    return False


@rule(
    article="BVR 2002-10-25 art. 1; BVR art. 68",
    since="2003-01-01",
    until="2022-01-01",
    name="reduced_premium_applies",
)
def reduced_premium_applies_2003(increased_allowance: bool) -> bool:
    """The increased allowance on 1 January of the year before is the only condition."""
    return increased_allowance


@rule(
    article="BVR art. 68 (2022-01-01); GwH 112/2023",
    since="2022-01-01",
    until="2023-01-01",
    name="reduced_premium_applies",
)
def reduced_premium_applies_2022(
    increased_allowance: bool, five_years_before: bool, annulled_premium_conditions_hold: bool
) -> bool:
    """The condition of five calendar years rests on a paragraph that was annulled; a switch replays it."""
    return increased_allowance and (five_years_before or not annulled_premium_conditions_hold)


@rule(
    article="BVR art. 68, 635/1 (2022-01-01); GwH 112/2023",
    since="2023-01-01",
    until="2026-01-01",
    name="reduced_premium_applies",
)
def reduced_premium_applies_2023(
    increased_allowance: bool,
    five_years_before: bool,
    premium_integration_met: bool,
    annulled_premium_conditions_hold: bool,
) -> bool:
    """As in 2022, with the civic-integration duty as a second annulled condition."""
    annulled = five_years_before and premium_integration_met
    return increased_allowance and (annulled or not annulled_premium_conditions_hold)


@rule(article="BVR art. 68", since="2026-01-01", name="reduced_premium_applies")
def reduced_premium_applies_2026(increased_allowance: bool) -> bool:
    """The increased allowance on 1 January of the year before is the only condition."""
    return increased_allowance


@rule(article="DEC art. 45 §1; BVR art. 68", since="2001-10-01", until="2027-01-01")
def premium_rate(pays_premium: bool, reduced_premium_applies: bool) -> PremiumRate:
    """No premium, the full one or the reduced one."""
    if not pays_premium:
        return PremiumRate.NONE
    return PremiumRate.REDUCED if reduced_premium_applies else PremiumRate.FULL


@rule(
    article="DEC art. 45 §1",
    since="2027-01-01",
    name="premium_rate",
    gap=GapReason(
        "DEC art. 45 ends on 31 December 2026; the text that starts on 1 January 2027 is not in our sources.",
        nl="DEC art. 45 eindigt op 31 december 2026; de tekst die op 1 januari 2027 begint, hebben we niet.",
    ),
)
def premium_rate_2027(pays_premium: bool) -> PremiumRate:
    """Open: see the reason of the gap."""
    return PremiumRate.FULL if pays_premium else PremiumRate.NONE
