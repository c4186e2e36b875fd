"""The files to the agency: everybody with a registered letter by 10 October, then corrections (BVR art. 74, 83)."""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from zorgkas.fines.layout import ReportLine, write_report
from zorgkas.fines.models import AgencyFile, FineEvent, FineFile, FineYear
from zorgkas.fines.services.corrections import correct
from zorgkas.fines.states import Reason, State, Step
from zorgkas.fines.steps import lock_files, take
from zorgkas.registry.models import CareFund


@dataclass(frozen=True)
class Reported:
    """What went to the agency: the file (none when nothing was to be told), who is considered, and who no longer is."""

    file: AgencyFile | None
    considered: int
    ended: Counter[Reason]


def report(fund: CareFund, year: int, on: datetime.date, by: AbstractBaseUser | None = None) -> Reported:
    """Tell the agency who got a registered letter in a year; of who is no longer considered the reason.

    First everybody is judged once more by what is known and paid. A second call tells only of letters that were sent
    since, and makes no file without any.
    """
    with transaction.atomic():
        ended = correct(fund, year, on, by=by)
        lock_files(fund.pk, year)
        written = FineFile.objects.filter(fund=fund, year=year, letter_on__isnull=False, reported_on=None)
        files = list(written.order_by("pk").values_list("pk", flat=True))
        if not files:
            return Reported(None, 0, ended)
        made = _keep(fund, year, AgencyFile.Kind.REPORT, _lines(files))
        considered = take(Step.REPORT, files, on, by=by, reported_on=on)
        # Who ended before is told as well, so that the agency knows of every letter.
        FineFile.objects.filter(fund=fund, year=year, letter_on__isnull=False, reported_on=None).update(reported_on=on)
        return Reported(made, considered, ended)


def report_corrections(fund: CareFund, year: int, on: datetime.date, by: AbstractBaseUser | None = None) -> Reported:
    """Tell the agency who of those reported is no longer considered, since the last file."""
    with transaction.atomic():
        ended = correct(fund, year, on, by=by)
        lock_files(fund.pk, year)
        last = AgencyFile.objects.filter(fund=fund, year=year).exclude(kind=AgencyFile.Kind.ANSWER).order_by("made_at")
        told = last.last()
        if told is None:
            return Reported(None, 0, ended)
        gone = FineEvent.objects.filter(
            step=Step.LAPSE,
            file__fund=fund,
            file__year=year,
            file__reported_on__isnull=False,
            recorded_at__gt=told.made_at,
            file__state=State.LAPSED,
            file__fined_on__isnull=True,
        ).exclude(reason=Reason.AGENCY)
        lines = _lines(sorted(gone.values_list("file_id", flat=True)))
        made = _keep(fund, year, AgencyFile.Kind.CORRECTION, lines) if lines else None
        return Reported(made, 0, ended)


def _lines(files: list[int]) -> list[ReportLine]:
    years: dict[int, list[tuple[int, int]]] = {}
    counted = FineYear.objects.filter(file_id__in=files).order_by("year")
    for file, year, cents in counted.values_list("file_id", "year", "open_cents"):
        years.setdefault(file, []).append((year, cents))
    found = FineFile.objects.filter(pk__in=files).select_related("person").order_by("person_id")
    return [
        ReportLine(
            insz=file.person.insz,
            last_name=file.person.last_name,
            first_name=file.person.first_name,
            letter_year=file.year,
            letter_on=file.letter_on or datetime.date.min,
            considered=file.state != State.LAPSED,
            ground="" if file.state != State.LAPSED else Reason(file.reason).name.lower(),
            years=tuple(years.get(file.pk, ())),
        )
        for file in found.iterator(chunk_size=5000)
    ]


def _keep(fund: CareFund, year: int, kind: AgencyFile.Kind, lines: list[ReportLine]) -> AgencyFile:
    content = write_report(lines)
    number = AgencyFile.objects.filter(fund=fund, year=year, kind=kind).count() + 1
    return AgencyFile.objects.create(
        fund=fund,
        year=year,
        kind=kind,
        number=number,
        name=f"fines-{fund.code}-{year}-{kind}-{number}.csv",
        sha256=hashlib.sha256(content).hexdigest(),
        lines=len(lines),
        made_at=timezone.now(),
        content=content,
    )
