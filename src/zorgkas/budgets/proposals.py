"""What would be decided on an application now, with why, and what is still missing: nothing is written."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from zorgkas.budgets.answers import answer
from zorgkas.budgets.cases import ask as ask_zzz
from zorgkas.budgets.models import Application, DisabilityFile
from zorgkas.budgets.rulings import Ruling
from zorgkas.budgets.services.decisions import questions_of
from zorgkas.budgets.services.zbo import look_at
from zorgkas.budgets.zbh.cases import ZbhQuestion
from zorgkas.budgets.zbh.cases import ask as ask_zbh
from zorgkas.budgets.zbo.evidence import Lacking
from zorgkas.engine import Decision as LegalDecision
from zorgkas.engine import LegalGap
from zorgkas.engine.errors import CaseError
from zorgkas.law.zbo.means import CountedRow
from zorgkas.ledger.accounts import Product
from zorgkas.registry.reasons import Reason, gap_told


@dataclass(frozen=True)
class Proposal:
    """The decision that the law would give now; without one the reason why there is none."""

    granted: bool | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    why: Sequence[LegalDecision] = ()
    # What must be asked of whom; what somebody must find out; and what the law or the facts do not say.
    lacking: Sequence[Lacking] = ()
    missing: Sequence[Reason] = ()
    problem: str = ""
    rows: Sequence[CountedRow] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be decided as it is."""
        return self.granted is not None and not self.missing and not self.problem


def propose(application: Application, on: datetime.date, moment: datetime.datetime | None = None) -> Proposal:
    """Ask the law of a day with what is known at a moment."""
    at = moment or timezone.now()
    by_product = {Product.ZZZ: _zzz, Product.ZBH: _zbh, Product.ZBO: _zbo}
    try:
        return by_product[Product(application.product)](application, on, at)
    except LegalGap as gap:
        return Proposal(problem=gap_told(gap))
    except CaseError as error:
        return Proposal(problem=str(error))


def _zzz(application: Application, on: datetime.date, at: datetime.datetime) -> Proposal:
    asked = ask_zzz(questions_of(application, at), on, at)
    missing = {one.text: one for asking in asked for one in asking.missing}
    if missing:
        return Proposal(missing=list(missing.values()))
    best = min((answer(one, on) for one in asked), key=lambda one: one.rank)
    if not best.granted:
        return Proposal(granted=False, why=[best.outcome])
    return Proposal(True, best.valid_from, best.valid_to, [best.outcome, best.first_month, best.last_month])


def _zbh(application: Application, on: datetime.date, at: datetime.datetime) -> Proposal:
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=at)
    files = DisabilityFile.objects.select_related("source").filter(
        known, person_id=application.person_id, recorded_at__lte=at
    )
    file = files.order_by("-valid_from").first()
    if file is None:
        return Proposal()
    automatic = application.channel == Application.Channel.AUTOMATIC
    applied_on = None if automatic else application.applied_on
    asked = ask_zbh([ZbhQuestion(file, application.applied_on, applied_on, application.answers)], on, at)[0]
    return _ruled(asked.ruling(on), missing=asked.missing)


def _zbo(application: Application, on: datetime.date, at: datetime.datetime) -> Proposal:
    asked = look_at(application, on, at)
    rows = asked.means.rows if asked.means else ()
    lacking = () if asked.settled else asked.lacking
    if lacking or asked.missing:
        return Proposal(lacking=lacking, missing=asked.missing, rows=rows)
    return _ruled(asked.ruling(on), rows=rows)


def _ruled(ruling: Ruling, missing: Sequence[Reason] = (), rows: Sequence[CountedRow] = ()) -> Proposal:
    why = [ruling.outcome, *ruling.amounts]
    if not ruling.granted:
        return Proposal(granted=False, why=why, missing=missing, rows=rows)
    return Proposal(True, ruling.valid_from, ruling.valid_to, why, missing=missing, rows=rows)
