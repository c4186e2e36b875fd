"""The ZBH: decide on the file data of VAPH and the gateway (DEC art. 92; BVR art. 138, 234), and stop a right."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from zorgkas.budgets import months
from zorgkas.budgets.models import Application, CareForm, Decision, DisabilityFile
from zorgkas.budgets.services.applications import ask_assessment
from zorgkas.budgets.services.decisions import gap_found, not_known, stop
from zorgkas.budgets.services.ruled import grant, record, taken
from zorgkas.budgets.zbh.cases import ZbhAsked, ZbhQuestion, ask
from zorgkas.engine import FOREVER, LegalGap
from zorgkas.law import law_on
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Product
from zorgkas.ledger.models import Run
from zorgkas.membership.models import Membership
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Source
from zorgkas.registry.reasons import Reason, reason

RUN_KIND = "zbh-grants"
BATCH = 500


@dataclass
class ZbhOutcomeOfRun:
    """What the file data of a period led to."""

    run: Run
    files: int = 0
    granted: int = 0
    refused: int = 0
    queued: int = 0


def grant_zbh(
    fund: CareFund,
    since: datetime.datetime,
    *,
    on: datetime.date | None = None,
    known_at: datetime.datetime | None = None,
) -> ZbhOutcomeOfRun:
    """Decide on the files of members that arrived since a moment; a file is decided on once."""
    moment = known_at or timezone.now()
    day = on or timezone.localdate(moment)
    with ledger.run(RUN_KIND, months.month_of(day), fund, moment) as run:
        outcome = ZbhOutcomeOfRun(run)
        files = _files(fund, since, day, moment)
        outcome.files = len(files)
        for start in range(0, len(files), BATCH):
            _decide_batch(outcome, files[start : start + BATCH], day, moment)
        run.outcome = {name: getattr(outcome, name) for name in ("files", "granted", "refused", "queued")}
    return outcome


def decide_zbh(
    application: Application, user: User | None, on: datetime.date, moment: datetime.datetime
) -> Decision | None:
    """Decide on a locked application: without a file of VAPH, or with a fact missing, somebody must look at it."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
    files = DisabilityFile.objects.select_related("source").filter(
        known, person_id=application.person_id, recorded_at__lte=moment
    )
    file = files.order_by("-valid_from").first()
    if file is None:
        ask_assessment(application, reason(_("VAPH sent no file about this person (DEC art. 92)")), moment)
        return None
    applied_on = application.applied_on if application.channel == Application.Channel.FORM else None
    asked = ask([ZbhQuestion(file, application.applied_on, applied_on, application.answers)], on, moment)[0]
    if asked.missing:
        ask_assessment(application, not_known(asked.missing), moment)
        return None
    try:
        return record(application, asked.ruling(on), user, on, moment)
    except LegalGap as gap:
        ask_assessment(application, gap_found(gap), moment)
        return None


@transaction.atomic
def stop_recognition(person: Person, user: User, on: datetime.date, moment: datetime.datetime | None = None) -> None:
    """The need is no longer recognised: stop from the month after this decision (BVR art. 237, 2°)."""
    at = moment or timezone.now()
    first = months.first_day(months.add(months.month_of(on), 1))
    told = registry.source(Source.Kind.USER, f"zbh stop {person.pk} {on.isoformat()} {user.get_username()}", at)
    stop(person.pk, Product.ZBH, first, told, at)


def _files(
    fund: CareFund, since: datetime.datetime, on: datetime.date, moment: datetime.datetime
) -> list[DisabilityFile]:
    """Files that arrived by message since a moment, of members of the fund, and that nothing was decided on yet."""
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
    members = Membership.objects.filter(holds, known, fund=fund, valid_from__lte=on, recorded_at__lte=moment)
    found = (
        DisabilityFile.objects.select_related("source")
        .filter(known, recorded_at__gt=since, recorded_at__lte=moment, source__kind=Source.Kind.MESSAGE)
        .filter(person_id__in=members.values("person_id"))
        .order_by("person_id", "valid_from")
    )
    files = list(found)
    decided = set(
        Application.objects.filter(reference__in=[_reference(file) for file in files]).values_list(
            "reference", flat=True
        )
    )
    return [file for file in files if _reference(file) not in decided]


def _decide_batch(
    outcome: ZbhOutcomeOfRun, files: Sequence[DisabilityFile], on: datetime.date, moment: datetime.datetime
) -> None:
    with transaction.atomic():
        questions = [ZbhQuestion(file, timezone.localdate(file.recorded_at)) for file in files]
        ready = []
        for asked in ask(questions, on, moment):
            application = _application(outcome.run.fund, asked, on)
            if asked.missing:
                _queue(outcome, application, not_known(asked.missing), moment)
                continue
            try:
                ready.append((application, asked.ruling(on)))
            except LegalGap as gap:
                _queue(outcome, application, gap_found(gap), moment)
        decisions = [(taken(application, ruling, None, on, moment), ruling) for application, ruling in ready]
        Application.objects.bulk_create([application for application, _ruling in ready])
        for decision, _ruling in decisions:
            decision.application_id = decision.application.pk
        Decision.objects.bulk_create([decision for decision, _ruling in decisions])
        told = registry.source(Source.Kind.SYSTEM, f"zbh grants, run {outcome.run.pk}", moment)
        grant(decisions, Product.ZBH, told, moment)
        granted = sum(ruling.granted for _decision, ruling in decisions)
        outcome.granted += granted
        outcome.refused += len(decisions) - granted


def _queue(outcome: ZbhOutcomeOfRun, application: Application, why: Reason, moment: datetime.datetime) -> None:
    application.save()
    ask_assessment(application, why, moment)
    outcome.queued += 1


def _application(fund: CareFund, asked: ZbhAsked, on: datetime.date) -> Application:
    question = asked.question
    return Application(
        person_id=question.file.person_id,
        fund=fund,
        product=Product.ZBH,
        care_form=CareForm.HOME,
        channel=Application.Channel.AUTOMATIC,
        applied_on=question.claimed_on,
        decide_by=_decide_by(asked, on),
        reference=_reference(question.file),
    )


def _decide_by(asked: ZbhAsked, on: datetime.date) -> datetime.date | None:
    day = law_on(on).decide(asked.case, "zbh_decide_by").raw
    return None if day >= FOREVER else datetime.date.fromordinal(day)


def _reference(file: DisabilityFile) -> str:
    return f"disability:{file.pk}"
