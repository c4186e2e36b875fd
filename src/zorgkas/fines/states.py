"""The states of a fine file, what can be done in each, and why a file ends without a fine."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a file is."""

    CANDIDATE = "candidate", _("candidate")
    WARNED = "warned", _("registered letter sent")
    REPORTED = "reported", _("reported to the agency")
    FINED = "fined", _("fined")
    INSTALMENTS = "instalments", _("paying in instalments")
    APPEALED = "appealed", _("under appeal")
    ENFORCED = "enforced", _("collected by writ")
    PAID = "paid", _("paid")
    ANNULLED = "annulled", _("annulled")
    LAPSED = "lapsed", _("ended without a fine")


class Step(models.TextChoices):
    """What was done to a file."""

    FOUND = "found", _("found as a candidate")
    WARN = "warn", _("registered letter sent")
    IMPOSSIBLE = "impossible", _("the registered letter could not be sent")
    LAPSE = "lapse", _("ended without a fine")
    REPORT = "report", _("reported to the agency")
    FINE = "fine", _("fine imposed by the agency")
    PAYMENT = "payment", _("payment to the agency")
    PAID = "paid", _("everything paid")
    PLAN = "plan", _("plan of instalments granted")
    PLAN_BROKEN = "plan_broken", _("plan of instalments not followed")
    APPEAL = "appeal", _("appeal lodged")
    REJECT = "reject", _("appeal rejected")
    ANNUL = "annul", _("fine annulled")
    ENFORCE = "enforce", _("handed over for collection by writ")


# From which states a step can be taken, and the state after it; none: the state stays.
TRANSITIONS: dict[Step, tuple[tuple[State, ...], State | None]] = {
    Step.FOUND: ((State.LAPSED,), State.CANDIDATE),
    Step.WARN: ((State.CANDIDATE,), State.WARNED),
    Step.IMPOSSIBLE: ((State.CANDIDATE,), State.LAPSED),
    Step.LAPSE: (
        (
            State.CANDIDATE,
            State.WARNED,
            State.REPORTED,
            State.FINED,
            State.INSTALMENTS,
            State.APPEALED,
            State.ENFORCED,
        ),
        State.LAPSED,
    ),
    Step.REPORT: ((State.WARNED,), State.REPORTED),
    Step.FINE: ((State.REPORTED,), State.FINED),
    Step.PAYMENT: ((State.FINED, State.INSTALMENTS, State.APPEALED, State.ENFORCED), None),
    Step.PAID: ((State.FINED, State.INSTALMENTS, State.APPEALED, State.ENFORCED), State.PAID),
    Step.PLAN: ((State.FINED,), State.INSTALMENTS),
    Step.PLAN_BROKEN: ((State.INSTALMENTS,), State.FINED),
    Step.APPEAL: ((State.FINED, State.INSTALMENTS), State.APPEALED),
    Step.REJECT: ((State.APPEALED,), State.FINED),
    Step.ANNUL: ((State.FINED, State.INSTALMENTS, State.APPEALED, State.ENFORCED, State.PAID), State.ANNULLED),
    Step.ENFORCE: ((State.FINED,), State.ENFORCED),
}

# A letter was sent, and the agency has not answered yet.
PENDING = (State.WARNED, State.REPORTED)
# A fine was imposed, whatever became of it.
IMPOSED = (State.FINED, State.INSTALMENTS, State.APPEALED, State.ENFORCED, State.PAID)
# Nothing more will happen.
ENDED = (State.PAID, State.ANNULLED, State.LAPSED)


class Reason(models.IntegerChoices):
    """Whether somebody is to be fined, or why not; 1 to 13 are the outcomes of the law."""

    FINE = 1, _("two premiums or more were missed")
    TOO_FEW = 2, _("too few missed premiums count")
    DEAD = 3, _("deceased")
    DEBT_MEDIATION = 4, _("in debt mediation or budget management")
    BANKRUPT = 5, _("bankrupt")
    INSOLVENT = 6, _("insolvent according to a bailiff")
    DETAINED = 7, _("in prison or interned on the day of the letter")
    MISSING = 8, _("missing or declared absent on the day of the letter")
    STRUCK_OFF = 9, _("struck off the register on the day of the letter")
    BUDGET_GUIDANCE = 10, _("in budget guidance on the day of the letter")
    LETTER_NOT_RECEIVED = 11, _("the letter did not arrive, by an error of the fund")
    UNDER_INQUIRY = 12, _("the agency examines whether joining is a duty")
    LETTER_TOO_LATE = 13, _("the letter can no longer be sent in time")
    PAID = 20, _("the arrears were paid in time")
    NOT_SENT = 21, _("the registered letter could not be sent")
    AGENCY = 22, _("the agency imposes no fine")
    PRESCRIBED = 23, _("the fine is prescribed")
