"""The population as it was taken over: what the year's events are drawn from, whenever they are drawn."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from zorgkas.budgets.models import Entitlement
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.population.care import RESIDENTIAL
from zorgkas.population.columns import EPOCH, Days, Flags, Ints
from zorgkas.population.year.clock import TAKEOVER
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import (
    BankAccount,
    CareFund,
    Death,
    IncreasedAllowance,
    PremiumExemption,
    Residence,
)
from zorgkas.registry.snapshot import birth_date, count, holds, last_to, read, value


@dataclass(frozen=True)
class World:
    """Columns about everybody who was known at the take-over, in the order of their ids."""

    person: Ints
    index: Ints  # position in the population: the same for the same seed, whatever the ids are
    birth: Days
    alive: Flags
    member: Flags
    region: npt.NDArray[np.int16]
    zzz: Flags
    zzz_residential: Flags
    zzz_end: Days  # first day without right; far away when it has no end
    other_budget: Flags
    has_account: Flags
    increased_allowance: Flags
    exempt: Flags

    def __len__(self) -> int:
        return len(self.person)

    def age(self, year: int) -> Ints:
        """Age reached in the year."""
        born = self.birth.astype("int64").astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        return year - born


def read_world(year: int, fund: CareFund) -> World:
    """Read the population on the first day of the year as it was known at the take-over."""
    start = date(year, 1, 1)
    table = to_numpy(
        read(
            {
                "birth": birth_date(),
                "residences": count(Residence),
                "dead": holds(Death, start),
                "member": holds(Membership, start - timedelta(days=1), fund_id=fund.pk),
                "region": value(Residence, "region", start, 0),
                "zzz": holds(Entitlement, start, product=int(Product.ZZZ)),
                "residential": holds(Entitlement, start, product=int(Product.ZZZ), care_form=RESIDENTIAL),
                "zzz_to": last_to(Entitlement, on=start, product=int(Product.ZZZ)),
                "other": holds(Entitlement, start, product=[int(Product.ZBO), int(Product.ZBH)]),
                "account": holds(BankAccount, start),
                "allowance": holds(IncreasedAllowance, date(year - 1, 1, 1)),
                "exempt": holds(PremiumExemption, start),
            },
            known_at=TAKEOVER,
        )
    )
    known = table["residences"] > 0
    chosen = {name: column[known] for name, column in table.items()}
    flags = {name: column.astype(np.bool_) for name, column in chosen.items()}
    return World(
        person=chosen["person_id"].astype(np.int64),
        index=np.arange(int(known.sum())),
        birth=(chosen["birth"].astype(np.int64) - EPOCH).astype(np.int32),
        alive=~flags["dead"],
        member=flags["member"],
        region=chosen["region"].astype(np.int16),
        zzz=flags["zzz"],
        zzz_residential=flags["residential"],
        zzz_end=np.clip(chosen["zzz_to"].astype(np.int64) - EPOCH, -(2**30), 2**30).astype(np.int32),
        other_budget=flags["other"],
        has_account=flags["account"],
        increased_allowance=flags["allowance"],
        exempt=flags["exempt"],
    )
