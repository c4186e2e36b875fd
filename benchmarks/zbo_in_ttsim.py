"""The means test of the ZBO, written for TTSIM (the engine of GETTSIM): the same rules on the same sums."""

from collections.abc import Callable

import numpy as np
from ttsim import InputData, MainTarget, OrigPolicyObjects, TTTargets, main
from ttsim.tt import policy_function, policy_input
from ttsim.tt.units import Currency, TTSIMUnit, UnitSystem

from benchmarks import zbo_amounts as law

# Cents and numbers alike: whole numbers without a unit, as in our rules.
PLAIN = TTSIMUnit.DIMENSIONLESS
FILE = "zbo"
EURO = UnitSystem(currencies={"EUR": Currency(statutory_from="2002-01-01")})
MAXIMUM_1, MAXIMUM_2, MAXIMUM_3, MAXIMUM_4, MAXIMUM_5 = law.MAXIMA[1:]
EXEMPT_A, EXEMPT_B, HALF_B = law.EXEMPT_A, law.EXEMPT_B, (law.EXEMPT_B + 1) // 2
PENSION_PERCENT, ASSET_PERCENT, HALF = law.PENSION_PERCENT, law.ASSET_PERCENT, law.HALF
BUILT_EXEMPT, BUILT_EXEMPT_CHILD, BUILT_FACTOR = law.BUILT_EXEMPT, law.BUILT_EXEMPT_CHILD, law.BUILT_FACTOR
UNBUILT_EXEMPT, UNBUILT_FACTOR = law.UNBUILT_EXEMPT, law.UNBUILT_FACTOR

rule = policy_function(unit=PLAIN, verify_units=False)


@rule
def pensions_counted(means_pensions_cents: int) -> int:
    return (means_pensions_cents * PENSION_PERCENT + HALF) // 100


@rule
def capital_counted(means_capital_cents: int) -> int:
    return (means_capital_cents * ASSET_PERCENT + HALF) // 100


@rule
def gifts_counted(means_gifts_cents: int) -> int:
    return (means_gifts_cents * ASSET_PERCENT + HALF) // 100


@rule
def sales_counted(means_sales_cents: int, means_sales_allowance_cents: int) -> int:
    return (max(means_sales_cents - means_sales_allowance_cents, 0) * ASSET_PERCENT + HALF) // 100


@rule
def built_counted(means_built_cents: int, dependent_children: int) -> int:
    return max(means_built_cents - BUILT_EXEMPT - dependent_children * BUILT_EXEMPT_CHILD, 0) * BUILT_FACTOR


@rule
def unbuilt_counted(means_unbuilt_cents: int, means_built_cents: int) -> int:
    exempt_part = UNBUILT_EXEMPT if means_built_cents == 0 else 0
    return max(means_unbuilt_cents - exempt_part, 0) * UNBUILT_FACTOR


@rule
def family_income(
    pensions_counted: int,
    means_income_guarantee_cents: int,
    means_work_cents: int,
    means_replacement_cents: int,
    means_other_cents: int,
    built_counted: int,
    unbuilt_counted: int,
    capital_counted: int,
    gifts_counted: int,
    sales_counted: int,
    means_annuities_cents: int,
) -> int:
    return (
        pensions_counted
        + means_income_guarantee_cents
        + means_work_cents
        + means_replacement_cents
        + means_other_cents
        + built_counted
        + unbuilt_counted
        + capital_counted
        + gifts_counted
        + sales_counted
        + means_annuities_cents
    )


@rule
def two_entitled(lives_with_partner: bool, partner_has_category: bool) -> bool:
    return lives_with_partner and partner_has_category


@rule
def counted_income(family_income: int, two_entitled: bool) -> int:
    return (family_income + 1) // 2 if two_entitled else family_income


@rule
def exempt(lives_with_partner: bool, dependent_children: int, two_entitled: bool) -> int:
    of_family = HALF_B if two_entitled else EXEMPT_B
    return of_family if lives_with_partner or dependent_children > 0 else EXEMPT_A


@rule
def maximum(category_held: int) -> int:
    if category_held == 1:
        amount = MAXIMUM_1
    elif category_held == 2:
        amount = MAXIMUM_2
    elif category_held == 3:
        amount = MAXIMUM_3
    elif category_held == 4:
        amount = MAXIMUM_4
    else:
        amount = MAXIMUM_5
    return amount


@rule
def budget_of_year(maximum: int, counted_income: int, exempt: int) -> int:
    return max(maximum - max(counted_income - exempt, 0), 0)


@rule
def budget_of_month(budget_of_year: int) -> int:
    return (2 * budget_of_year + 1200) // 2400 * 100


RULES = (
    pensions_counted,
    capital_counted,
    gifts_counted,
    sales_counted,
    built_counted,
    unbuilt_counted,
    family_income,
    two_entitled,
    counted_income,
    exempt,
    maximum,
    budget_of_year,
    budget_of_month,
)


def _input(name: str, kind: type) -> object:
    def given() -> int:
        raise NotImplementedError

    given.__name__, given.__annotations__ = name, {"return": kind}
    return policy_input(unit=PLAIN)(given)


def prepare(people: dict[str, np.ndarray]) -> Callable[[], np.ndarray]:
    """The compiled function of all rules, ready to be called; reading and checking the input is not counted."""
    kinds = {"p_id": int, **{name: bool if column.dtype == bool else int for name, column in people.items()}}
    objects = {(FILE, name): _input(name, kind) for name, kind in kinds.items()}
    objects |= {(FILE, one.leaf_name): one for one in RULES}
    wide = {name: column if column.dtype == bool else column.astype(np.int64) for name, column in people.items()}
    found = main(
        main_targets=[MainTarget.tt_function, MainTarget.processed_data],
        policy_date_str="2026-11-01",
        unit_system=EURO,
        orig_policy_objects=OrigPolicyObjects(column_objects_and_param_functions=objects, param_specs={}),
        input_data=InputData.tree({"p_id": np.arange(len(people["category_held"])), **wide}),
        tt_targets=TTTargets(tree={"budget_of_month": None}),
    )
    run = found["tt_function"]
    data = {name: column for name, column in found["processed_data"].items() if name != "p_id"}
    return lambda: np.asarray(run(data)["budget_of_month"])
