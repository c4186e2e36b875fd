"""Answers of the agency, line by line into the files: each once, what cannot be used becomes a task with the reason."""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from zorgkas.fines.layout import AnswerLine, read_answer
from zorgkas.fines.models import AgencyFile, FineEvent, FineFile
from zorgkas.fines.services import decided
from zorgkas.fines.states import Reason
from zorgkas.fines.steps import StepRefused
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import open_task

NOT_USED = gettext_noop("line %(line)s of %(file)s about the fine of %(year)s cannot be used: %(why)s")
UNKNOWN = gettext_noop("no file of this person and year")
WHAT = gettext_noop("“%(what)s” is no answer that we know")


@dataclass
class Answered:
    """How many lines of each kind were used, known already, or set apart."""

    used: Counter[str] = field(default_factory=Counter)
    known: int = 0
    set_apart: int = 0
    again: bool = False


def receive_answer(fund: CareFund, content: bytes) -> Answered:
    """Take in an answer of the agency. The same file a second time changes nothing; a bad line never stops the others.

    A file that is not in our (proposed) layout is refused whole.
    """
    lines = read_answer(content)
    answered = Answered()
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        known = AgencyFile.objects.filter(fund=fund, kind=AgencyFile.Kind.ANSWER)
        if known.filter(sha256=digest).exists():
            answered.again = True
            return answered
        year = max((line.letter_year for line in lines), default=timezone.localdate().year)
        number = known.filter(year=year).count() + 1
        file = AgencyFile.objects.create(
            fund=fund,
            year=year,
            kind=AgencyFile.Kind.ANSWER,
            number=number,
            name=f"fines-{fund.code}-{year}-answer-{number}.csv",
            sha256=digest,
            lines=len(lines),
            made_at=timezone.now(),
            content=content,
        )
        for row, line in enumerate(lines, start=3):
            _take(fund, file, row, line, answered)
    return answered


def _take(fund: CareFund, source_file: AgencyFile, row: int, line: AnswerLine, answered: Answered) -> None:
    file = FineFile.objects.filter(fund=fund, person__insz=line.insz, year=line.letter_year).first()
    why: object = None
    if file is None:
        why = reason(UNKNOWN)
    else:
        try:
            with transaction.atomic():
                done = _apply(file, line)
        except StepRefused as refused:
            why = str(refused)
        else:
            if done is None:
                why = reason(WHAT, what=line.what)
            elif done:
                answered.used[line.what] += 1
            else:
                answered.known += 1
    if why is not None:
        answered.set_apart += 1
        told = reason(NOT_USED, line=str(row), file=source_file.name, year=str(line.letter_year), why=why)
        open_task(
            Task.Kind.FINE,
            fund=fund,
            reference=f"answer {source_file.pk} line {row}",
            reason=told,
            person=file.person if file else None,
        )


def _apply(file: FineFile, line: AnswerLine) -> bool | None:
    """Take the step of a line, unless it was taken before; None for an answer that is not known."""
    on, mark = line.on, line.reference
    if FineEvent.objects.filter(reference=mark).exists():
        return False
    if line.what == "fined":
        return decided.fined(file, on, line.fine_cents, line.premiums_cents, reference=mark)
    if line.what == "payment":
        return decided.payment(file, on, line.fine_cents + line.premiums_cents, reference=mark)
    if line.what == "plan":
        return decided.plan(file, on, line.text, reference=mark)
    if line.what == "plan_broken":
        return decided.plan_broken(file, on, reference=mark)
    if line.what == "appeal":
        return decided.appeal(file, on, reference=mark)
    if line.what == "rejected":
        return decided.reject(file, on, line.text, reference=mark)
    if line.what == "annulled":
        return decided.annul(file, on, line.text, reference=mark)
    if line.what == "enforced":
        return decided.enforce(file, on, reference=mark)
    return _ended(file, line, on)


def _ended(file: FineFile, line: AnswerLine, on: datetime.date) -> bool | None:
    grounds = {
        "not_fined": Reason.AGENCY,
        "dead": Reason.DEAD,
        "debt_mediation": Reason.DEBT_MEDIATION,
        "bankrupt": Reason.BANKRUPT,
        "insolvent": Reason.INSOLVENT,
        "prescribed": Reason.PRESCRIBED,
    }
    ground = grounds.get(line.what)
    return None if ground is None else decided.end(file, on, ground, line.text, reference=line.reference)
