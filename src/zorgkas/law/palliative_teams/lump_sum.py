"""The lump sum of a team, how many it may charge, and when it is due (BVR art. 534/193-207)."""

from zorgkas.engine import NEVER, Cents, Cents32, Day, Int8, Int16, Int32, fact, rule
from zorgkas.engine.calendar import first_day, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.palliative_teams.kinds import Commitment, LumpSum

fact("mbe_commitment", Commitment, default=Commitment.HUNDRED)
fact("mbe_inhabitants", Int32, low=20_000, high=1_500_000)
# Days of the calendar year on which the agreement is in force, and the days of that year.
fact("mbe_agreement_days", Int16, default=365, low=1, high=366)
fact("mbe_year_days", Int16, default=365, low=365, high=366)
# Of the agreement: cost of staff and operation of a year, and the reduced lump sum that it sets.
fact("mbe_staff_cents", Cents, default=0, low=0, high=200_000_000)
fact("mbe_operating_cents", Cents, default=0, low=0, high=50_000_000)
fact("mbe_reduced_cents", Cents32, default=0, low=0, high=200_000)
fact("mbe_asked", LumpSum, default=LumpSum.FULL)
# Charged this year with all funds together, as the team tells them: a fund sees only its own.
fact("mbe_full_charged", Int16, default=0, low=0, high=3_000)
fact("mbe_reduced_charged", Int16, default=0, low=0, high=3_000)
# The contribution: attest of the general practitioner, permanence known, and at least one of three kinds.
fact("mbe_attest", bool, default=True)
fact("mbe_permanence_told", bool, default=True)
fact("mbe_visit_minutes", Int16, default=0, low=0, high=600)  # the longest visit, without travel
fact("mbe_visit_at_odd_hours", bool, default=False)  # 22:00-7:00, Saturday, Sunday, holiday
fact("mbe_visits_minutes", Int16, default=0, low=0, high=3_000)  # all visits together
fact("mbe_meeting", bool, default=False)  # with at least the general practitioner and the home nurses
fact("mbe_contacts", Int8, default=0, low=0, high=100)
fact("mbe_contacts_asked", Int8, default=0, low=0, high=100)  # of them on the initiative of the first line
# Interventions charged this year: all, and those that rest on contacts alone.
fact("mbe_interventions", Int16, default=1, low=1, high=3_000)
fact("mbe_interventions_contacts", Int16, default=0, low=0, high=3_000)
# A change of the staff cost, in hundredths of a percent of the basis, and the month of the admissible file.
fact("mbe_cost_change_hundredths", Int16, default=0, low=-3_000, high=3_000)
fact("mbe_file_received_on", Day, default=NEVER, low=738_900, high=740_300)


@rule(article="BVR art. 534/195", since="2024-01-01")
def mbe_most_users(
    mbe_inhabitants: Int32,
    mbe_commitment: Commitment,
    mbe_agreement_days: Int16,
    mbe_year_days: Int16,
    mbe_low_commitment: int,
    mbe_high_commitment: int,
    mbe_inhabitants_step: int,
) -> Int16:
    """Inhabitants over 200,000, a hundred or a hundred and fifty times, by the part of the year; to the nearest."""
    each = mbe_low_commitment if mbe_commitment == Commitment.HUNDRED else mbe_high_commitment
    year = divide_half_up(mbe_inhabitants * each, mbe_inhabitants_step)
    return divide_half_up(year * min(mbe_agreement_days, mbe_year_days), mbe_year_days)


@rule(article="BVR art. 534/196", since="2024-01-01")
def mbe_most_reduced(mbe_most_users: Int16) -> Int16:
    """At most half as many reduced lump sums above it."""
    return mbe_most_users // 2


@rule(article="BVR art. 534/199", since="2024-01-01")
def mbe_full_cents(mbe_staff_cents: Cents, mbe_operating_cents: Cents, mbe_most_users: Int16) -> Cents:
    """Costs of the agreement over the most users. No amount and no index is in the order."""
    return divide_half_up(mbe_staff_cents + mbe_operating_cents, max(1, mbe_most_users))


