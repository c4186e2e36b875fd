"""What the agency decides and receives about a fine, one step at a time (DEC art. 47; BVR art. 84 to 86).

The fine is the agency's: neither it nor its payment touches the ledger of the fund. The premiums that it asks with the
fine are another matter: they were due to the fund for the agency (DEC art. 45 §2), so what is paid of them to the
agency pays the claim of the fund and lowers what the fund owes the agency (BVR art. 1, 7°).
"""

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zorgkas.collection.models import Interruption
from zorgkas.collection.services import interrupted_on
from zorgkas.engine import NEVER
from zorgkas.fines.dates import pay_by, reference_day
from zorgkas.fines.models import ClaimedWithFine, FineFile
from zorgkas.fines.states import Reason, State, Step
from zorgkas.fines.steps import StepRefused, take_one
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Entry, Item
from zorgkas.ledger.services import Line, book
from zorgkas.registry.models import CareFund, IncreasedAllowance, Source
from zorgkas.registry.queries import known
from zorgkas.registry.reasons import reason
from zorgkas.registry.services import record_fact, source

# A fine that can still be asked; while an appeal runs the agency decides.
PRESCRIBES = (State.FINED, State.INSTALMENTS, State.ENFORCED)
# Who pays or asks for instalments acknowledges the debt, and a writ is an order (old Civil Code art. 2244 and 2248).
INTERRUPTS = (Step.PAYMENT, Step.PLAN, Step.ENFORCE)
PAID_TO_AGENCY = gettext_noop("Premium paid to the agency, together with the fine of %(year)s")


def fine_of_law(file: FineFile, fined_on: datetime.date) -> int:
    """The fine in cents that the law gives, by the increased allowance on the reference day (DEC art. 47 §1 al. 2)."""
    day = reference_day(fined_on)
    held = known(IncreasedAllowance).filter(person_id=file.person_id, valid_from__lte=day).exclude(valid_to__lte=day)
    return int(law_on(fined_on).decide({"fine_allowance": held.exists()}, "fine_cents").raw)


@transaction.atomic
def fined(
    file: FineFile,
    on: datetime.date,
    fine_cents: int,
    premiums_cents: int,
    *,
    by: AbstractBaseUser | None = None,
    reference: str | None = None,
) -> bool:
    """The agency imposed a fine and asks the premiums with it: the fund asks them no more (BVR art. 69)."""
    done = take_one(
        Step.FINE,
        file,
        on,
        by=by,
        amount_cents=fine_cents,
        reference=reference,
        fined_on=on,
        pay_by=pay_by(on),
        fine_cents=fine_cents,
        premiums_cents=premiums_cents,
    )
    if done:
        for year in _years(file):
            record_fact(ClaimedWithFine, file.person_id, on, None, {"year": year}, source=_source(file))
    return done


@transaction.atomic
def payment(
    file: FineFile,
    on: datetime.date,
    cents: int,
    *,
    by: AbstractBaseUser | None = None,
    reference: str | None = None,
) -> bool:
    """Somebody paid the agency: first the fine, then the premiums, the oldest year first (BVR art. 84 al. 3, 70)."""
    if cents <= 0 or cents > file.open_cents:
        raise StepRefused(
            _("%(paid)d cents were paid and %(open)d are open: the agency must say what the rest is for.")
            % {"paid": cents, "open": file.open_cents}
        )
    facts = {"fine_payment_cents": cents, "fine_open_cents": file.fine_cents - file.fine_paid_cents}
    law = law_on(on)
    to_fine = law.decide(facts, "payment_to_fine_cents").raw
    to_premiums = law.decide(facts, "payment_to_premiums_cents").raw
    done = take_one(
        Step.PAYMENT,
        file,
        on,
        by=by,
        amount_cents=cents,
        reference=reference,
        fine_paid_cents=file.fine_paid_cents + to_fine,
        premiums_paid_cents=file.premiums_paid_cents + to_premiums,
    )
    if not done:
        return False
    if to_premiums:
        _book_premiums(file, on, to_premiums)
    if file.open_cents == 0:
        take_one(Step.PAID, file, on, by=by)
    return True


def _book_premiums(file: FineFile, on: datetime.date, cents: int) -> None:
    """The claim of the fund is paid, on the account of the agency; what the fund owes the agency is less by as much."""
    left, lines = cents, []
    items = Item.objects.select_for_update().filter(
        fund_id=file.fund_id,
        person_id=file.person_id,
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        period__in=_years(file),
        balance_cents__gt=0,
    )
    for item in items.order_by("period"):
        part = min(left, item.balance_cents)
        if part:
            lines.append(Line(Account.PREMIUM_RECEIVABLE, -part, file.person_id, Product.PREMIUM, item.period))
            left -= part
    if left == cents:
        return
    lines.append(Line(Account.AGENCY_PREMIUMS, cents - left))
    number = file.events.filter(step=Step.PAYMENT).count()
    book(
        fund=file.fund,
        key=f"fine/{file.pk}/premiums/{number}",
        kind=Entry.Kind.SETTLEMENT,
        narrative=reason(PAID_TO_AGENCY, year=str(file.year)),
        lines=lines,
        booked_on=on,
    )


