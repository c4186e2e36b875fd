"""The care budget for older people with a care need (ZBO): need, means test, start, changes (DEC 84-90; BVR 192-231/4).

How to ask. Three questions, each of the law of its own day:

1. When? `zbo_opened_on` and `zbo_first_month`: of the law of the day of the application. The effective month is that
   month, or for a revision the month that `zbo_request_first_month`, `zbo_decrease_month` and the like give.
2. What? `zbo_outcome`, with `zbo_category`, `zbo_income_cents`, `zbo_year_cents`, `zbo_payable_year_cents`,
   `zbo_month_cents` and `zbo_last_month`: of the law of the first day of the effective month, with the fact
   `zbo_effective_month`. BVR art. 194 to 197 take the amounts, the incomes and the reference year of that day. The sums
   of incomes and assets are facts; `zorgkas.law.zbo.means` prepares them from rows and says of each row what counts.
3. What is due for a month? `zbo_due_cents`: of the law of the first day of that month, from what was granted:
   `zbo_granted_year_cents` (the `zbo_payable_year_cents` of the decision) and `zbo_granted_index_level` (the value of
   the parameter `zbo_index_level` on the effective day), with entitlement, death and detention of the common chapter.

Changes of a running right: `zbo_request_first_month` (asked), `zbo_decrease_month` and `zbo_increase_month` (the
thirteen cases of BVR art. 226), `zbo_error_first_month` (225), `zbo_replaced_by` (225/1), `zbo_control_stop_month`
(231/3). Terms: `zbo_decide_by`, `zbo_interest_days` (217). After a stay: `zbo_category_after_stay` (193/4 §5).
"""
