"""Joining: automatic affiliation, late voluntary joining, and the first day of a membership."""

from zorgkas.engine import NEVER, Day, GapReason, Year, rule
from zorgkas.engine.calendar import add_months, make_day, year_of
from zorgkas.law.premium.kinds import ForeignInsurance, GraceGround, MembershipDuty


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2, 62", since="2019-01-01")
def affiliation_due_year(grace_ground: GraceGround, grace_first_year: Year, came_in_scope_on: Day) -> Year:
    """The year from which somebody must be a member.

    The status on 1 January counts for the whole year, so who comes within the scope later must join the next year
    (public page on international institutions).
    """
    if grace_ground == GraceGround.STATUS_CHANGE:
        return year_of(came_in_scope_on - 1) + 1
    return grace_first_year


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2", since="2019-01-01")
def automatic_affiliation_strikes_on(
    membership_duty: MembershipDuty,
    duty_of_resident: MembershipDuty,
    grace_ground: GraceGround,
    affiliation_due_year: Year,
    arrived_on: Day,
    fund_joined_on: Day,
) -> Day:
    """The day from which a compulsory resident without a fund belongs to the Vlaamse Zorgkas; workers never.

    Turning 26, or coming within the scope: 1 July of the year in which joining is due. Arriving: six months later.
    """
    if membership_duty != MembershipDuty.COMPULSORY or duty_of_resident != MembershipDuty.COMPULSORY:
        return NEVER
    arrived = grace_ground == GraceGround.ARRIVAL
    strikes = add_months(arrived_on, 6) if arrived else make_day(affiliation_due_year, 7, 1)
    return NEVER if fund_joined_on != NEVER and fund_joined_on < strikes else strikes


@rule(article="DEC art. 42 §1; BVR art. 56 §1-2", since="2019-01-01")
def automatic_affiliation_on(automatic_affiliation_strikes_on: Day, affiliation_due_year: Year) -> Day:
    """The automatic affiliation works from 1 January of the year in which joining was due; NEVER when there is none."""
    if automatic_affiliation_strikes_on == NEVER:
        return NEVER
    return make_day(affiliation_due_year, 1, 1)


@rule(article="BVR art. 57 §5, 58 §3, 79", since="2019-01-01")
def joins_late(
    membership_duty: MembershipDuty, first_premium_paid_on: Day, grace_until: Day, rejoins_after_ending: bool
) -> bool:
    """A voluntary member who pays the first premium after the free term, or who joins again after losing or stopping.

    The waiting time of DEC art. 41 §1 al. 2-3 then applies.
    """
    late = first_premium_paid_on > grace_until or rejoins_after_ending
    return membership_duty == MembershipDuty.VOLUNTARY and late


@rule(article="BVR art. 56, 57, 58, 63", since="2019-01-01")
def membership_starts_on(
    membership_duty: MembershipDuty,
    joins_late: bool,
    first_premium_paid_on: Day,
    affiliation_due_year: Year,
    grace_first_year: Year,
    grace_ground: GraceGround,
    worker_start_year: Year,
) -> Day:
    """1 January of the year in which joining became due or possible; late: of the year of the first payment.

    Of a worker from abroad the minister sets the start: NEVER until the agency says the year.
    """
    if joins_late:
        return make_day(year_of(first_premium_paid_on), 1, 1)
    if grace_ground == GraceGround.WORKER_FILE:
        return NEVER if worker_start_year == 0 else make_day(worker_start_year, 1, 1)
    return make_day(affiliation_due_year if membership_duty == MembershipDuty.COMPULSORY else grace_first_year, 1, 1)


@rule(
    article="BVR art. 56 §3, 57 §3-4",
    since="2019-01-01",
    gap=GapReason(
        "The minister sets the term within which a worker from abroad joins and the day of the start; that"
        " order is not in our sources. The start is taken from the file of the agency.",
        nl="De minister bepaalt binnen welke termijn een werknemer uit het buitenland aansluit en op welke dag"
        " dat begint; dat besluit hebben we niet. Het begin komt uit het bestand van het agentschap.",
    ),
)
def worker_joins_by(first_file_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return first_file_on


@rule(
    article="BVR art. 56 §1-2, 63",
    since="2019-01-01",
    gap=GapReason(
        "A person joins where the first premium is paid (art. 63), which may be in the next year (art. 56),"
        " while the automatic affiliation strikes on 1 July: no source says how a choice without payment is"
        " recorded. Here a form received in time counts as joining.",
        nl="Iemand sluit aan waar de eerste premie betaald wordt (art. 63), wat ook in het volgende jaar kan"
        " (art. 56), terwijl de ambtshalve aansluiting op 1 juli volgt: geen enkele bron zegt hoe een keuze"
        " zonder betaling bewaard wordt. Hier telt een formulier dat op tijd aankomt als aansluiting.",
    ),
)
def choice_without_payment_counts(fund_joined_on: Day) -> bool:
    """Open question: see the reason of the gap."""
    return fund_joined_on != NEVER


@rule(
    article="BVR art. 58",
    since="2019-01-01",
    gap=GapReason(
        "Somebody who lives here already and becomes insured abroad, without moving or turning 26, fits no"
        " term of art. 58; art. 62 is about people who were outside before.",
        nl="Voor wie hier al woont en in het buitenland verzekerd wordt, zonder te verhuizen of 26 te worden,"
        " past geen enkele termijn van art. 58; art. 62 gaat over wie er vroeger buiten viel.",
    ),
)
def term_of_who_becomes_insured_abroad(foreign_insurance: ForeignInsurance) -> bool:
    """Open question: see the reason of the gap."""
    return foreign_insurance != ForeignInsurance.NONE
