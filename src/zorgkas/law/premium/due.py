"""What a member owes for a premium year."""

from zorgkas.engine import Cents32, Day, GapReason, Int8, Year, rule
from zorgkas.engine.calendar import make_day
from zorgkas.law.premium.kinds import PremiumExemption, PremiumRate


@rule(article="Vlaamse zorgverzekering (2001-10-01)", since="2001-10-01", until="2003-01-01")
def premium_of_year_cents(premium_rate: PremiumRate, premium_full_cents: Cents32) -> Cents32:
    """One amount for the whole period of fifteen months."""
    return 0 if premium_rate == PremiumRate.NONE else premium_full_cents


@rule(article="BVR art. 68; BVR 2002-10-25 art. 1", since="2003-01-01", name="premium_of_year_cents")
def premium_of_year_cents_2003(
    premium_rate: PremiumRate, premium_full_cents: Cents32, premium_reduced_cents: Cents32
) -> Cents32:
    """The premium is for the whole year: one day of membership is enough, and no part is taken off."""
    if premium_rate == PremiumRate.FULL:
        return premium_full_cents
    if premium_rate == PremiumRate.REDUCED:
        return premium_reduced_cents
    return 0


@rule(article="DEC art. 45 §3, 1°-4°", since="2001-10-01", until="2022-01-01")
def premium_not_due(is_dead: bool, premium_exemption: PremiumExemption) -> bool:
    """After death, and in collective debt settlement, bankruptcy or insolvency; temporary protection came in 2022."""
    freed = premium_exemption != PremiumExemption.NONE and premium_exemption != PremiumExemption.TEMPORARY_PROTECTION
    return is_dead or freed


@rule(article="DEC art. 45 §3", since="2022-01-01", until="2027-01-01", name="premium_not_due")
def premium_not_due_2022(is_dead: bool, premium_exemption: PremiumExemption) -> bool:
    """After death, and in collective debt settlement, bankruptcy, insolvency or temporary protection."""
    return is_dead or premium_exemption != PremiumExemption.NONE


@rule(
    article="DEC art. 45 §3",
    since="2027-01-01",
    name="premium_not_due",
    gap=GapReason(
        "DEC art. 45 ends on 31 December 2026; the text that starts on 1 January 2027 is not in our sources.",
        nl="DEC art. 45 eindigt op 31 december 2026; de tekst die op 1 januari 2027 begint, hebben we niet.",
    ),
)
def premium_not_due_2027(is_dead: bool) -> bool:
    """Open: see the reason of the gap."""
    return is_dead


@rule(
    article="DEC art. 45 §3",
    since="2001-10-01",
    until="2022-01-01",
    gap=GapReason(
        "From which day each ground applied is in no source (only the text of 2022 and a page of 2017):"
        " premium_not_due applies the grounds 1° to 4° to the earlier years as well.",
        nl="Vanaf welke dag elke grond gold, staat in geen enkele bron (alleen de tekst van 2022 en een pagina"
        " van 2017): premium_not_due past de gronden 1° tot 4° ook op de vroegere jaren toe.",
    ),
)
def exemption_before_2022(premium_exemption: PremiumExemption) -> bool:
    """Open question: see the reason of the gap."""
    return premium_exemption != PremiumExemption.NONE


@rule(article="DEC art. 45 §3", since="2001-10-01")
def premium_due_cents(
    premium_of_year_cents: Cents32, premium_not_due: bool, premium_collected_cents: Cents32
) -> Cents32:
    """When the premium is not due, that holds for the part not yet collected: what was collected stays."""
    if premium_not_due:
        return min(premium_of_year_cents, premium_collected_cents)
    return premium_of_year_cents


@rule(article="BVR art. 1, 7°; 69", since="2019-01-01")
def premium_pay_by(premium_year: Year, premium_due_month: Int8, premium_due_day: Int8) -> Day:
    """On this day the amount must stand on the account of the fund or of the agency."""
    return make_day(premium_year, premium_due_month, premium_due_day)


@rule(article="BVR art. 73", since="2019-01-01")
def premium_reminder_by(premium_year: Year) -> Day:
    """The latest day of the reminder, unless the premium was asked by registered letter."""
    return make_day(premium_year, 11, 30)


@rule(
    article="DEC art. 45 §3",
    since="2001-10-01",
    gap=GapReason(
        "Whether a collective debt settlement that starts after the premium year frees from older arrears,"
        " and what happens to a premium of the year of admission that was already paid, stands in no source.",
        nl="Of een collectieve schuldenregeling die na het premiejaar begint, van oudere achterstallen bevrijdt,"
        " en wat er gebeurt met een al betaalde premie van het jaar van de toelating, staat in geen enkele"
        " bron.",
    ),
)
def older_arrears_lapse(premium_exemption: PremiumExemption) -> bool:
    """Open question: see the reason of the gap."""
    return premium_exemption == PremiumExemption.COLLECTIVE_DEBT_SETTLEMENT
