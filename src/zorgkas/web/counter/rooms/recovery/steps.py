"""The steps on a file, each with what it would do in words."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.law.recovery.kinds import RecoveryWay
from zorgkas.ledger.accounts import Account
from zorgkas.letters.services import announce, write_recovery_letters
from zorgkas.recovery import services
from zorgkas.recovery.models import Recovery
from zorgkas.recovery.services import Answers, Proposal
from zorgkas.recovery.services.repaying import schedule
from zorgkas.recovery.states import RecoveryRefused, State
from zorgkas.web import formats
from zorgkas.web.counter.rooms.recovery import forms
from zorgkas.web.counter.rooms.recovery.acting import Step
from zorgkas.web.roles import StaffRequest

Given = dict[str, Any]


def answers_of(given: Given) -> Answers:
    """What the form to decide says."""
    return Answers(
        error_of=given.get("error_of", 0),
        noticeable=given.get("noticeable", True),
        found_on=given.get("found_on"),
        reported_on=given.get("reported_on"),
        fraud=given.get("fraud", False),
        monthly_cents=given.get("monthly"),
        why=given.get("why", ""),
    )


def told(proposal: Proposal) -> list[str]:
    """A proposal in sentences."""
    euro = formats.euro
    lines = [_("%(euro)s was paid and is not due.") % {"euro": euro(proposal.owed_cents)}]
    if proposal.prescribed_cents:
        lines.append(_("%(euro)s is prescribed and written off.") % {"euro": euro(proposal.prescribed_cents)})
    if proposal.waived_cents:
        who = _("the care fund") if proposal.borne_by == "FUND" else _("the agency")
        lines.append(
            _("%(euro)s is not asked back, at the cost of %(who)s.") % {"euro": euro(proposal.waived_cents), "who": who}
        )
    if proposal.netted_cents:
        lines.append(_("%(euro)s is netted with what was not yet paid.") % {"euro": euro(proposal.netted_cents)})
    if proposal.way == RecoveryWay.SET_OFF.name and proposal.asked_cents:
        lines.append(
            _("%(euro)s is taken off the budgets: %(monthly)s a month, for %(months)d months.")
            % {
                "euro": euro(proposal.asked_cents),
                "monthly": euro(proposal.monthly_cents),
                "months": proposal.set_off_months,
            }
        )
        lines.append(
            _("The law allows %(least)s to %(most)s a month.")
            % {"least": euro(proposal.least_monthly_cents), "most": euro(proposal.most_monthly_cents)}
        )
        if proposal.zzz_only:
            lines.append(_("Only the ZZZ is used: the person stays in a facility (BVR art. 129 §1)."))
    elif proposal.asked_cents:
        lines.append(_("%(euro)s is to be repaid.") % {"euro": euro(proposal.asked_cents)})
    if proposal.asked_cents:
        lines.append(_("A registered letter is written. Nothing is taken before it is sent."))
    else:
        lines.append(_("A letter is written, and the file is closed."))
    return lines


def _decide_plan(recovery: Recovery, given: Given) -> Sequence[str]:
    answers = answers_of(given)
    services.check(answers)
    return told(services.propose(recovery, answers))


def _decide(recovery: Recovery, given: Given, request: StaffRequest) -> None:
    answers = answers_of(given)
    services.decide(recovery, answers, request.user, seal=services.propose(recovery, answers).seal)
    write_recovery_letters(recovery.fund)


def _repaid_plan(recovery: Recovery, given: Given) -> Sequence[str]:
    left = services.still_open(recovery)
    if given["euro"] is None or given["euro"] > left:
        raise RecoveryRefused(_("That is more than is still open."), "euro")
    return [
        _("%(euro)s is booked as repaid.") % {"euro": formats.euro(given["euro"])},
        _("%(euro)s stays open.") % {"euro": formats.euro(left - given["euro"])},
    ]


def _plan_plan(recovery: Recovery, given: Given) -> Sequence[str]:
    left = services.still_open(recovery)
    if given["first_due_on"] < timezone.localdate():
        raise RecoveryRefused(_("The first instalment cannot be due in the past."), "first_due_on")
    rows = schedule(left, given["months"], given["first_due_on"])
    each, last = int(str(rows[0]["cents"])), int(str(rows[-1]["cents"]))
    return [
        _("%(euro)s is repaid in %(count)d instalments of %(each)s; the last one is %(last)s.")
        % {"euro": formats.euro(left), "count": len(rows), "each": formats.euro(each), "last": formats.euro(last)},
        _("A letter with the plan is written."),
    ]


def _waive_plan(recovery: Recovery, given: Given) -> Sequence[str]:
    left = services.still_open(recovery)
    cents = left if given["euro"] is None else given["euro"]
    services.check_waiver(recovery, given["ground"], cents, given["why"])
    if cents > left or cents <= 0:
        raise RecoveryRefused(_("That is more than is still open."), "euro")
    return [
        _("%(euro)s is not asked back; %(left)s stays open.")
        % {"euro": formats.euro(cents), "left": formats.euro(left - cents)},
        _("A letter is written."),
    ]


def _then_letters(do: Any) -> Any:
    def both(recovery: Recovery, given: Given, request: StaffRequest) -> None:
        do(recovery, given, request)
        write_recovery_letters(recovery.fund)

    return both


def _announce(recovery: Recovery, request: StaffRequest) -> None:
    announce(recovery)
    services.record_pre_letter(recovery, timezone.localdate(), user=request.user)


def _writ_follows(recovery: Recovery) -> bool:
    try:
        return services.check_hand_over(recovery)
    except RecoveryRefused:
        return False


def _decided(recovery: Recovery) -> bool:
    return recovery.is_open and recovery.state != State.TO_DECIDE


def _plan_waits(recovery: Recovery) -> bool:
    return _waits(recovery, "plan_asked", ("plan_given", "plan_refused"))


def _waiver_waits(recovery: Recovery) -> bool:
    return _waits(recovery, "waiver_asked", ("waived", "waiver_refused"))


def _waits(recovery: Recovery, asked: str, answers: Sequence[str]) -> bool:
    last = recovery.events.filter(kind=asked).order_by("-number").first()
    return last is not None and not recovery.events.filter(kind__in=answers, number__gt=last.number).exists()


STEPS: dict[str, Step] = {
    "beslissen": Step(
        gettext_lazy("Decide"),
        forms.Decide,
        _decide_plan,
        _decide,
        lambda recovery: bool(recovery.state == State.TO_DECIDE),
        gettext_lazy(
            "Say how it came. The law then says what is prescribed, what is let go, and how the rest comes back."
        ),
    ),
    "eerste-brief": Step(
        gettext_lazy("Write an ordinary letter first"),
        forms.Nothing,
        lambda recovery, given: [
            _("A letter with the same contents is written, without registration; the person has one month to react.")
        ],
        lambda recovery, given, request: _announce(recovery, request),
        lambda recovery: (
            _decided(recovery) and recovery.sent_on is None and not recovery.events.filter(kind="pre_letter").exists()
        ),
    ),
    "verzonden": Step(
        gettext_lazy("Register a registered letter"),
        forms.Sent,
        lambda recovery, given: [
            _("From %(day)s the terms to pay and to appeal run, and the prescription starts again.")
            % {"day": formats.day(given["on"])}
        ],
        lambda recovery, given, request: services.record_sending(
            recovery, given["on"], user=request.user, proof=given["proof"]
        ),
        _decided,
    ),
    "geind": Step(
        gettext_lazy("Register what the Flemish Tax Service collected"),
        forms.Repaid,
        _repaid_plan,
        lambda recovery, given, request: services.register_repayment(
            recovery,
            given["euro"],
            given["on"],
            given["reference"],
            user=request.user,
            account=Account.AGENCY_RECEIVABLE,
        ),
        lambda recovery: bool(recovery.state == State.WRIT),
        gettext_lazy(
            "The agency owes it to the fund. Money that the person pays is matched by its communication, or on the page"
            " of the bank."
        ),
    ),
    "plan-gevraagd": Step(
        gettext_lazy("A repayment plan is asked"),
        forms.Wish,
        lambda recovery, given: [_("The request is kept on the file; answer it with a plan or a refusal.")],
        lambda recovery, given, request: services.ask_plan(recovery, given["on"], given["why"], user=request.user),
        lambda recovery: _decided(recovery) and recovery.state != State.WRIT and not _plan_waits(recovery),
    ),
    "plan": Step(
        gettext_lazy("Give a repayment plan"),
        forms.Plan,
        _plan_plan,
        _then_letters(
            lambda recovery, given, request: services.give_plan(
                recovery, given["months"], given["first_due_on"], request.user
            )
        ),
        lambda recovery: _decided(recovery) and recovery.sent_on is not None and recovery.state != State.WRIT,
    ),
    "plan-geweigerd": Step(
        gettext_lazy("Refuse the repayment plan"),
        forms.Why,
        lambda recovery, given: [_("A letter with this reason is written.")],
        _then_letters(lambda recovery, given, request: services.refuse_plan(recovery, given["why"], request.user)),
        _plan_waits,
    ),
    "kwijtschelding-gevraagd": Step(
        gettext_lazy("The person asks not to repay"),
        forms.Wish,
        lambda recovery, given: [
            _(
                "The request is kept on the file; on social grounds only the agency decides, in an appeal"
                " (BVR art. 130)."
            )
        ],
        lambda recovery, given, request: services.ask_waiver(recovery, given["on"], given["why"], user=request.user),
        lambda recovery: recovery.is_open and not _waiver_waits(recovery),
    ),
    "kwijtschelden": Step(
        gettext_lazy("Let it go, wholly or partly"),
        forms.Waive,
        _waive_plan,
        _then_letters(
            lambda recovery, given, request: services.waive(
                recovery, given["ground"], request.user, cents=given["euro"], why=given["why"]
            )
        ),
        _decided,
    ),
    "kwijtschelding-geweigerd": Step(
        gettext_lazy("Refuse to let it go"),
        forms.Why,
        lambda recovery, given: [
            _("A letter with this reason is written; it names the agency, which may judge hardship.")
        ],
        _then_letters(lambda recovery, given, request: services.refuse_waiver(recovery, given["why"], request.user)),
        _waiver_waits,
    ),
    "dwangbevel": Step(
        gettext_lazy("Hand over for a writ"),
        forms.Nothing,
        lambda recovery, given: [
            _("The data go to the agency, which lets the Flemish Tax Service collect %(euro)s by writ.")
            % {"euro": formats.euro(services.still_open(recovery))},
            _("Less than 200 euro the agency lets go by law, except after fraud."),
        ],
        lambda recovery, given, request: services.hand_over(recovery, request.user),
        _writ_follows,
        danger=True,
    ),
}
