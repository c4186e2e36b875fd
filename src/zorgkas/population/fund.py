"""The care fund of the demo: invented, with numbers that pass every check and belong to nobody."""

import numpy as np
from django.db import transaction

from zorgkas.banking.models import FundAccount
from zorgkas.budgets.models import TakeOver
from zorgkas.membership.funds import SIX_FUNDS, Identifiers, record_six_funds
from zorgkas.population.numbers import FUND_ACCOUNTS, iban
from zorgkas.registry.models import CareFund

CODE = "demo"
NEIGHBOURS = SIX_FUNDS[1:]
FIRST_MONTH = 202601
# Enterprise numbers this high are not given out; the check digits are right.
ENTERPRISE_NUMBER = "0999999922"
BIC = "ZKDEBEB1"


def creditor_identifier(enterprise_number: str) -> str:
    """The identifier for direct debits of an enterprise: check digits over the number and the country."""
    return f"BE{98 - int(enterprise_number + '111400') % 97:02d}ZZZ{enterprise_number}"


@transaction.atomic
def demo_fund(code: str = CODE) -> CareFund:
    """Return the fund of the demo with its two accounts, made if it is not there yet."""
    fund, _ = CareFund.objects.get_or_create(
        code=code,
        defaults={
            "name": "Zorgkas Demo",
            "enterprise_number": ENTERPRISE_NUMBER,
            "creditor_identifier": creditor_identifier(ENTERPRISE_NUMBER),
        },
    )
    numbers = iban(FUND_ACCOUNTS, np.array([fund.pk * 2, fund.pk * 2 + 1])).to_pylist()
    for purpose, number in zip((FundAccount.Purpose.PREMIUMS, FundAccount.Purpose.BENEFITS), numbers, strict=True):
        FundAccount.objects.get_or_create(fund=fund, purpose=purpose, defaults={"iban": number, "bic": BIC})
    TakeOver.objects.get_or_create(fund=fund, defaults={"first_month": FIRST_MONTH})
    return fund


@transaction.atomic
def neighbour_funds() -> list[CareFund]:
    """The other care funds of the demo, which stands in the place of the sixth: real names, invented numbers."""
    numbers = {fund.code: _enterprise_number(place) for place, fund in enumerate(NEIGHBOURS)}
    return record_six_funds(
        {code: Identifiers(number, creditor_identifier(number)) for code, number in numbers.items()}
    )


def _enterprise_number(place: int) -> str:
    """A number as high as that of the demo, with right check digits."""
    first = f"0999998{place}"
    return f"{first}{97 - int(first) % 97:02d}"


def only_the_demo() -> bool:
    """Whether this is a demo database: the fund of the demo is there, and no other than its neighbours."""
    return set(CareFund.objects.values_list("code", flat=True)) - {fund.code for fund in NEIGHBOURS} == {CODE}
