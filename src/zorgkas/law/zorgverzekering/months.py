"""What was due for a month until 2018: the right, unpaid contributions, an assistance budget.

The first month is `zzz_first_month` (the fourth after the application), the amount `zzz_amount_cents`.
"""

from zorgkas.engine import NEVER, Cents32, Day, GapReason, Int8, Int16, Month, rule
from zorgkas.engine.calendar import first_day, month_of


@rule(article="Vlaamse zorgverzekering (2001-2018)", since="2001-10-01", until="2019-01-01")
def zvt_runs_in_month(entitled_from: Day, entitled_to: Day, died_on: Day, due_month: Month) -> bool:
    """From the first to the last month of the right; the month of death is read as in BVR art. 139."""
    start = first_day(due_month)
    alive = died_on == NEVER or due_month <= month_of(died_on)
    return alive and entitled_from != NEVER and entitled_from <= start and start < entitled_to


@rule(article="zorg-en-gezondheid.be 2017-12-11; Vlaamse zorgverzekering", since="2001-10-01", until="2018-01-01")
def zvt_suspended_months(zvt_missed_years: Int8, zvt_suspension_months: Int8) -> Int16:
    """Four months lost for every contribution that was paid late, partly or not at all."""
    return zvt_missed_years * zvt_suspension_months


@rule(article="zorg-en-gezondheid.be 2017-12-11; Vlaamse zorgverzekering", since="2001-10-01", until="2018-01-01")
def zvt_suspended_in_month(zvt_suspension_from: Month, zvt_suspended_months: Int16, due_month: Month) -> bool:
    """The months of the suspension follow each other; they are not paid later."""
    if zvt_suspension_from == NEVER:
        return False
    return zvt_suspension_from <= due_month and due_month < zvt_suspension_from + zvt_suspended_months


@rule(
    article="zorg-en-gezondheid.be 2017-12-11; Vlaamse zorgverzekering",
    since="2018-01-01",
    until="2019-01-01",
    name="zvt_suspended_in_month",
)
def zvt_suspended_in_month_2018() -> bool:
    """Abolished: what was left of a suspension lapsed, what had been served was not paid after all."""
    return False


@rule(
    article="Vlaamse zorgverzekering (2001-2017)",
    since="2001-10-01",
    until="2018-01-01",
    gap=GapReason(
        "From which month a suspension for unpaid contributions ran is in no source: it is taken from the old file.",
        nl="Vanaf welke maand een opschorting voor onbetaalde bijdragen liep, staat in geen enkele bron: dat komt uit"
        " het oude dossier.",
    ),
)
def zvt_suspension_starts(zvt_missed_years: Int8) -> Month:
    """Open: see the reason of the gap."""
    return NEVER


@rule(article="Belga; Vlaamse zorgverzekering", since="2001-10-01", until="2019-01-01")
def zvt_due_cents(
    zzz_amount_cents: Cents32, zvt_runs_in_month: bool, zvt_suspended_in_month: bool, beside_assistance_budget: bool
) -> Cents32:
    """The amount of the month, unless the payment is suspended; never beside a personal assistance budget."""
    return zzz_amount_cents if zvt_runs_in_month and not zvt_suspended_in_month and not beside_assistance_budget else 0


@rule(
    article="Vlaamse zorgverzekering (2001-2018)",
    since="2001-10-01",
    until="2019-01-01",
    gap=GapReason(
        "How long a decision of before 2019 held is in no source: the end is taken from the old file.",
        nl="Hoe lang een beslissing van voor 2019 gold, staat in geen enkele bron: het einde komt uit het dossier.",
    ),
)
def zvt_last_month(entitled_to: Day) -> Month:
    """Open: see the reason of the gap."""
    return month_of(entitled_to)


@rule(
    article="Vlaamse zorgverzekering (2001-2018)",
    since="2001-10-01",
    until="2019-01-01",
    gap=GapReason(
        "Whether detention stopped the payment before 2019 is in no source: zvt_due_cents does not look at it.",
        nl="Of detentie de betaling voor 2019 stopte, staat in geen enkele bron: zvt_due_cents kijkt er niet naar.",
    ),
)
def zvt_paid_in_detention(due_month: Month) -> bool:
    """Open: see the reason of the gap."""
    return due_month == NEVER


@rule(
    article="Belga; Vlaamse zorgverzekering",
    since="2009-03-01",
    until="2019-01-01",
    gap=GapReason(
        "Services for family care sent their scores from 1 June of a year that no source shows; from which month such"
        " an automatic grant was paid is in no source.",
        nl="Diensten voor gezinszorg stuurden hun scores vanaf 1 juni van een jaar dat geen enkele bron toont; vanaf"
        " welke maand zo'n automatische toekenning betaald werd, staat in geen enkele bron.",
    ),
)
def zvt_automatic_first_month(finding_from: Day) -> Month:
    """Open: see the reason of the gap."""
    return month_of(finding_from)


@rule(
    article="ouderengids.be; Vlaamse zorgverzekering",
    since="2001-10-01",
    until="2019-01-01",
    gap=GapReason(
        "A page without date gives sixty days to object; from which day they ran, and when the three months of today"
        " came instead, is in no source.",
        nl="Een pagina zonder datum geeft zestig dagen om bezwaar te maken; vanaf welke dag die liepen en wanneer de"
        " drie maanden van nu in de plaats kwamen, staat in geen enkele bron.",
    ),
)
def zvt_objection_until(applied_on: Day) -> Day:
    """Open: see the reason of the gap."""
    return applied_on
