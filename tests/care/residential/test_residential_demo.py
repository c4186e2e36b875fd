"""Residential care in the demo year: three centres from notification to what is owed, with refusals on the way."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from tests.care.residential.residential_helpers import Centre

from zorgkas.care.models import CareDecision, CareFile, CareLine
from zorgkas.ledger.models import ProviderItem
from zorgkas.population.care_in_kind.residential import play_stays
from zorgkas.population.places import facilities
from zorgkas.registry.models import Death, FacilityStay
from zorgkas.registry.services import record_fact


def play(centre: Centre, month: int) -> Counter[str]:
    now = datetime(2026, month, 20, 10, tzinfo=UTC)
    worker = User.objects.get_or_create(username="demo")[0]
    return play_stays(centre.fund, worker, None, 2026, 1, now.date(), now)  # type: ignore[arg-type]


@pytest.fixture
def house(centre: Centre) -> Centre:
    """Three centres with four residents each; one of the second and one of the third dies in February."""
    for rank, name in enumerate(facilities()[:3]):
        for number in range(4):
            person = centre.member()
            values = {"facility_kind": FacilityStay.Kind.WZC, "facility": name}
            record_fact(FacilityStay, person.pk, date(2024, 5, 2), None, values, source=centre.told)
            if number == 2 and rank > 0:
                record_fact(Death, person.pk, date(2026, 2, 9), None, {}, source=centre.told)
    return centre


def test_three_months_of_three_centres(house: Centre) -> None:
    counts = sum((play(house, month) for month in (1, 2, 3)), Counter())
    outcomes = Counter(CareDecision.objects.values_list("outcome", flat=True))
    # One asks for scores that were forgotten, one is refused: the centre is not recognised for short stay.
    assert outcomes == {"granted": 10 + 1, "asks": 1, "refused": 1}
    reasons = Counter(CareLine.objects.exclude(reason="").values_list("reason", flat=True))
    assert reasons["OLD_AMOUNT"] == 4  # the third centre in January
    assert reasons["AFTER_DEATH"] == 3  # the second centre does not tell a death, and sends a line of it twice
    assert reasons["WRONG_ALLOWANCE"] == 1  # travel costs in a care centre
    assert reasons["BILLED_TWICE"] == 2
    assert counts["lines of stays refused"] == sum(reasons.values())
    assert set(CareFile.objects.values_list("state", flat=True)) == {"accepted", "partly"}
    owed = -sum(ProviderItem.objects.values_list("due_cents", flat=True))
    assert owed == sum(CareLine.objects.values_list("accepted_cents", flat=True)) > 0


def test_a_month_that_is_played_again_changes_nothing(house: Centre) -> None:
    for month in (1, 2):
        play(house, month)
    before = (CareDecision.objects.count(), CareLine.objects.count(), CareFile.objects.count())
    assert not play(house, 2)
    assert (CareDecision.objects.count(), CareLine.objects.count(), CareFile.objects.count()) == before
