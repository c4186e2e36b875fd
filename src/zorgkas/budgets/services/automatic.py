"""Automatic grants: attests and stays that reached the fund through file data and prove the need (BVR art. 138)."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.budgets.answers import Answer, answer
from zorgkas.budgets.cases import Asked, ask
from zorgkas.budgets.models import Application, CareForm, Decision
from zorgkas.budgets.questions import Question
from zorgkas.budgets.services.applications import ask_assessment, term_of_file_data
from zorgkas.budgets.services.decisions import adds_months, gap_found, grant, not_known, taken
from zorgkas.engine import FOREVER, NEVER, LegalGap
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Run
from zorgkas.registry import services as registry
from zorgkas.registry.columns import read_sql, to_numpy
from zorgkas.registry.models import CareFinding, CareFund, FacilityStay, Source
from zorgkas.registry.reasons import Reason

RUN_KIND = "automatic-grants"
TARGET = "granted_automatically"
BATCH = 500
Progress = Callable[[int, int], None]

# Documents of members of the fund that reached it by message since a moment, and that no application rests on yet.
# A right that runs and outlasts the document makes it no news.
_CANDIDATES = """
SELECT * FROM (
    SELECT f.id, f.person_id, 1 AS care_form, 'finding:' || f.id AS reference, f.recorded_at, f.valid_to,
           p.birth_date - DATE '0001-01-01' + 1 AS birth_date,
           f.instrument::int4 AS finding_instrument, f.issued_on - DATE '0001-01-01' + 1 AS finding_issued_on,
           f.valid_from - DATE '0001-01-01' + 1 AS finding_from,
           COALESCE(f.valid_to - DATE '0001-01-01' + 1, %(forever)s) AS finding_to,
           f.total_tenths::int4 AS finding_total_tenths, f.iadl_adl_tenths::int4 AS finding_iadl_adl_tenths,
           f.katz_class::int4 AS finding_katz_class, 0 AS facility_kind, %(never)s AS admitted_on,
           EXISTS (
               SELECT FROM budgets_entitlement e
               WHERE e.person_id = f.person_id AND e.product = %(zzz)s AND e.care_form = 1 AND e.valid_to IS NOT NULL
                   AND e.recorded_at <= %(known_at)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s)
           ) AS may_extend
    FROM registry_carefinding f
    JOIN registry_source s ON s.id = f.source_id AND s.kind = 'message'
    JOIN registry_person p ON p.id = f.person_id
    WHERE f.recorded_at > %(since)s AND f.recorded_at <= %(known_at)s
        AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s) AND f.instrument < 8
    UNION ALL
    SELECT f.id, f.person_id, 2, 'stay:' || f.id, f.recorded_at, f.valid_to,
           p.birth_date - DATE '0001-01-01' + 1,
           0, %(never)s, %(never)s, %(forever)s, -1, -1, 0,
           f.facility_kind::int4, f.valid_from - DATE '0001-01-01' + 1, false
    FROM registry_facilitystay f
    JOIN registry_source s ON s.id = f.source_id AND s.kind = 'message'
    JOIN registry_person p ON p.id = f.person_id
    WHERE f.recorded_at > %(since)s AND f.recorded_at <= %(known_at)s
        AND (f.superseded_at IS NULL OR f.superseded_at > %(known_at)s)
) c
WHERE EXISTS (
    SELECT FROM membership_membership m
    WHERE m.person_id = c.person_id AND m.fund_id = %(fund)s AND m.valid_from <= %(on)s
        AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
        AND m.recorded_at <= %(known_at)s AND (m.superseded_at IS NULL OR m.superseded_at > %(known_at)s))
  AND NOT EXISTS (SELECT FROM budgets_application a WHERE a.reference = c.reference)
  AND NOT EXISTS (
    SELECT FROM budgets_entitlement e
    WHERE e.person_id = c.person_id AND e.product = %(zzz)s AND e.care_form = c.care_form
        AND e.recorded_at <= %(known_at)s AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s)
        AND (e.valid_to IS NULL OR (c.valid_to IS NOT NULL AND e.valid_to >= c.valid_to)))
