"""Facts about an appeal: the contested decision, the appeal itself, and what came of it."""

from zorgkas.engine import NEVER, Day, fact
from zorgkas.law.appeals.kinds import AppealSubject

# The contested decision: what about, when the fund sent it, and whether it stated how and on what conditions to appeal.
fact("appeal_subject", AppealSubject)
fact("decision_sent_on", Day, low=738_000, high=740_300)
fact("appeal_clause_complete", bool, default=True)
# It followed a control of the care need (BVR art. 187, 231/1).
fact("decision_after_control", bool, default=False)
# It refused a disability or a clear need in the automatic grant of a ZBH on attests (BVR art. 143 al. 2).
fact("zbh_need_refused_on_attests", bool, default=False)

# The appeal: when it reached the agency, with reasons or not, about the care need or not, with documents or not.
fact("appeal_filed_on", Day, low=738_000, high=740_800)
fact("appeal_motivated", bool, default=True)
fact("care_need_contested", bool, default=False)
fact("hearing_asked_in_appeal", bool, default=False)
fact("appeal_documents_missing", bool, default=False)
fact("documents_asked_on", Day, default=NEVER, low=738_100, high=740_900)
fact("documents_extension_asked_on", Day, default=NEVER, low=738_100, high=740_900)
fact("documents_received_on", Day, default=NEVER, low=738_100, high=741_000)

# The file fee: the situation of the user when it must be paid, and the payment.
fact("fee_allowance", bool, default=False)
fact("fee_hardship", bool, default=False)
fact("fee_due_on", Day, low=738_000, high=740_800)
fact("fee_paid_on", Day, default=NEVER, low=738_000, high=741_000)

# What became of it.
fact("appeal_judged_on", Day, low=738_000, high=741_500)
fact("commission_received_on", Day, default=NEVER, low=738_100, high=741_000)
fact("advice_given_on", Day, default=NEVER, low=738_100, high=741_200)
fact("appeal_decided_on", Day, default=NEVER, low=738_100, high=741_200)
fact("appeal_founded", bool, default=False)
fact("appeal_decision_received_on", Day, default=NEVER, low=738_100, high=741_300)
fact("tribunal_appealed_on", Day, default=NEVER, low=738_100, high=741_500)
fact("tribunal_founded", bool, default=False)
fact("debates_closed_on", Day, default=NEVER, low=738_100, high=741_500)
fact("right_changed_by_law", bool, default=False)
fact("new_evidence", bool, default=False)
fact("material_error", bool, default=False)
