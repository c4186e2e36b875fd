"""What holds for the premium of anybody, whoever she is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgkas.engine import LegalGap
from zorgkas.law import law_on
from zorgkas.law.premium.kinds import MembershipKind, PremiumExemption

years = st.integers(2003, 2026)
people = st.fixed_dictionaries(
    {
        "birth_year": st.integers(1900, 2026),
        "membership_kind": st.sampled_from(MembershipKind),
        "increased_allowance": st.booleans(),
        "is_dead": st.booleans(),
        "premium_exemption": st.sampled_from(PremiumExemption),
        "premium_collected_cents": st.integers(0, 20_000),
    }
)


@given(year=years, person=people)
def test_never_more_than_the_full_premium_and_never_negative(year: int, person: dict[str, object]) -> None:
    law = law_on(f"{year}-01-01")
    assert 0 <= law.decide(person, "premium_due_cents").value <= law.parameters["premium_full_cents"]


@given(year=years, person=people)
def test_the_increased_allowance_never_makes_it_dearer(year: int, person: dict[str, object]) -> None:
    due = [
        law_on(f"{year}-01-01").decide({**person, "increased_allowance": allowed}, "premium_due_cents").value
        for allowed in (True, False)
    ]
    assert due[0] <= due[1]


@given(year=years, person=people, more=st.integers(0, 5_000))
def test_collecting_more_never_lowers_what_is_due(year: int, person: dict[str, object], more: int) -> None:
    collected = person["premium_collected_cents"]
    assert isinstance(collected, int)
    law = law_on(f"{year}-01-01")
    later = {**person, "premium_collected_cents": collected + more}
    assert law.decide(person, "premium_due_cents").value <= law.decide(later, "premium_due_cents").value


@given(year=years, person=people)
def test_death_frees_from_what_is_not_yet_collected_and_from_nothing_else(year: int, person: dict[str, object]) -> None:
    law = law_on(f"{year}-01-01")
    alive = {**person, "is_dead": False, "premium_exemption": PremiumExemption.NONE}
    owed = law.decide(alive, "premium_due_cents").value
    after = law.decide({**alive, "is_dead": True}, "premium_due_cents").value
    collected = person["premium_collected_cents"]
    assert isinstance(collected, int)
    assert after == min(owed, collected)


@pytest.mark.parametrize(
    ("april", "reference", "full", "reduced"),
    [("100", "100", 5400, 2700), ("107.4", "100", 5800, 2900), ("101", "108", 5100, 2500), ("1.0277", "1", 5500, 2800)],
)
def test_the_index_rule_rounds_each_amount_from_its_own_base(
    april: str, reference: str, full: int, reduced: int
) -> None:
    """54 x 1.0277 = 55.4958 goes down to 55, 27 x 1.0277 = 27.7479 up to 28: not half of 55."""
    law = law_on("2023-01-01").reform(
        {"health_index_april": Fraction(april), "health_index_reference": Fraction(reference)}
    )
    assert law.parameters["premium_full_indexed_cents"] == full
    assert law.parameters["premium_reduced_indexed_cents"] == reduced


def test_exactly_half_a_euro_goes_up() -> None:
    law = law_on("2027-01-01").reform(
        {"health_index_april": Fraction("102.5"), "health_index_reference": Fraction(100)}
    )
    assert law.parameters["premium_full_indexed_cents"] == 10300
    assert law.parameters["premium_index_ratio"] == Fraction(41, 40)


def test_one_index_number_alone_gives_no_amount() -> None:
    law = law_on("2027-01-01").reform({"health_index_april": Fraction(102)})
    with pytest.raises(LegalGap, match="April 2025"):
        law.decide({}, "premium_full_indexed_cents")


def test_the_due_rule_takes_few_and_narrow_columns() -> None:
    """Eleven bytes a person: what the speed of a premium run lives on."""
    inputs = law_on("2026-01-01").kernel(["premium_due_cents"]).inputs
    assert sum(dtype.itemsize for dtype in inputs.values()) <= 11