ORDER BY c.person_id, c.care_form, c.id
"""
_FACTS = (
    "birth_date",
    "care_form",
    "finding_instrument",
    "finding_issued_on",
    "finding_from",
    "finding_to",
    "finding_total_tenths",
    "finding_iadl_adl_tenths",
    "finding_katz_class",
    "facility_kind",
    "admitted_on",
)


@dataclass
class AutomaticOutcome:
    """What the file data of a period led to."""

    run: Run
    candidates: int = 0
    proven: int = 0
    granted: int = 0
    refused: int = 0
    queued: int = 0


def grant_automatically(
    fund: CareFund,
    since: datetime.datetime,
    *,
    on: datetime.date | None = None,
    known_at: datetime.datetime | None = None,
    progress: Progress | None = None,
) -> AutomaticOutcome:
    """Decide, without an application, for members whose file data since a moment prove the need.

    Documents that do not prove it lead to nothing. Of those that do, each becomes an application of the channel
    "automatic" with its decision; what the law cannot answer with what is known goes to the queue with the reason.
    May be repeated: a document is decided on once.
    """
    moment = known_at or timezone.now()
    day = on or timezone.localdate(moment)
    with ledger.run(RUN_KIND, day.year * 100 + day.month, fund, moment) as run:
        outcome = AutomaticOutcome(run)
        candidates = _candidates(fund, since, day, moment)
        outcome.candidates = len(candidates["person_id"])
        proven = np.flatnonzero(_proven(candidates, day)) if outcome.candidates else np.zeros(0, np.int64)
        for start in range(0, len(proven), BATCH):
            _decide_batch(outcome, candidates, proven[start : start + BATCH], day, moment)
            if progress:
                progress(min(start + BATCH, len(proven)), len(proven))
        run.outcome = {
            name: getattr(outcome, name) for name in ("candidates", "proven", "granted", "refused", "queued")
        }
    return outcome


def _candidates(
    fund: CareFund, since: datetime.datetime, on: datetime.date, known_at: datetime.datetime
) -> dict[str, NDArray[Any]]:
    parameters = {
        "fund": fund.pk,
        "since": since,
        "on": on,
        "known_at": known_at,
        "zzz": int(Product.ZZZ),
        "forever": FOREVER,
        "never": NEVER,
    }
    table = read_sql(_CANDIDATES, parameters)
    return to_numpy(table.drop_columns(["valid_to", "reference", "recorded_at"]))


def _proven(candidates: dict[str, NDArray[Any]], on: datetime.date) -> NDArray[np.bool_]:
    """Which documents prove the need by themselves, for all at once; and which may do so to extend a right."""
    kernel = law_on(on).kernel((TARGET,))
    columns: dict[str, object] = {name: candidates[name] for name in _FACTS if name in kernel.inputs}
    palliative = candidates["finding_instrument"] == CareFinding.Instrument.PALLIATIVE
    columns["palliative_from"] = np.where(palliative, candidates["finding_from"], NEVER)
    columns["attest_in_file_data"] = True
    alone: NDArray[np.bool_] = kernel(kernel.fit(columns), length=len(candidates["person_id"]))[TARGET].astype(np.bool_)
    to_extend = candidates["may_extend"].astype(np.bool_)
    kine_e: NDArray[np.bool_] = candidates["finding_instrument"] == CareFinding.Instrument.KINE_E
    return alone | (to_extend & kine_e)


def _proves(asked: Asked, on: datetime.date) -> bool:
    """Whether a document proves the need, or may do so; of a kine-E attest earlier decisions tell (BVR art. 151)."""
    finding = asked.question.finding
    if finding is None or finding.instrument != CareFinding.Instrument.KINE_E or asked.missing:
        return True
    return bool(law_on(on).decide(asked.case, TARGET).raw)


def _decide_batch(
    outcome: AutomaticOutcome,
    candidates: dict[str, NDArray[Any]],
    rows: NDArray[np.intp],
    on: datetime.date,
    moment: datetime.datetime,
) -> None:
    """Decide for some people, all in one transaction. Of several documents of one person the best answer counts."""
    with transaction.atomic():
        asked = [one for one in ask(_questions(candidates, rows, on), on, moment) if _proves(one, on)]
        outcome.proven += len(asked)
        by_right: dict[tuple[int, int], list[Asked]] = {}
        for one in asked:
            by_right.setdefault((one.question.person_id, int(one.question.care_form)), []).append(one)
        answers = [_answer(outcome, alternatives, on, moment) for alternatives in by_right.values()]
        _record(outcome, [best for best in answers if best is not None], on, moment)


def _answer(
    outcome: AutomaticOutcome, alternatives: list[Asked], on: datetime.date, moment: datetime.datetime
) -> Answer | None:
    """The best answer of the law for a person and a form of care; None when there is nothing to decide, or not yet."""
    clear = [one for one in alternatives if not one.missing]
    doubtful = [one for one in alternatives if one.missing]
    try:
        best = min((answer(one, on) for one in clear), key=lambda one: one.rank, default=None)
    except LegalGap as gap:
        _queue(outcome, clear[0], gap_found(gap), moment)
        return None
    if doubtful and (best is None or not best.granted):
        _queue(outcome, doubtful[0], not_known(doubtful[0].missing), moment)
        return None
    return None if best is None or (best.granted and not adds_months(best, on)) else best


def _queue(outcome: AutomaticOutcome, asked: Asked, reason: Reason, moment: datetime.datetime) -> None:
    application = _application(outcome, asked, timezone.localdate(moment))
    application.save()
    ask_assessment(application, reason, moment)
    outcome.queued += 1


def _record(outcome: AutomaticOutcome, answers: list[Answer], on: datetime.date, moment: datetime.datetime) -> None:
    """Keep applications, decisions and rights, each kind in one stroke."""
    applications = [_application(outcome, best.asked, on) for best in answers]
    decisions = [
        taken(application, best, None, on, moment) for application, best in zip(applications, answers, strict=True)
    ]
    Application.objects.bulk_create(applications)
    for decision in decisions:
        decision.application_id = decision.application.pk
    Decision.objects.bulk_create(decisions)
    told = registry.source(Source.Kind.SYSTEM, f"automatic grants, run {outcome.run.pk}", moment)
    grant(list(zip(decisions, answers, strict=True)), told, moment)
    granted = sum(best.granted for best in answers)
    outcome.granted += granted
    outcome.refused += len(answers) - granted


def _application(outcome: AutomaticOutcome, asked: Asked, on: datetime.date) -> Application:
    question = asked.question
    kind, document = ("finding", question.finding) if question.finding else ("stay", question.stay)
    assert document is not None
    return Application(
        person_id=question.person_id,
        fund=outcome.run.fund,
        product=Product.ZZZ,
        care_form=question.care_form,
        channel=Application.Channel.AUTOMATIC,
        applied_on=question.claimed_on,
        decide_by=term_of_file_data(question.claimed_on, on),
        reference=f"{kind}:{document.pk}",
    )


def _questions(candidates: dict[str, NDArray[Any]], rows: NDArray[np.intp], on: datetime.date) -> Sequence[Question]:
    at_home = candidates["care_form"][rows] == CareForm.HOME
    ids = candidates["id"][rows]
    findings = CareFinding.objects.select_related("source").in_bulk(ids[at_home].tolist())
    stays = FacilityStay.objects.select_related("source").in_bulk(ids[~at_home].tolist())
    left = _last_stays(candidates["person_id"][rows][at_home].tolist())
    questions = []
    for number, home in zip(ids.tolist(), at_home.tolist(), strict=True):
        document = findings[number] if home else stays[number]
        questions.append(
            Question(
                person_id=document.person_id,
                care_form=CareForm.HOME if home else CareForm.RESIDENTIAL,
                claimed_on=timezone.localdate(document.recorded_at),
                applied_on=None,
                finding=findings.get(number) if home else None,
                stay=left.get(document.person_id) if home else stays[number],
            )
        )
    return questions


def _last_stays(people: Sequence[int]) -> dict[int, FacilityStay]:
    stays = FacilityStay.objects.select_related("source").filter(Q(superseded_at__isnull=True), person_id__in=people)
    return {stay.person_id: stay for stay in stays.order_by("valid_from")}
