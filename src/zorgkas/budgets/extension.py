"""The facts of an extension: what went before, and whether the request came in time (BVR art. 169 to 173)."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.budgets.doubts import Case, Doubt
from zorgkas.budgets.models import CareForm
from zorgkas.budgets.questions import Question
from zorgkas.budgets.rights import Right, unbroken
from zorgkas.engine import NEVER, Law
from zorgkas.engine.calendar import add_years
from zorgkas.law.zzz.kinds import Instrument
from zorgkas.registry.reasons import reason

IN_TIME = "extension_in_time"

Known = Mapping[str, int]


def extension(
    question: Question, rights: Sequence[Right], case: Case, known: Known, law: Law
) -> tuple[Case, list[Doubt]]:
    """The facts of an extension, empty when this is none, and what cannot be known about it.

    A right at home with an end is extended when the request (or for an attest the document) is in time; what comes too
    late is a new application (BVR art. 171).
    """
    before = rights[-1] if rights else None
    if before is None or before.valid_to is None:
        return {}, []
    if question.care_form != CareForm.HOME or before.care_form != CareForm.HOME:
        return {}, []
    on_assessment = question.answers.get("previous_on_assessment", before.on_assessment)
    facts: Case = {
        "is_extension": True,
        "previous_last_month": _month_before(before.valid_to),
        "previous_on_assessment": bool(on_assessment),
        "extension_received_on": _received_on(question, bool(on_assessment)),
    }
    if not law.decide(case | facts, IN_TIME).raw:
        return {}, []
    chain = unbroken(rights)
    facts |= {
        "assessed_right_since": _assessed_since(chain, unknown_counts=False),
        "previous_on_kine_e": before.instrument == Instrument.KINE_E or before.on_suspension,
        "granted_as_child": _claimed_as_child(chain[-1], known["birth"]) is True,
    }
    return facts, _doubts(question, chain, case | facts, known, law)


def _doubts(question: Question, chain: Sequence[Right], case: Case, known: Known, law: Law) -> list[Doubt]:
    doubts = []
    if chain[0].on_assessment is None:
        strict: Case = {"previous_on_assessment": True, "extension_received_on": _received_on(question, True)}
        doubts.append(
            Doubt(
                {**strict, "is_extension": bool(law.decide(case | strict, IN_TIME).raw)},
                reason(_("whether the decision that ends rested on an assessment (BVR art. 171, 172)")),
            )
        )
    if case.get("finding_instrument") == Instrument.KINE_E:
        what = reason(_("what the earlier decisions rested on (BVR art. 151 §1, 7°)"))
        if chain[0].instrument is None:
            doubts.append(Doubt({"previous_on_kine_e": True}, what))
        since = _assessed_since(chain, unknown_counts=True)
        if since != case["assessed_right_since"]:
            doubts.append(Doubt({"assessed_right_since": since}, what))
    if known["suspending_budget_to"] != NEVER:
        doubts.append(
            Doubt(
                {"unpaid_under_previous": True, "suspending_budget_to": known["suspending_budget_to"]},
                reason(_("whether all payments of the decision that ends were suspended (BVR art. 151 §1, 9°)")),
            )
        )
    if _claimed_as_child(chain[-1], known["birth"]) is None:
        doubts.append(
            Doubt(
                {"granted_as_child": True},
                reason(_("whether the right was first granted before the age of 18 (DEC art. 41 §1, 4°)")),
            )
        )
    return doubts


def _month_before(day: datetime.date) -> int:
    return day.year * 12 + day.month - 2


def _received_on(question: Question, on_assessment: bool) -> datetime.date:
    """The request; after a decision on an attest, the request with its document (BVR art. 171, 172)."""
    if on_assessment or question.finding is None:
        return question.claimed_on
    return max(question.claimed_on, timezone.localdate(question.finding.source.received_at))


def _assessed_since(chain: Sequence[Right], *, unknown_counts: bool) -> int:
    """Since when decisions rest on an assessment without interruption, back from the one that ends."""
    since = NEVER
    for right in chain:
        if right.on_assessment is False or (right.on_assessment is None and not unknown_counts):
            break
        since = right.valid_from.toordinal()
    return since


def _claimed_as_child(first: Right, birth: int) -> bool | None:
    """Whether the first right was claimed before 18; None when only its period is known and that does not tell."""
    claimed = first.claimed_on or first.valid_from
    if claimed.toordinal() < add_years(birth, 18):
        return True
    undecided = first.claimed_on is None and first.valid_from.toordinal() < add_years(birth, 19)
    return None if undecided else False
