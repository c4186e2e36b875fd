"""The choices of the law have the numbers of the registry, membership and budgets: columns go in as they are."""

from enum import IntEnum

import pytest

from zorgkas.budgets.models import CareForm as BudgetCareForm
from zorgkas.law.common.kinds import CareForm
from zorgkas.law.premium import kinds as premium
from zorgkas.law.zzz import kinds as zzz
from zorgkas.membership.models import ForeignWork, Membership
from zorgkas.registry.models import CareFinding, FacilityStay, ForeignInsurance, PremiumExemption, Suspension

PAIRS: list[tuple[type[IntEnum], type[IntEnum]]] = [
    (CareForm, BudgetCareForm),
    (zzz.Instrument, CareFinding.Instrument),
    (zzz.KatzClass, CareFinding.KatzClass),
    (zzz.FacilityKind, FacilityStay.Kind),
    (zzz.SuspensionGround, Suspension.Ground),
    (premium.MembershipKind, Membership.Kind),
    (premium.WorkArea, ForeignWork.Area),
    (premium.PremiumExemption, PremiumExemption.Ground),
    (premium.ForeignInsurance, ForeignInsurance.Ground),
]


@pytest.mark.parametrize(("law", "stored"), PAIRS, ids=lambda kind: kind.__qualname__)
def test_a_choice_of_the_law_is_that_of_the_registry(law: type[IntEnum], stored: type[IntEnum]) -> None:
    numbers = {member.name: int(member) for member in law}
    numbers.pop("NONE", None)
    assert numbers == {member.name: int(member) for member in stored if member.name != "NONE"}


def test_the_kinds_of_membership_are_the_first_duties() -> None:
    duties = {duty.name: int(duty) for duty in premium.MembershipDuty}
    assert {kind.name: int(kind) for kind in Membership.Kind}.items() <= duties.items()
