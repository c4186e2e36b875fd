"""The rules of the yearly premium of 2026, written for OpenFisca: the engine we compare ourselves with."""

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026"
START_AGE, FULL_CENTS, REDUCED_CENTS = 26, 10_000, 3_500
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


class Rate(Enum):
    none = "none"
    full = "full"
    reduced = "reduced"


def _input(name: str, kind: type) -> type[Variable]:
    return type(name, (Variable,), {"value_type": kind, "entity": Person, "definition_period": YEAR, "label": name})


INPUTS = {
    "membership_kind": int,
    "birth_year": int,
    "increased_allowance": bool,
    "is_dead": bool,
    "premium_exemption": int,
    "premium_collected_cents": int,
}


class pays_premium(Variable):
    value_type = bool
    entity = Person
    definition_period = YEAR
    label = "Compulsory and voluntary members pay from the year of their 26th birthday"

    def formula(person, period):
        kind = person("membership_kind", period)
        old_enough = period.start.year - person("birth_year", period) >= START_AGE
        return ((kind == 1) | (kind == 2)) & old_enough


class premium_rate(Variable):
    value_type = Enum
    possible_values = Rate
    default_value = Rate.none
    entity = Person
    definition_period = YEAR
    label = "No premium, the full one or the reduced one"

    def formula(person, period):
        pays = person("pays_premium", period)
        reduced = person("increased_allowance", period)
        return np.where(pays, np.where(reduced, Rate.reduced.index, Rate.full.index), Rate.none.index)


class premium_of_year_cents(Variable):
    value_type = int
    entity = Person
    definition_period = YEAR
    label = "The premium for the whole year"

    def formula(person, period):
        rate = person("premium_rate", period)
        return np.where(rate == Rate.full, FULL_CENTS, np.where(rate == Rate.reduced, REDUCED_CENTS, 0))


class premium_not_due(Variable):
    value_type = bool
    entity = Person
    definition_period = YEAR
    label = "After death and in the situations of the decree"

    def formula(person, period):
        return person("is_dead", period) | (person("premium_exemption", period) != 0)


class premium_due_cents(Variable):
    value_type = int
    entity = Person
    definition_period = YEAR
    label = "What is due; not the part not yet collected when the premium is not due"

    def formula(person, period):
        whole = person("premium_of_year_cents", period)
        collected = np.minimum(whole, person("premium_collected_cents", period))
        return np.where(person("premium_not_due", period), collected, whole)


RULES = [pays_premium, premium_rate, premium_of_year_cents, premium_not_due, premium_due_cents]


def system() -> TaxBenefitSystem:
    """Return the small tax and benefit system with these variables."""
    made = TaxBenefitSystem([Person])
    made.add_variables(*[_input(name, kind) for name, kind in INPUTS.items()], *RULES)
    return made


def simulation(made: TaxBenefitSystem, columns: dict[str, np.ndarray]) -> Simulation:
    """Return a simulation over these columns, one value a person."""
    built = SimulationBuilder().build_default_simulation(made, count=len(columns["birth_year"]))
    for name in INPUTS:
        built.set_input(name, PERIOD, columns[name])
    return built
