"""Is this a statement of ours, and the next one? Otherwise it is set apart with its code."""

from django.utils.translation import gettext_noop as _

from zorgkas.banking.models import FundAccount, Statement
from zorgkas.banking.statements.shape import BankStatement, Violation
from zorgkas.registry.reasons import reason

LARGEST_SEQUENCE = 32_767


def own_account(statement: BankStatement) -> FundAccount | None:
    """Return the own account of a statement, held until the end of the transaction."""
    accounts = FundAccount.objects.select_for_update(of=("self",)).select_related("fund")
    account = accounts.filter(iban=statement.iban).first()
    if account is None and len(statement.iban) == 12:  # an old Belgian number, without country and check digits
        account = accounts.filter(iban__startswith="BE", iban__endswith=statement.iban).first()
    return account


def imported_before(account: FundAccount, statement: BankStatement) -> Statement | None:
    """Return the statement if it was booked before, perhaps from a file of another format with other numbers."""
    mine = Statement.objects.filter(account=account)
    if same_number := mine.filter(year=statement.year, sequence=statement.sequence).first():
        return same_number
    if not statement.movements:
        return None
    return mine.filter(
        closed_on=statement.closed_on, opening_cents=statement.opening_cents, closing_cents=statement.closing_cents
    ).first()


def is_same(booked: Statement, statement: BankStatement) -> bool:
    """Say whether a statement with the same number also tells the same."""
    return (booked.closed_on, booked.opening_cents, booked.closing_cents) == (
        statement.closed_on,
        statement.opening_cents,
        statement.closing_cents,
    )


def refusal(account: FundAccount, statement: BankStatement) -> Violation | None:
    """Return why the statement cannot be booked now, if so."""
    if statement.violations:
        return statement.violations[0]
    if not 0 < statement.sequence <= LARGEST_SEQUENCE:
        return Violation(
            "STM-031",
            0,
            reason(
                _("the statement has number %(number)d: without a number nothing shows a gap"),
                number=statement.sequence,
            ),
        )
    last = Statement.objects.filter(account=account).order_by("-year", "-sequence").first()
    if last is None:
        return None
    if not _follows(last, statement):
        return Violation(
            "STM-031",
            0,
            reason(
                _("statement %(year)d/%(number)d does not follow on %(last)s: import what lies between first"),
                year=statement.year,
                number=statement.sequence,
                last=str(last),
            ),
        )
    if statement.opening_cents != last.closing_cents:
        return Violation(
            "STM-032",
            0,
            reason(
                _("opens with %(opening)d cents, but statement %(last)s closed with %(closing)d"),
                opening=statement.opening_cents,
                last=str(last),
                closing=last.closing_cents,
            ),
        )
    return None


def _follows(last: Statement, statement: BankStatement) -> bool:
    if statement.year == last.year:
        return statement.sequence == last.sequence + 1
    return statement.year == last.year + 1 and statement.sequence == 1
