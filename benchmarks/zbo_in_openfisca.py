"""The means test of the ZBO, written for OpenFisca: the same rules on the same sums."""

from collections.abc import Callable

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks import zbo_amounts as law

PERIOD = "2026-11"
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
# OpenFisca knows integers and floats of 32 bits only. Capital does not fit into the first; as a float it is exact up to
# 167,772 euro, and above that nobody has a budget left.
WIDE = {"means_capital_cents", "means_gifts_cents", "means_sales_cents", "means_sales_allowance_cents"}


def _variable(name: str, kind: type, formula: Callable[..., np.ndarray] | None = None) -> type[Variable]:
    body = {"value_type": kind, "entity": Person, "definition_period": MONTH, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def _percent(cents: np.ndarray, percent: int) -> np.ndarray:
    return (cents.astype(np.int64) * percent + law.HALF) // 100


def pensions_counted(person, period):
    return _percent(person("means_pensions_cents", period), law.PENSION_PERCENT)


def capital_counted(person, period):
    return _percent(person("means_capital_cents", period), law.ASSET_PERCENT)


def gifts_counted(person, period):
    return _percent(person("means_gifts_cents", period), law.ASSET_PERCENT)


def sales_counted(person, period):
    left = person("means_sales_cents", period) - person("means_sales_allowance_cents", period)
    return _percent(np.maximum(left, 0), law.ASSET_PERCENT)


def built_counted(person, period):
    exempt = law.BUILT_EXEMPT + person("dependent_children", period) * law.BUILT_EXEMPT_CHILD
    return np.maximum(person("means_built_cents", period) - exempt, 0) * law.BUILT_FACTOR


def unbuilt_counted(person, period):
    exempt = np.where(person("means_built_cents", period) == 0, law.UNBUILT_EXEMPT, 0)
    return np.maximum(person("means_unbuilt_cents", period) - exempt, 0) * law.UNBUILT_FACTOR


def family_income(person, period):
    parts = (
        "pensions_counted",
        "means_income_guarantee_cents",
        "means_work_cents",
        "means_replacement_cents",
        "means_other_cents",
        "built_counted",
        "unbuilt_counted",
        "capital_counted",
        "gifts_counted",
        "sales_counted",
        "means_annuities_cents",
    )
    return sum(person(name, period).astype(np.int64) for name in parts)


def two_entitled(person, period):
    return person("lives_with_partner", period) & person("partner_has_category", period)


def income(person, period):
    whole = person("family_income", period).astype(np.int64)
    return np.where(person("two_entitled", period), (whole + 1) // 2, whole)


def exempt(person, period):
    family = person("lives_with_partner", period) | (person("dependent_children", period) > 0)
    half = (law.EXEMPT_B + 1) // 2
    of_family = np.where(person("two_entitled", period), half, law.EXEMPT_B)
    return np.where(family, of_family, law.EXEMPT_A)


def year_budget(person, period):
    most = np.array(law.MAXIMA)[person("category_held", period)]
    above = np.maximum(person("income", period) - person("exempt", period), 0)
    return np.maximum(most - above, 0)


def month_budget(person, period):
    return (2 * person("year_budget", period).astype(np.int64) + 1200) // 2400 * 100


RULES = {
    pensions_counted: float,
    capital_counted: float,
    gifts_counted: float,
    sales_counted: float,
    built_counted: int,
    unbuilt_counted: int,
    family_income: float,
    two_entitled: bool,
    income: float,
    exempt: int,
    year_budget: float,
    month_budget: int,
}


def prepare(people: dict[str, np.ndarray]) -> Callable[[], np.ndarray]:
    """A calculation of everybody, from fresh inputs, as one call."""
    made = TaxBenefitSystem([Person])
    kinds = {name: bool if people[name].dtype == bool else float if name in WIDE else int for name in people}
    made.add_variables(*(_variable(name, kind) for name, kind in kinds.items()))
    made.add_variables(*(_variable(rule.__name__, kind, rule) for rule, kind in RULES.items()))

    def calculate() -> np.ndarray:
        built = SimulationBuilder().build_default_simulation(made, count=len(people["category_held"]))
        for name, column in people.items():
            built.set_input(name, PERIOD, column)
        return built.calculate("month_budget", PERIOD)

    return calculate