def plan(
    file: FineFile,
    on: datetime.date,
    terms: str,
    *,
    by: AbstractBaseUser | None = None,
    reference: str | None = None,
) -> bool:
    """The agency lets somebody pay in instalments; no article gives terms, so they are kept as they were told."""
    if not terms.strip():
        raise StepRefused(_("Say what was agreed."))
    return take_one(Step.PLAN, file, on, by=by, proof=terms, reference=reference)


def plan_broken(
    file: FineFile, on: datetime.date, *, by: AbstractBaseUser | None = None, reference: str | None = None
) -> bool:
    """The instalments are not followed: all of it is due again."""
    return take_one(Step.PLAN_BROKEN, file, on, by=by, reference=reference)


def appeal(
    file: FineFile,
    on: datetime.date,
    *,
    motivated: bool = True,
    documents: bool = True,
    by: AbstractBaseUser | None = None,
    reference: str | None = None,
) -> bool:
    """Somebody appealed with the agency: it suspends the fine. An appeal that cannot be handled is refused with why."""
    assert file.fined_on is not None
    decision = law_on(file.fined_on).decide(
        {
            "fine_sent_on": file.fined_on,
            "fine_appeal_on": on,
            "fine_appeal_motivated": motivated,
            "fine_appeal_documents": documents,
        },
        "fine_appeal_outcome",
    )
    if decision.raw != 1:
        raise StepRefused(decision.explain()[-1].sentence)
    return take_one(Step.APPEAL, file, on, by=by, reference=reference)


def reject(
    file: FineFile, on: datetime.date, why: str, *, by: AbstractBaseUser | None = None, reference: str | None = None
) -> bool:
    """The agency rejects the appeal: the fine is due again."""
    return take_one(Step.REJECT, file, on, by=by, proof=why, reference=reference)


@transaction.atomic
def annul(
    file: FineFile, on: datetime.date, why: str, *, by: AbstractBaseUser | None = None, reference: str | None = None
) -> bool:
    """The agency takes the fine back: the premiums are asked by the fund again."""
    done = take_one(Step.ANNUL, file, on, by=by, reason=Reason.AGENCY, proof=why, reference=reference)
    if done:
        _give_premiums_back(file, on)
    return done


@transaction.atomic
def end(
    file: FineFile,
    on: datetime.date,
    ground: Reason,
    why: str = "",
    *,
    by: AbstractBaseUser | None = None,
    reference: str | None = None,
) -> bool:
    """No fine, or no longer: the agency imposes none, or it is not due any more (DEC art. 47 §3 and §5)."""
    done = take_one(Step.LAPSE, file, on, by=by, reason=ground, proof=why, reference=reference)
    if done and file.fined_on is not None:
        _give_premiums_back(file, on)
    return done


def enforce(
    file: FineFile, on: datetime.date, *, by: AbstractBaseUser | None = None, reference: str | None = None
) -> bool:
    """The agency hands the file over to the tax service, when the law allows it on that day (BVR art. 86)."""
    assert file.fined_on is not None
    facts = {
        "judged_on": on,
        "fine_sent_on": file.fined_on,
        "fine_arose_on": file.fined_on,
        "fine_open_cents": file.open_cents,
        "prescription_interrupted_on": _interrupted(file, on),
    }
    if not law_on(on).decide(facts, "fine_may_be_enforced").raw:
        raise StepRefused(_("It cannot be collected by writ on that day: see the term to pay."))
    return take_one(Step.ENFORCE, file, on, by=by, reference=reference)


def end_prescribed(fund: CareFund, on: datetime.date | None = None) -> int:
    """End every fine that is prescribed by a day, as far as acts that interrupt it are known here (DEC art. 47 §5).

    An appeal that runs is the agency's to decide. Each file is one transaction; a second call finds nothing.
    """
    day = on or timezone.localdate()
    ended = 0
    open_files = FineFile.objects.filter(fund=fund, state__in=PRESCRIBES, fined_on__isnull=False)
    for file in open_files.select_related("fund").order_by("pk"):
        assert file.fined_on is not None
        facts = {
            "judged_on": day,
            "fine_arose_on": file.fined_on,
            "prescription_interrupted_on": _interrupted(file, day),
        }
        if law_on(day).decide(facts, "fine_is_prescribed").raw:
            ended += end(file, day, Reason.PRESCRIBED, reference=f"prescribed {file.pk}")
    return ended


def _interrupted(file: FineFile, on: datetime.date) -> int:
    """The last act that interrupted the prescription: one that was registered, or a step of the file itself."""
    steps = file.events.filter(step__in=INTERRUPTS, on__lte=on).order_by("on").last()
    registered = interrupted_on(file.person_id, Interruption.Claim.FINE, file.year, on)
    return max(registered, steps.on.toordinal() if steps else NEVER)


def _give_premiums_back(file: FineFile, on: datetime.date) -> None:
    """The agency does not ask the premiums any more, so the fund asks what is open of them again."""
    assert file.fined_on is not None
    for year in _years(file):
        start = max(on, file.fined_on)
        record_fact(ClaimedWithFine, file.person_id, start, None, None, source=_source(file), series={"year": year})


def _years(file: FineFile) -> Sequence[int]:
    return list(file.years.order_by("year").values_list("year", flat=True))


def _source(file: FineFile) -> Source:
    return source(Source.Kind.MESSAGE, f"fine file {file.pk}: {file.state}", timezone.now())
