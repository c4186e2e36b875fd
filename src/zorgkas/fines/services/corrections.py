"""What came after the letter: money in time, a situation with its proof, a letter that got lost (BVR art. 82)."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zorgkas.fines.assessment import as_they_stood
from zorgkas.fines.dates import account_until
from zorgkas.fines.models import FineFile, FineYear
from zorgkas.fines.states import IMPOSED, Reason, State, Step
from zorgkas.fines.steps import StepRefused, lock_files, take, take_one
from zorgkas.registry.models import CareFund, Task
from zorgkas.registry.reasons import reason as reason_of
from zorgkas.registry.services import open_tasks

# A file in one of these can still end because of what is learned.
CORRECTED = (State.WARNED, State.REPORTED)
CHUNK = 20_000
PAID_AFTER_ALL = gettext_noop(
    "was fined in the file of %(year)s, but the money stood on the account in time and was recognised later"
    " (BVR art. 82 al. 1, 7°): ask the agency to take the fine back"
)


def correct(
    fund: CareFund,
    year: int,
    on: datetime.date,
    *,
    files: Sequence[int] | None = None,
    by: AbstractBaseUser | None = None,
) -> Counter[Reason]:
    """Judge everybody with a registered letter of a year again by what is known now; return how many end, and why.

    Protection counts on the day of the letter, money when it stood on the account by 15 October. May run as often and
    as late as one likes: money of after that day stays out.
    """
    ended: Counter[Reason] = Counter()
    found = FineFile.objects.filter(fund=fund, year=year, state__in=CORRECTED)
    if files is not None:
        found = found.filter(pk__in=files)
    paid_until = min(on, account_until(year))
    with transaction.atomic():
        lock_files(fund.pk, year)
        by_letter: dict[datetime.date, list[tuple[int, int]]] = {}
        for letter_on, person, file in found.order_by("person_id").values_list("letter_on", "person_id", "pk"):
            assert letter_on is not None
            by_letter.setdefault(letter_on, []).append((person, file))
        for letter_on, pairs in by_letter.items():
            for start in range(0, len(pairs), CHUNK):
                part = dict(pairs[start : start + CHUNK])
                ended += _correct(fund, year, on, letter_on, paid_until, part, by)
    return ended


def _correct(
    fund: CareFund,
    year: int,
    on: datetime.date,
    letter_on: datetime.date,
    paid_until: datetime.date,
    file_of: dict[int, int],
    by: AbstractBaseUser | None,
) -> Counter[Reason]:
    assessed = as_they_stood(fund, year, list(file_of), letter_on, paid_until, max(on, letter_on))
    outcome = dict(zip(assessed.person.tolist(), assessed.outcome.tolist(), strict=True))
    paid = _paid(list(file_of.values()), set(assessed.paid.tolist()))
    files, reasons = [], []
    for person, file in file_of.items():
        reason = outcome.get(person, int(Reason.PAID))
        if reason == Reason.FINE:
            continue
        files.append(file)
        reasons.append(int(Reason.PAID) if reason == Reason.TOO_FEW and file in paid else reason)
    taken = take(Step.LAPSE, files, on, by=by, reasons=reasons)
    assert taken == len(files)
    return Counter(Reason(reason) for reason in reasons)


def fined_though_paid(fund: CareFund, year: int) -> list[int]:
    """Files that were fined although the money stood on the account in time: it was recognised later (82, 7°).

    Judged with what was known at the end of the last day, and with the money that is known now.
    """
    last = account_until(year)
    known_at = timezone.make_aware(datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time()))
    found: list[int] = []
    by_letter: dict[datetime.date, dict[int, int]] = {}
    fined = FineFile.objects.filter(fund=fund, year=year, state__in=IMPOSED, letter_on__isnull=False)
    for letter_on, person, file in fined.values_list("letter_on", "person_id", "pk"):
        assert letter_on is not None
        by_letter.setdefault(letter_on, {})[person] = file
    for letter_on, file_of in by_letter.items():
        assessed = as_they_stood(fund, year, list(file_of), letter_on, last, last, known_at)
        paid = _paid(list(file_of.values()), set(assessed.paid.tolist()))
        fewer = assessed.person[assessed.outcome == Reason.TOO_FEW].tolist()
        found += [file_of[person] for person in fewer if file_of[person] in paid]
    return sorted(found)


def tell_fined_though_paid(fund: CareFund, year: int) -> int:
    """Open a task for each fine that must be taken back, because the money was there in time; return how many."""
    files = FineFile.objects.filter(pk__in=fined_though_paid(fund, year)).values_list("person_id", flat=True)
    why = reason_of(PAID_AFTER_ALL, year=str(year))
    return open_tasks(Task.Kind.FINE, fund=fund, people=list(files), reference=f"fined though paid {year} ", reason=why)


def _paid(files: Sequence[int], paid: set[int]) -> set[int]:
    """In which of these files a year was paid since (or lowered to nothing): that is why fewer count now."""
    found = FineYear.objects.filter(file_id__in=files).values_list("file_id", "file__person_id", "year")
    return {file for file, person, year in found if (person << 16) | year in paid}


def letter_lost(file: FineFile, on: datetime.date, proof: str, by: AbstractBaseUser | None = None) -> None:
    """End a file because the letter did not arrive, or not in time, by an error that the fund attests (82, 5°)."""
    _with_proof(file, on, proof, Reason.LETTER_NOT_RECEIVED, by)


def paid_in_time(
    file: FineFile, paid_on: datetime.date, on: datetime.date, proof: str, by: AbstractBaseUser | None = None
) -> None:
    """End a file because the money stood on the account in time, though it was recognised later (82, 7°)."""
    last = account_until(file.year)
    if paid_on > last:
        raise StepRefused(
            _("Money on the account on %(day)s is too late: the last day was %(last)s (BVR art. 82).")
            % {"day": paid_on.isoformat(), "last": last.isoformat()}
        )
    _with_proof(file, on, f"{paid_on.isoformat()} {proof}".strip() if proof.strip() else "", Reason.PAID, by)


def _with_proof(file: FineFile, on: datetime.date, proof: str, reason: Reason, by: AbstractBaseUser | None) -> None:
    if file.state not in CORRECTED:
        raise StepRefused(_("Only a file with a registered letter and without a fine can end like this."))
    if not proof.strip():
        raise StepRefused(_("Say what shows it."))
    take_one(Step.LAPSE, file, on, by=by, reason=reason, proof=proof)
