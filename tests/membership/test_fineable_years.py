"""Which unpaid premiums can still lead to a fine (DEC art. 47; BVR art. 56, 81)."""

import pytest
from membership_helpers import Town, day, moment

from zorgkas.membership.models import Membership, ScopeStatus
from zorgkas.membership.queries import fineable_years
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import Death, Detention, Person, PremiumExemption, Residence

pytestmark = pytest.mark.django_db
TODAY, NOW = day("2026-06-01"), moment("2026-06-01")


def owing(town: Town, *people: Person) -> dict[int, frozenset[int]]:
    for year in (2023, 2024, 2025, 2026):
        run_premiums(year, town.fund, moment(f"2026-02-0{year - 2020 - 2}"))
    return fineable_years([person.pk for person in people], TODAY, NOW)


def test_every_open_year_of_a_compulsory_member(town: Town) -> None:
    person = town.member()
    owing(town, person)
    town.pays_premium(person, 2024, 62_00, "2026-02-10")
    town.pays_premium(person, 2025, 10_00, "2026-02-10")
    assert fineable_years([person.pk], TODAY, NOW) == {person.pk: frozenset({2023, 2025, 2026})}


def test_the_first_two_premiums_of_who_turns_26_do_not_count_before_the_end_of_their_term(town: Town) -> None:
    """BVR art. 56: may be paid until the end of the next year without counting; what is unpaid then counts."""
    in_term, after = town.member("1999-03-01"), town.member("1998-03-01")
    assert owing(town, in_term, after) == {after.pk: frozenset({2024, 2025, 2026})}


def test_the_first_three_premiums_after_an_arrival_in_the_second_half_do_not_count_for_two_years(town: Town) -> None:
    person = town.stranger("1980-01-01")
    town.learn(Membership, person, "2024-01-01", None, {"fund_id": town.fund.pk, "kind": Membership.Kind.COMPULSORY})
    town.learn(Residence, person, "2024-09-01", None, {"region": 1})
    assert owing(town, person) == {}
    assert fineable_years([person.pk], day("2027-01-01"), NOW) == {person.pk: frozenset({2024, 2025, 2026})}


def test_voluntary_members_are_not_fined(town: Town) -> None:
    """BVR art. 81; who was a compulsory member before is fined for those years."""
    person, changed = town.member(kind=Membership.Kind.VOLUNTARY), town.member()
    voluntary = {"fund_id": town.fund.pk, "kind": Membership.Kind.VOLUNTARY}
    town.learn(Membership, changed, "2025-01-01", None, voluntary, at=moment("2025-02-01"))
    assert owing(town, person, changed) == {changed.pk: frozenset({2023, 2024})}


@pytest.mark.parametrize(("ground", "fined"), [(1, False), (2, False), (3, False), (4, True)])
def test_who_is_freed_from_the_fine(town: Town, ground: int, fined: bool) -> None:
    """DEC art. 47 §3: debt settlement, bankruptcy, insolvency; temporary protection is not named."""
    person = town.member()
    town.learn(PremiumExemption, person, "2026-05-01", None, {"ground": ground}, at=moment("2026-05-02"))
    assert (person.pk in owing(town, person)) == fined


def test_nobody_is_fined_after_death(town: Town) -> None:
    person = town.member()
    owing(town, person)
    town.learn(Death, person, "2026-05-01", at=moment("2026-05-02"))
    assert fineable_years([person.pk], TODAY, NOW) == {}


def test_who_is_in_prison_or_struck_off_today_cannot_be_fined_now(town: Town) -> None:
    """BVR art. 82 al. 1, 1° and 2°: until the situation ends."""
    prisoner, gone = town.member(), town.member()
    owing(town, prisoner, gone)
    town.learn(Detention, prisoner, "2026-03-01", "2026-09-01", at=moment("2026-03-02"))
    town.learn(
        ScopeStatus, gone, "2026-03-01", None, {"ground": ScopeStatus.Ground.STRUCK_OFF}, at=moment("2026-03-02")
    )
    people = [prisoner.pk, gone.pk]
    assert fineable_years(people, TODAY, NOW) == {}
    assert set(fineable_years(people, day("2026-09-01"), moment("2026-09-01"))) == {prisoner.pk}
