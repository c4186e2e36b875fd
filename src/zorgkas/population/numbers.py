"""Numbers that look real and can belong to nobody: INSZ of the mock range and IBANs without a bank behind them."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zorgkas.population.columns import Days, Ints, digits_column
from zorgkas.registry.insz import insz_numbers

SERIALS_PER_SEX = 499  # 001, 003 ... 997 for men, 002 ... 998 for women

# The National Bank reserves 990 to 999 for circular cheques: the numbers pass every check, no account exists.
PERSON_ACCOUNTS, NEW_ACCOUNTS, FUND_ACCOUNTS = 990, 991, 999


def mock_insz(birth: Days, male: Ints, rank: Ints) -> pa.Array:
    """INSZ of the mock range (months 61 to 72): the rank-th man or woman, from 0, born on each day."""
    if len(rank) and int(rank.max()) >= SERIALS_PER_SEX:
        raise ValueError("more people of one sex are born on one day than there are serial numbers")
    serial = np.where(male == 1, 1, 2) + 2 * rank
    return pa.array(insz_numbers(birth.astype("int64").astype("datetime64[D]"), serial))


def iban(bank: int, account: Ints) -> pa.Array:
    """Belgian IBANs with right check digits for account numbers of up to seven digits."""
    ten = np.int64(bank) * 10_000_000 + account
    national = ten % 97
    twelve = ten * 100 + np.where(national == 0, 97, national)
    # The number followed by "BE00" in digits (B = 11, E = 14), modulo 97 without leaving 64 bits.
    remainder = (twelve % 97 * (1_000_000 % 97) + 111_400) % 97
    return pc.binary_join_element_wise("BE", digits_column(98 - remainder, 2), digits_column(twelve, 12), "")
