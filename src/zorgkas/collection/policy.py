"""What the fund itself decides where the law gives no number: agreements, not law, each under its own name."""

# A payment plan: at most so many months from the agreement to the last part, and no smaller parts than this.
PLAN_MONTHS_AT_MOST = 12
SMALLEST_INSTALMENT_CENTS = 5_00
# After the day of a part the member still has this long, before the plan lapses.
PLAN_GRACE_DAYS = 14
# Who is asked to look at a plan that is behind does so within these days.
PLAN_TASK_DAYS = 7

# Somebody who was invited has this long before a reminder is sent, however late in the year the invitation was.
REMINDER_AFTER_DAYS = 30

# The rules of SEPA Core direct debits: a refund without reason within eight weeks, an unauthorised one within thirteen
# months, and a mandate that was not used for thirty-six months lapses.
REFUND_WEEKS = 8
UNAUTHORISED_MONTHS = 13
MANDATE_LAPSES_AFTER_MONTHS = 36
# So often in a row the account of the payer may hold too little before the mandate is no longer used.
TOO_LITTLE_MONEY_AT_MOST = 2

# A request for relief is decided within these days.
RELIEF_TASK_DAYS = 30
