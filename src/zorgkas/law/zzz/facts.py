"""Facts of the ZZZ chapter. Decisions are asked of the law of the day of decision, a month of the law of its first day.

One question is about ONE finding (one document is enough to prove severe care dependency, BVR art. 151): with several
findings, ask once for each. Scores are tenths, -1 where the instrument has none. Periods are half-open.
Facts with a default need not be given: the default says that nothing special is the case.
"""

from zorgkas.engine import FOREVER, NEVER, Day, Int16, Month, fact
from zorgkas.law.zzz.kinds import FacilityKind, FindingRelation, Instrument, Issuer, KatzClass, SuspensionGround

# The application as dated by the fund; NEVER when the fund grants automatically from file data (BVR art. 138).
fact("applied_on", Day, default=NEVER, low=733_000, high=740_300)
# The file data of the agency hold the attest (a condition for an automatic grant).
fact("attest_in_file_data", bool, default=False)
# In hospital on the day of the application, and when the assessment took place (BVR art. 150).
fact("in_hospital_on_application", bool, default=False)
fact("in_hospital_at_assessment", bool, default=False)

# The question is about a revision or a change of care form of a running right (BVR art. 150).
fact("is_revision_or_change", bool, default=False)

# The finding (the columns of the registry's CareFinding): its instrument; NONE when there is no document.
fact("finding_instrument", Instrument, default=Instrument.NONE)
# The date of the document.
fact("finding_issued_on", Day, default=NEVER, low=733_000, high=740_300)
# When severity and duration start according to the finding, and the first day on which they no longer hold.
fact("finding_from", Day, default=NEVER, low=733_000, high=740_300)
fact("finding_to", Day, default=FOREVER, low=735_000, high=742_000)
fact("finding_issuer", Issuer, default=Issuer.AS_REQUIRED)
fact("finding_total_tenths", Int16, default=-1, low=-1, high=400)
fact("finding_iadl_adl_tenths", Int16, default=-1, low=-1, high=120)
fact("finding_katz_class", KatzClass, default=KatzClass.NONE)
# The last assessment that missed the threshold; NEVER without one (BVR art. 155).
fact("failed_assessment_on", Day, default=NEVER, low=733_000, high=740_300)
# The new assessment was done by the same person, or by who may replace that person.
fact("same_assessor", bool, default=True)
# When the entitlement to the palliative home lump sum arises; NEVER without one.
fact("palliative_from", Day, default=NEVER, low=733_000, high=740_300)

# Stay in a facility (residential care).
fact("facility_kind", FacilityKind, default=FacilityKind.NONE)
fact("admitted_on", Day, default=NEVER, low=733_000, high=740_300)
# The first day after the stay.
fact("left_facility_on", Day, default=FOREVER, low=733_000, high=741_000)
# The facility is recognised, assimilated or lawfully operating; and since when, if that is recent (BVR art. 148).
fact("facility_recognised", bool, default=True)
fact("facility_recognised_from", Day, default=NEVER, low=733_000, high=740_000)
# A WZC resident whose self-care is not affected, admitted outside recognised capacity (BVR art. 149, 1°).
fact("outside_recognised_capacity", bool, default=False)
# WZC: a residence agreement exists; PVT: absent for longer than one full calendar month (BVR art. 148).
fact("residence_agreement", bool, default=True)
fact("absent_longer_than_a_month", bool, default=False)

# People of DEC art. 3 §2: the day on which they had to or could affiliate, and the first file about them (BVR art.
# 161).
fact("could_affiliate_from", Day, default=NEVER, low=733_000, high=740_300)
fact("worker_file_on", Day, default=NEVER, low=733_000, high=740_300)

# Extension (BVR art. 169-173): this question is about an extension of a home-care decision.
fact("is_extension", bool, default=False)
# The right was granted before the age of 18: then no years of residence are asked to extend it (DEC art. 41 §1, 4°).
fact("granted_as_child", bool, default=False)
# Lives outside the Dutch-language area and Brussels: the fund has no terms to decide (BVR art. 164, 173 al. 2).
fact("lives_outside_area", bool, default=False)
# The last month of the decision that is extended, and whether that decision rested on an assessment.
fact("previous_last_month", Month, default=NEVER, low=24_200, high=24_320)
fact("previous_on_assessment", bool, default=False)
# The day on which the request, or for an attest the document, reached the fund.
fact("extension_received_on", Day, default=NEVER, low=733_000, high=740_300)
# Since when without interruption positive home-care decisions rest on an assessment (BEL or BelRAI); NEVER if not.
fact("assessed_right_since", Day, default=NEVER, low=733_000, high=740_000)
# The decision that is extended rested on a kine-E attest, or on suspension (BVR art. 151 §1, 7° and 9°).
fact("previous_on_kine_e", bool, default=False)
# Meets BVR art. 182, 1° or 2° and had no right to payments under the previous decision.
fact("unpaid_under_previous", bool, default=False)
# The first day on which that budget (BVR art. 182, 1° or 2°) no longer holds.
fact("suspending_budget_to", Day, default=FOREVER, low=735_000, high=742_000)

# The suspension that holds on the first day of the due month; with several, the one that was notified first.
fact("suspension_ground", SuspensionGround, default=SuspensionGround.NONE)
fact("suspended_from", Day, default=NEVER, low=730_000, high=740_300)
fact("suspended_to", Day, default=FOREVER, low=730_000, high=741_000)
# The day on which the fund was told.
fact("suspension_notified_on", Day, default=NEVER, low=730_000, high=740_300)
# A full-time stay in an MFC: days of absence from 1 September of the year before through 31 August (BVR art. 185).
fact("mfc_absence_days", Int16, default=0, low=0, high=366)

# On that 31 August there was a right for care at home; and there is a budget for not directly accessible care.
fact("home_right_on_31_august", bool, default=False)
fact("has_person_following_budget", bool, default=False)

# A new finding while a decision on care at home runs (BVR art. 167 §2/1): where it comes from, the last month of the
# decision it would give, the last month of the running decision, and the date of the document behind that one.
fact("finding_relation", FindingRelation)
fact("new_last_month", Month, default=NEVER, low=24_200)
fact("running_last_month", Month, default=FOREVER, low=24_200)
fact("running_finding_issued_on", Day, default=NEVER, low=733_000, high=740_300)
# Residential care was asked before the application for care at home was decided (BVR art. 177).
fact("change_asked_before_decision", bool, default=False)

# Old rights (BVR art. 628, 633, 642).
fact("zvt_paid_december_2016", bool, default=False)
# The start of the nRTH budget, and the day on which a higher one followed after a revision; NEVER without.
fact("nrth_started_on", Day, default=NEVER, low=735_000, high=737_000)
fact("higher_nrth_on", Day, default=NEVER, low=736_400, high=740_000)
fact("zvt_on_31_december_2010", bool, default=False)
# Could not affiliate from 1 January 2011 on, and pays the contribution before 31 December of every year.
fact("could_not_affiliate_in_2011", bool, default=False)
fact("contribution_paid_in_time", bool, default=False)

# Changes of a running right: the day of a request for revision, of an event that ends the right, of a control.
fact("revision_requested_on", Day, default=NEVER, low=733_000, high=740_300)
fact("condition_lost_on", Day, default=NEVER, low=733_000, high=740_300)
fact("control_decided_on", Day, default=NEVER, low=733_000, high=740_300)
fact("first_control_missed_on", Day, default=NEVER, low=733_000, high=740_300)
