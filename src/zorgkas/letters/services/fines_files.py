"""Letters about fines: the registered letter, and what becomes of it (BVR art. 74, 82 to 85)."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.banking.models import FundAccount
from zorgkas.fines.dates import account_until, appeal_until, arrears_until
from zorgkas.fines.models import FineEvent, FineFile
from zorgkas.fines.states import Reason, State, Step
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.letters.content import Addressee
from zorgkas.letters.kinds import (
    FINE_ANNULLED,
    FINE_ENDED,
    FINE_IMPOSED,
    FINE_PLAN,
    FINE_REPORTED,
    FINE_WARNING,
    LetterKind,
)
from zorgkas.letters.models import Letter
from zorgkas.letters.services.addresses import addressees
from zorgkas.registry.models import CareFund

CHUNK = 2000
Content = Callable[[FineFile], dict[str, Any]]

# Why somebody is not fined, in the words of the letter.
GROUNDS = {
    Reason.TOO_FEW: "Er tellen te weinig onbetaalde premies mee.",
    Reason.DEBT_MEDIATION: "U zit in schuldbemiddeling of budgetbeheer.",
    Reason.BANKRUPT: "U bent failliet verklaard.",
    Reason.INSOLVENT: "Een gerechtsdeurwaarder verklaarde u onvermogend.",
    Reason.DETAINED: "U verbleef in een gevangenis of instelling toen wij onze aangetekende brief stuurden.",
    Reason.MISSING: "U was vermist of afwezig verklaard toen wij onze aangetekende brief stuurden.",
    Reason.STRUCK_OFF: "U was geschrapt uit het bevolkingsregister toen wij onze aangetekende brief stuurden.",
    Reason.BUDGET_GUIDANCE: "U kreeg hulp met uw budget of uw schulden toen wij onze aangetekende brief stuurden.",
    Reason.LETTER_NOT_RECEIVED: "U kreeg onze aangetekende brief niet of te laat. Dat was onze fout.",
    Reason.UNDER_INQUIRY: "Het agentschap onderzoekt nog of u lid moet zijn.",
    Reason.PAID: "U betaalde op tijd.",
    Reason.AGENCY: "Het agentschap legt u geen boete op.",
    Reason.PRESCRIBED: "De boete is verjaard.",
}


class FineLettersRefused(ValueError):
    """The letters cannot be written, and why."""


@transaction.atomic
def write_fine_letters(fund: CareFund, year: int) -> int:
    """Write every letter about the fines of a year that is not written yet; return how many.

    One letter per step and file; nothing goes to who has died. The registered letter itself is written as soon as its
    sending is recorded, with that day in it.
    """
    files = FineFile.objects.filter(fund=fund, year=year)
    warned = files.filter(letter_on__isnull=False)
    imposed = files.filter(fined_on__isnull=False)
    written = _write(FINE_WARNING, warned, _warning(fund, year))
    written += _write(FINE_REPORTED, files.filter(reported_on__isnull=False, events__step=Step.REPORT), _reported)
    written += _write(FINE_IMPOSED, imposed, _imposed)
    written += _write(FINE_PLAN, files.filter(events__step=Step.PLAN), _planned)
    written += _write(FINE_ANNULLED, imposed.filter(state__in=(State.ANNULLED, State.LAPSED)), _annulled)
    # A prisoner or a missing person learned of no fine: only who got a letter is told that there is none.
    not_fined = warned.filter(state=State.LAPSED, fined_on=None).exclude(reason=Reason.NOT_SENT)
    return written + _write(FINE_ENDED, not_fined, _ended)


def _write(kind: LetterKind, files: "QuerySet[FineFile]", content: Content) -> int:
    known = Letter.objects.filter(kind=kind.name, reference__startswith="fine ").values_list("reference", flat=True)
    done = set(known)
    todo = [pk for pk in files.order_by("pk").distinct().values_list("pk", flat=True) if _reference(pk) not in done]
    written = 0
    for start in range(0, len(todo), CHUNK):
        part = FineFile.objects.filter(pk__in=todo[start : start + CHUNK]).prefetch_related("years")
        # One query for all of them; who died between the step and the letter gets none.
        alive = [file for file in part.order_by("pk") if file.reason != Reason.DEAD]
        names = addressees([file.person_id for file in alive])
        letters = list(_letters(kind, alive, names, content))
        Letter.objects.bulk_create(letters, batch_size=1000)
        written += len(letters)
    return written


def _letters(
    kind: LetterKind, files: list[FineFile], names: dict[int, Addressee], content: Content
) -> Iterator[Letter]:
    for file in files:
        yield Letter(
            person_id=file.person_id,
            fund_id=file.fund_id,
            kind=kind.name,
            reference=_reference(file.pk),
            data={"addressee": asdict(names[file.person_id]), "content": content(file)},
            created_at=timezone.now(),
        )


def _reference(file: int) -> str:
    return f"fine {file}"


def _warning(fund: CareFund, year: int) -> Content:
    account = FundAccount.objects.filter(fund=fund, purpose=FundAccount.Purpose.PREMIUMS).first()
    if account is None:
        raise FineLettersRefused(_("%s has no account for premiums yet, so nobody can be asked to pay.") % fund)
    premiums = Item.objects.filter(fund=fund, account=Account.PREMIUM_RECEIVABLE, product=Product.PREMIUM)
    amounts = law_on(datetime.date(year, 9, 1)).parameters

    def content(file: FineFile) -> dict[str, Any]:
        counted = {one.year: one.open_cents for one in file.years.all()}
        items = dict(premiums.filter(person_id=file.person_id, period__in=counted).values_list("period", "pk"))
        claims = [{"year": one, "open_cents": cents, "item_id": items[one]} for one, cents in sorted(counted.items())]
        return {
            "letter_on": _text(file.letter_on),
            "pay_by": arrears_until(file.year).isoformat(),
            "account_until": account_until(file.year).isoformat(),
            "open_cents": file.arrears_cents,
            "iban": account.iban,
            "item_id": claims[0]["item_id"],
            "earlier": claims,
            "fine_cents": amounts["fine_full_cents"],
            "reduced_cents": amounts["fine_reduced_cents"],
        }

    return content


def _ended(file: FineFile) -> dict[str, Any]:
    return {
        "letter_on": _text(file.letter_on),
        "why": GROUNDS[Reason(file.reason)],
        "paid": file.reason == Reason.PAID,
        "arrears_cents": file.arrears_cents,
    }


def _reported(file: FineFile) -> dict[str, Any]:
    return {
        "letter_on": _text(file.letter_on),
        "reported_on": _text(file.reported_on),
        "account_until": account_until(file.year).isoformat(),
        "years": [{"year": one.year, "open_cents": one.open_cents} for one in file.years.order_by("year")],
        "arrears_cents": file.arrears_cents,
    }


def _imposed(file: FineFile) -> dict[str, Any]:
    assert file.fined_on is not None
    return {
        "fined_on": _text(file.fined_on),
        "pay_by": _text(file.pay_by),
        "appeal_until": appeal_until(file.fined_on).isoformat(),
        "fine_cents": file.fine_cents,
        "premiums_cents": file.premiums_cents,
        "years": [one.year for one in file.years.order_by("year")],
    }


def _planned(file: FineFile) -> dict[str, Any]:
    agreed = FineEvent.objects.filter(file=file, step=Step.PLAN).order_by("pk").last()
    assert agreed is not None
    return {"agreed_on": _text(agreed.on), "terms": agreed.proof, "open_cents": file.open_cents}


def _annulled(file: FineFile) -> dict[str, Any]:
    ended = FineEvent.objects.filter(file=file, step__in=(Step.ANNUL, Step.LAPSE)).order_by("pk").last()
    assert ended is not None
    return {
        "fined_on": _text(file.fined_on),
        "ended_on": _text(ended.on),
        "why": ended.proof or GROUNDS[Reason(ended.reason)],
        "fine_cents": file.fine_cents,
        "years": [one.year for one in file.years.order_by("year")],
    }


def _text(day: datetime.date | None) -> str:
    assert day is not None
    return day.isoformat()