@rule(article="BVR art. 534/193, 534/196, 534/199, 534/203", since="2024-01-01")
def mbe_lump_sum_cents(mbe_asked: LumpSum, mbe_full_cents: Cents, mbe_reduced_cents: Cents32) -> Cents:
    """The amount of the one that is asked."""
    return mbe_full_cents if mbe_asked == LumpSum.FULL else mbe_reduced_cents


@rule(article="BVR art. 534/195, 534/196", since="2024-01-01")
def mbe_number_left(
    mbe_asked: LumpSum,
    mbe_most_users: Int16,
    mbe_most_reduced: Int16,
    mbe_full_charged: Int16,
    mbe_reduced_charged: Int16,
) -> Int16:
    """How many of the asked kind are left; a reduced one only when all full ones are charged."""
    if mbe_asked == LumpSum.FULL:
        return max(0, mbe_most_users - mbe_full_charged)
    return max(0, mbe_most_reduced - mbe_reduced_charged) if mbe_full_charged >= mbe_most_users else 0


@rule(article="BVR art. 534/205 §2, 2°", since="2024-01-01")
def mbe_visited(
    mbe_visit_minutes: Int16,
    mbe_visit_at_odd_hours: bool,
    mbe_visits_minutes: Int16,
    mbe_visit_least_minutes: int,
    mbe_visits_least_minutes: int,
) -> bool:
    """A visit of two hours, or at night or in a weekend; or visits of four hours together."""
    odd = mbe_visit_at_odd_hours and mbe_visit_minutes > 0
    return odd or mbe_visit_minutes >= mbe_visit_least_minutes or mbe_visits_minutes >= mbe_visits_least_minutes


@rule(article="BVR art. 534/205 §2, 2°", since="2024-01-01")
def mbe_enough_contacts(
    mbe_contacts: Int8, mbe_contacts_asked: Int8, mbe_contacts_least: Int8, mbe_contacts_asked_least: Int8
) -> bool:
    """Four contacts with the first line, at least two on its initiative."""
    return mbe_contacts >= mbe_contacts_least and mbe_contacts_asked >= mbe_contacts_asked_least


@rule(article="BVR art. 534/205", since="2024-01-01")
def mbe_contributed(
    mbe_attest: bool, mbe_permanence_told: bool, mbe_visited: bool, mbe_meeting: bool, mbe_enough_contacts: bool
) -> bool:
    """An essential contribution: attest, permanence known, and a visit, a meeting or contacts."""
    return mbe_attest and mbe_permanence_told and (mbe_visited or mbe_meeting or mbe_enough_contacts)


@rule(article="BVR art. 534/205 §2", since="2024-01-01")
def mbe_too_many_by_contacts(mbe_interventions: Int16, mbe_interventions_contacts: Int16) -> bool:
    """More than half of what was charged rests on contacts alone."""
    return mbe_interventions_contacts * 2 > mbe_interventions


@rule(article="BVR art. 534/201, 534/202", since="2024-01-01")
def mbe_amount_changes(mbe_cost_change_hundredths: Int16, mbe_change_percent: Int8) -> bool:
    """Staff cost 2 % higher (on request) or 2 % lower (by the agency)."""
    least = mbe_change_percent * 100
    return mbe_cost_change_hundredths >= least or mbe_cost_change_hundredths <= -least


@rule(article="BVR art. 534/201", since="2024-01-01")
def mbe_new_amount_until(mbe_file_received_on: Day, mbe_new_amount_months: Int8) -> Day:
    """The first day of the fourth month after the month of an admissible file, at the latest."""
    return first_day(month_of(mbe_file_received_on) + mbe_new_amount_months) if mbe_file_received_on != NEVER else NEVER


@rule(article="BVR art. 534/194", since="2024-01-01")
def mbe_handed_on_cents(mbe_full_cents: Cents, mbe_handed_on_percent: Int8) -> Cents:
    """What a team passes on at least to the team that takes a person over; the fund pays nothing again."""
    return divide_half_up(mbe_full_cents * mbe_handed_on_percent, 100)
