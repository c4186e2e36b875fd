"""The simulated Flanders writes files with the faults of real networks; the fund ends up knowing what is true."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from membership_helpers import Town

from zorgkas.exchange.models import MessageFile
from zorgkas.exchange.services import go_on, receive
from zorgkas.population.messages import Sender, damage
from zorgkas.population.messages import records as say
from zorgkas.population.messages.faults import Fault, late_and_out_of_order
from zorgkas.registry.models import Residence

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 10, tzinfo=UTC)
TOWNS = ("Gent", "Brugge", "Aalst", "Leuven", "Genk")


def test_damaged_records_are_set_apart_and_the_right_ones_used(network):
    town = Town(network.fund)
    people = [town.member() for _ in range(40)]
    records = [say.moved(one.insz, date(2026, 2, 1), AT, say.Home(1, "Brugge", "8000", "Markt", "1")) for one in people]
    damaged = damage(records, 0.5, seed=3)
    assert all(damaged.done.values()), "a seed with every fault"
    file = receive(Sender(network.fund).file("NationalRegister", damaged.records, AT)).file
    assert file.state == MessageFile.State.DONE
    assert file.quarantined == damaged.unusable
    assert file.accepted == len(records) + damaged.done[Fault.DOUBLED]
    now = Residence.objects.filter(superseded_at=None, valid_to=None)
    assert {(one.person_id, one.municipality) for one in now} == {(one.pk, "Brugge") for one in people}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    moves=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(TOWNS)), min_size=2, max_size=8),
)
def test_whatever_the_order_in_which_files_come_the_truth_is_the_same(network, seed, moves):
    """Files come late, doubled, torn and out of order: at the end everybody lives where the last move went."""
    town = Town(network.fund, serial=network.serial)
    people = [town.member() for _ in range(5)]
    network.serial = town.serial
    sender = Sender(network.fund)
    first = sender.next_number("NationalRegister")
    files, lives = [], dict.fromkeys(range(5), "Gent")
    for number, (who, where) in enumerate(moves):
        day = date(2026, 1, 2) + timedelta(days=number)
        at = AT + timedelta(days=number, seconds=seed)
        home = say.Home(1, where, "9000", "Markt", str(number))
        record = say.moved(people[who].insz, day, at, home)
        files.append(
            sender.file("NationalRegister", damage([record], 0.5, seed + number).records, at, number=first + number)
        )
        lives[who] = where
    for data in late_and_out_of_order(files, seed):
        receive(data)
    go_on()
    mine = MessageFile.objects.filter(sequence__gte=first)
    assert set(mine.exclude(state="refused").values_list("state", flat=True)) == {"done"}
    assert mine.filter(state="done").count() == len(files)
    found = Residence.objects.filter(superseded_at=None, valid_to=None, person__in=people)
    assert {one.person_id: one.municipality for one in found} == {people[who].pk: where for who, where in lives.items()}
