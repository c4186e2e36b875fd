"""The care budget for older people with a care need (ZBO): need, means test, start, changes (DEC 84-90; BVR 192-231/4).

How to ask. Three questions, each of the law of its own day:

1. Is there a right? `zbo_outcome`, with `zbo_category`, `zbo_opened_on`, `zbo_first_month` and `zbo_last_month`: of the
   law of the day of the decision.
2. How much? `zbo_income_cents`, `zbo_year_cents` and `zbo_month_cents`: of the law of the first day of the effective
   month (BVR art. 194 §1 takes the amounts that hold on that day), with `zbo_effective_month`. The sums of incomes and
   assets are facts; `zorgkas.law.zbo.means` prepares them from rows and says of each row what counts and why.
   `zbo_outcome` itself takes these sums as well: a year budget of nothing is a refusal (DEC art. 85 §1).
3. What is due for a month? `zbo_due_cents`: of the law of the first day of that month, from what was granted:
   `zbo_granted_year_cents` and `zbo_granted_index_level` (the value of `zbo_index_level` on the effective day).

Changes of a running right: `zbo_request_first_month` (asked), `zbo_decrease_month` and `zbo_increase_month` (the
thirteen cases of BVR art. 226), `zbo_error_first_month` (225), `zbo_replaced_by` (225/1), `zbo_control_stop_month`
(231/3). Terms: `zbo_decide_by`, `zbo_interest_days` (217).
"""
