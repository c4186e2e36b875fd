"""Facts that the chapters share. Periods are half-open: a `_to` is the first day on which it no longer holds.

Facts with a default need not be given: the default says that nothing special is the case.
"""

from zorgkas.engine import FOREVER, NEVER, Cents32, Day, Int8, Month, fact
from zorgkas.law.common.kinds import CareForm, WaitingGroup

# The person.
fact("birth_date", Day, low=690_000, high=740_000)
# The day of death, as known now; NEVER while alive.
fact("died_on", Day, default=NEVER, low=730_000, high=740_300)

# The month that a due is asked for, and the entitlement that holds in it.
fact("due_month", Month, low=24_000, high=24_324)
# First day of the entitlement: always the first of a month.
fact("entitled_from", Day, low=730_000, high=740_300)
# First day after the entitlement (the first of a month); FOREVER when it has no end.
fact("entitled_to", Day, default=FOREVER, low=730_000, high=741_000)
# The form of care that was asked for, or that the entitlement is for.
fact("care_form", CareForm)
# The monthly amount of a budget that was decided elsewhere (ZBO, ZBH).
fact("given_monthly_cents", Cents32, default=0, low=0, high=100_000)

# The stay in prison or in an institution of DEC art. 61 that holds on the first day of the due month; NEVER without
# one.
fact("detained_from", Day, default=NEVER, low=730_000, high=740_300)
fact("detained_to", Day, default=FOREVER, low=730_000, high=741_000)

# Conditions for every benefit (DEC art. 41), on the day the right opens unless said otherwise.
# Affiliated with a care fund (a person who is too young to pay counts as affiliated: see `deemed_affiliated`).
fact("affiliated", bool)
# Too young to owe a premium, and for no other reason not affiliated (BVR art. 113 §1): judged on the day of the
# application.
fact("fund_chosen", bool, default=False)
# All premiums due for the years before the year of the claim are paid (BVR art. 112), on the day of the claim.
fact("earlier_premiums_paid", bool, default=True)
# Stays legally in an EU member state, Iceland, Liechtenstein, Norway or Switzerland, now that the benefit is carried
# out.
fact("stays_legally", bool, default=True)
# Uninterrupted calendar years up to and including the year before the right opens, each with at least one day of
# residence
# in the Dutch-language area or Brussels, or socially insured on 1 January in the EU, EEA or Switzerland (BVR art.
# 113/1).
fact("qualifying_years_before", Int8, low=0, high=60)
# The longest uninterrupted run of such years, whenever it was (only for the other reading and for the annulled rule
# of 2022).
fact("qualifying_years_longest", Int8, default=0, low=0, high=60)
# All such years together, the year in which the right opens included (only for the annulled rule of 2022).
fact("qualifying_years_total", Int8, default=0, low=0, high=60)
# The civic-integration duty is met, or does not exist for this person (only for the annulled rules of 2022).
fact("integration_duty_met", bool, default=True)

# Minors (BVR art. 113 §2): the day of birth of the oldest parent or legal representative (NEVER when there is none).
fact("guardian_birth_date", Day, default=NEVER, low=700_000, high=735_000)
fact("guardian_affiliated", bool, default=False)
# At least one of them is allowed to affiliate.
fact("guardian_may_affiliate", bool, default=True)
# The agency derogated for a deserving situation.
fact("agency_derogates", bool, default=False)

# Late voluntary affiliation (DEC art. 41 §1 al. 2-5): the group of the person on the day the right opens. It follows
# who moved: a compulsory member who stays in a Flemish facility in Brussels keeps the group of before (al. 5).
fact("waiting_group", WaitingGroup, default=WaitingGroup.NONE)
# Lives in Brussels and is a member by choice (DEC art. 3 §1 al. 2); international staff there are not meant.
fact("member_by_choice_in_brussels", bool, default=False)
# Joined after the term in which joining was free of waiting time (BVR art. 57 §5, 58 §3).
fact("joined_late", bool, default=False)
# The first day of the affiliation (a 1 January); NEVER when not affiliated.
fact("joined_on", Day, default=NEVER, low=731_000, high=740_000)
# Since when without interruption affiliated, or insured in an EU state other than Belgium, an EEA state or Switzerland.
fact("uninterrupted_since", Day, default=NEVER, low=731_000, high=740_000)
