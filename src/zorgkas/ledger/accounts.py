"""The chart of accounts and the products that the ledger tells apart."""

from collections.abc import Sequence

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Account(models.IntegerChoices):
    """Positive amounts are debits, negative amounts credits, everywhere."""

    BANK_PREMIUMS = 1000, _("Bank, premium account")
    BANK_BENEFITS = 1010, _("Bank, benefits account")
    TRANSIT_OUT = 1090, _("Money in transit, outgoing payments")
    TRANSIT_DIRECT_DEBIT = 1091, _("Money in transit, direct debits")
    PREMIUM_RECEIVABLE = 1200, _("Premiums receivable")
    OVERPAYMENT_RECEIVABLE = 1210, _("Undue benefits receivable")
    AGENCY_RECEIVABLE = 1220, _("Receivable from the agency")
    PROVIDER_RECEIVABLE = 1230, _("Undue care in kind receivable from providers")
    BENEFIT_PAYABLE = 2000, _("Care budgets payable")
    PROVIDER_PAYABLE = 2010, _("Care in kind payable to providers")
    AGENCY_PREMIUMS = 2100, _("Payable to the agency, premiums")
    SUSPENSE = 2200, _("Receipts not yet identified")
    PREMIUM_REFUNDABLE = 2300, _("Premiums to refund")
    BENEFIT_COST = 5000, _("Cost of care budgets")
    CARE_COST = 5010, _("Cost of care in kind")
    BANK_CHARGES = 5900, _("Bank charges")
    WRITE_OFF = 5910, _("Waived and written off")


# Balances on these accounts are kept per person, product and period.
PERSONAL_ACCOUNTS = frozenset(
    {
        Account.PREMIUM_RECEIVABLE,
        Account.OVERPAYMENT_RECEIVABLE,
        Account.BENEFIT_PAYABLE,
        Account.PREMIUM_REFUNDABLE,
    }
)

# Balances on these are kept per provider, product and month. In columns of lines the number of the provider stands in
# place of that of the person: the account says which it is.
PROVIDER_ACCOUNTS = frozenset({Account.PROVIDER_RECEIVABLE, Account.PROVIDER_PAYABLE})
PARTY_ACCOUNTS = PERSONAL_ACCOUNTS | PROVIDER_ACCOUNTS


# What somebody owes the fund stands on these as a debit; what the fund owes somebody on the other personal
# accounts as a credit. A result on the wrong side is moved on (`services.move_overpaid`).
RECEIVABLES = frozenset({Account.PREMIUM_RECEIVABLE, Account.OVERPAYMENT_RECEIVABLE})


def side(account: int) -> int:
    """Return 1 when what is due on this personal account is a debit, -1 when it is a credit."""
    if account not in PERSONAL_ACCOUNTS:
        raise ValueError(f"Account {account} is not kept per person, so nothing can be due on it.")
    return 1 if account in RECEIVABLES else -1


class Product(models.IntegerChoices):
    """What a booking is about. The period of a premium is its year (2026), of a budget its month (202611)."""

    NONE = 0, _("general")
    PREMIUM = 1, _("care premium")
    ZZZ = 2, _("care budget for severe care needs")
    ZBH = 3, _("care budget for people with a disability")
    ZBO = 4, _("care budget for older people with a care need")
    ZBO_INTEREST = 5, _("interest on a care budget decided late")
    # Care in kind; the period is the month of the care. The numbers are those of the pillars, times ten.
    MOBILITY = 40, _("mobility aids")
    RESIDENTIAL = 50, _("residential elderly care")
    REHABILITATION_HOSPITAL = 60, _("rehabilitation hospitals")
    CONSULTATION = 70, _("multidisciplinary consultation")
    REHABILITATION_FACILITY = 80, _("rehabilitation facilities")
    NURSING_HOME = 90, _("psychiatric nursing homes")
    SHELTERED_LIVING = 91, _("sheltered living")
    PALLIATIVE_TEAM = 92, _("palliative support teams")
    WHEELCHAIR_TEAM = 93, _("wheelchair advice teams")
    CARE_INTEREST = 99, _("interest on care in kind paid late")


def account_choices() -> Sequence[tuple[int, str | Promise]]:
    """What a column may hold; a function, so that a new account is no change of the tables."""
    return Account.choices


def product_choices() -> Sequence[tuple[int, str | Promise]]:
    """What a column may hold; a function, so that a new product is no change of the tables."""
    return Product.choices
