"""The case of a ZBH: the file of VAPH, the attest before it, and the conditions of membership and stay."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from zorgkas.budgets.cases import add_dates, backgrounds, missing_facts
from zorgkas.budgets.doubts import Case
from zorgkas.budgets.models import CareForm, DisabilityFile, Entitlement
from zorgkas.budgets.questions import Question
from zorgkas.budgets.rulings import Ruling
from zorgkas.engine import FOREVER, NEVER
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.registry.reasons import Reason

OUTCOME, FIRST_MONTH, LAST_MONTH, OPENED = "zbh_outcome", "zbh_first_month", "zbh_last_month", "zbh_opened_on"


@dataclass(frozen=True)
class ZbhQuestion:
    """One file of VAPH, asked with an application or (mostly) without."""

    file: DisabilityFile
    claimed_on: datetime.date
    applied_on: datetime.date | None = None
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ZbhAsked:
    """A question with its case, and what nobody knows but the law asks."""

    question: ZbhQuestion
    case: Case
    missing: tuple[Reason, ...]

    def ruling(self, on: datetime.date) -> Ruling:
        """What the law of a day says."""
        law = law_on(on)
        first, last = law.decide(self.case, FIRST_MONTH), law.decide(self.case, LAST_MONTH)
        return Ruling(
            person_id=self.question.file.person_id,
            case=self.case,
            outcome=law.decide(self.case, OUTCOME),
            first_month=first.raw,
            last_month=last.raw,
            months=(first, last),
            values={"zbh_group": self.question.file.group},
        )


def ask(questions: Sequence[ZbhQuestion], on: datetime.date, known_at: datetime.datetime) -> list[ZbhAsked]:
    """Put together the cases with the facts as known at a moment, for the law of a day."""
    if not questions:
        return []
    people = [
        Question(one.file.person_id, CareForm.HOME, one.claimed_on, one.applied_on, answers=one.answers)
        for one in questions
    ]
    before = _attests_before(questions, known_at)
    cases = [_file(one, before) for one in questions]
    add_dates(people, cases, known_at)
    law = law_on(on)
    opened = [int(law.decide(case, OPENED).raw) for case in cases]
    asked = []
    for one, person, case, background in zip(
        questions, people, cases, backgrounds(people, opened, on, known_at), strict=True
    ):
        case |= background.case | dict(one.answers)
        asked.append(ZbhAsked(one, case, missing_facts(person, case, background.known)))
    return asked


def _file(question: ZbhQuestion, before: Mapping[int, datetime.date]) -> Case:
    file = question.file
    return {
        "fund_chosen": True,
        "applied_on": question.applied_on or NEVER,
        "zbh_group": file.group,
        "zbh_attest_from": file.valid_from,
        "zbh_attest_to": file.valid_to or FOREVER,
        "zbh_file_received_on": timezone.localdate(file.source.received_at),
        "zbh_recognised": file.recognised,
        "zbh_demand_end_of_2014": file.demand_end_of_2014,
        "zbh_demand_start_of_2016": file.demand_start_of_2016,
        "zbh_support_at_grant": file.support_at_grant,
        "zbh_nrth_at_grant": file.nrth_at_grant,
        "zbh_listed_in_2015": file.listed_in_2015,
        "zbh_points_tenths": file.points_tenths,
        "zbh_priority_group": file.priority_group,
        "zbh_budget_asked_on": file.budget_asked_on or NEVER,
        "zbh_switched_voluntarily": file.switched_voluntarily,
        "zbh_notice_ended_on": file.notice_ended_on or NEVER,
        "zbh_abroad_end_of_2022": file.abroad_end_of_2022,
        "zbh_previous_attest_to": before.get(file.pk, NEVER),
    }


def _attests_before(questions: Sequence[ZbhQuestion], known_at: datetime.datetime) -> dict[int, datetime.date]:
    """The end of the attest behind the right that runs out, per file; the end of the right when no attest is known."""
    people = {one.file.person_id for one in questions}
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    files: dict[int, list[DisabilityFile]] = {}
    for one in DisabilityFile.objects.filter(known, person_id__in=people, recorded_at__lte=known_at):
        files.setdefault(one.person_id, []).append(one)
    found = {}
    rights = Entitlement.objects.filter(
        known, person_id__in=people, product=Product.ZBH, recorded_at__lte=known_at, valid_to__isnull=False
    ).order_by("valid_from")
    ends = {right.person_id: right.valid_to for right in rights if right.valid_to}
    for question in questions:
        file = question.file
        if file.person_id not in ends:
            continue
        earlier = [one for one in files.get(file.person_id, []) if one.valid_from < file.valid_from and one.valid_to]
        attest = max((one.valid_to for one in earlier if one.valid_to), default=None)
        found[file.pk] = attest or ends[file.person_id]
    return found
