"""Facts of the premium chapter. Premium year Y is asked of the law of 1 January Y (the first period: 1 October 2001).

Facts with a default need not be given: the default says that nothing special is the case.
"""

from zorgkas.engine import NEVER, Cents32, Day, Int8, Month, Year, fact
from zorgkas.law.premium.kinds import (
    CarePlace,
    ForeignInsurance,
    MembershipKind,
    PremiumExemption,
    StateGroup,
    WorkArea,
)

# What is owed for the premium year.
fact("birth_year", Year, low=1900, high=2026)
# The membership in the premium year (one day is enough: a membership runs per calendar year, BVR art. 63).
fact("membership_kind", MembershipKind)
# Entitled to the increased allowance on 1 January of the calendar year BEFORE the premium year.
fact("increased_allowance", bool)
# Dead, as known now.
fact("is_dead", bool, default=False)
# A situation of DEC art. 45 §3 that holds on at least one day of the premium year, as known now.
fact("premium_exemption", PremiumExemption, default=PremiumExemption.NONE)
# What was collected of this premium before the death or the situation became known (from the ledger).
fact("premium_collected_cents", Cents32, default=0, low=0, high=10_000)
# Five consecutive calendar years of residence or insurance before the premium year (annulled condition of 2022-2025).
fact("five_years_before", bool, default=True)
# The civic-integration duty is met on 1 January of the year before, or does not exist (annulled condition of
# 2023-2025).
fact("premium_integration_met", bool, default=True)

# Who must, may or cannot join in the premium year. "Lived": registered in the population or aliens register on at
# least one day of the year (a waiting register does not count for adults: DEC art. 2, 40°).
fact("lived_in_flanders", bool, default=False)
fact("lived_in_brussels", bool, default=False)
fact("lived_in_other_belgium", bool, default=False)
# On 1 January of the premium year; it counts for the whole year.
fact("foreign_insurance", ForeignInsurance, default=ForeignInsurance.NONE)
# A student from outside the EU or a researcher, with temporary stay, or family of one (DEC art. 3 §3).
fact("temporary_student_or_researcher", bool, default=False)
# A student from the EU, EEA or Switzerland who is not insured in Belgium (BVR art. 58 §4).
fact("european_student_not_insured", bool, default=False)
# For people who do not live in Flanders or Brussels: the area of the work because of which Belgian insurance applies.
fact("work_area", WorkArea, default=WorkArea.NONE)
fact("lives_in_state", StateGroup, default=StateGroup.BELGIUM)
# In a cross-border situation with the United Kingdom that has lasted without interruption since 31 December 2020.
fact("cross_border_since_brexit", bool, default=False)
# The free-movement test (BVR art. 54): before or during the job in the Dutch-language area or Brussels.
fact("worked_abroad_before_job", bool, default=False)
fact("lived_abroad_before_job", bool, default=False)
fact("moved_from_abroad_during_job", bool, default=False)
# A dependant of a worker from abroad; the other facts about work are then those of the worker.
fact("dependant_of_worker", bool, default=False)
# Belgian military in another EU or EEA state or Switzerland for a mission, also retired, and dependants (BVR art. 57
# §4).
fact("military_abroad", bool, default=False)
# An affiliation for care only (DEC art. 43 and 44): the pillar of DEC art. 4 (0: no care) and where the care is.
fact("care_pillar", Int8, default=0, low=0, high=10)
fact("care_place", CarePlace, default=CarePlace.NONE)
fact("joined_voluntarily", bool, default=False)
fact("struck_off", bool, default=False)
fact("stateless", bool, default=False)
# Is or was affiliated under DEC art. 42.
fact("ever_affiliated", bool, default=False)
# Proves by documents the actual stay in Flanders or Brussels.
fact("proves_actual_stay", bool, default=False)
# Under 18 on the day on which the care starts.
fact("minor_on_care", bool, default=False)
# The day of the administrative affiliation, and the first day of the care; NEVER when not known.
fact("administrative_on", Day, default=NEVER, low=737_000, high=740_300)
fact("care_starts_on", Day, default=NEVER, low=737_000, high=740_300)

# Joining and leaving.
# The day on which the person came to live in the area (Flanders or Brussels) for the present stay; NEVER if always
# there.
fact("arrived_on", Day, default=NEVER, low=737_000, high=740_300)
# The day on which a fund of choice was joined; NEVER when none was.
fact("fund_joined_on", Day, default=NEVER, low=737_000, high=740_300)
# The day on which the agency received the first file of the Crossroads Bank that names the person (workers from
# abroad).
fact("first_file_on", Day, default=NEVER, low=737_000, high=740_300)
# The day on which somebody outside the Flemish Social Protection came within it (BVR art. 62).
fact("came_in_scope_on", Day, default=NEVER, low=737_000, high=740_300)
# The year from which a worker from abroad is a member, as the agency says (the minister sets it: BVR art. 56 §3); 0
# when it is not known.
fact("worker_start_year", Year, default=0, low=2005, high=2026)
# Was a voluntary member before, and lost or stopped that membership with retroactive effect (BVR art. 79).
fact("rejoins_after_ending", bool, default=False)
# The day on which the person left the scope (moved to Wallonia or abroad, stopped the work in Flanders).
fact("left_scope_on", Day, default=NEVER, low=737_000, high=740_300)
# The day on which the first premium stood on the account of the fund or the agency.
fact("first_premium_paid_on", Day, default=NEVER, low=737_000, high=740_300)
# Voluntary members: asked to stop; and how many premiums are not or only partly paid.
fact("asked_to_stop", bool, default=False)
fact("unpaid_premiums", Int8, default=0, low=0, high=5)
# The last year whose premium is fully paid; 0 when none is.
fact("last_fully_paid_year", Year, default=0, low=2018, high=2026)
# Changing fund: the day on which the new fund received the form; affiliated automatically and never chose; whether any
# premium was paid to the present fund; the present fund was set up by sickness funds (DEC art. 18 al. 1, 1°); and the
# person belongs to a sickness fund outside that union.
fact("switch_received_on", Day, low=737_000, high=740_300)
fact("automatic_member", bool, default=False)
fact("paid_to_present_fund", bool, default=False)
fact("fund_of_sickness_funds", bool, default=False)
fact("in_other_sickness_fund", bool, default=False)
# Two funds that report the same person to the agency: when, and whether within the set terms (BVR art. 64).
fact("reported_on", Day, low=737_000, high=740_300)
fact("other_reported_on", Day, low=737_000, high=740_300)
fact("reported_in_terms", bool, default=True)
fact("other_reported_in_terms", bool, default=True)
# Belonged to a fund of choice before (DEC art. 42 §3).
fact("earlier_fund_of_choice", bool, default=False)
# The waiting time: applied to an earlier membership; and a stay in a Flemish facility in Brussels (DEC art. 41 §1 al.
# 5).
fact("had_waiting_time", bool, default=False)
fact("stays_in_brussels_facility", bool, default=False)
# Somebody who could not affiliate from 2011 on and kept the allowance (BVR art. 642): the day of this year's payment.
fact("contribution_paid_on", Day, default=NEVER, low=737_000, high=740_300)
# The year of the premium that a question about grace or set-off is about.
fact("asked_premium_year", Year, low=2002, high=2030)

# Set-off against a care budget: the month of the budget, and whether the agency claims the premium with a fine.
fact("budget_month", Month, low=24_228, high=24_340)
fact("claimed_with_fine", bool, default=False)
