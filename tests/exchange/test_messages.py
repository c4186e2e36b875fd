"""What each message becomes: facts, and what the law makes of them."""

import datetime

import pytest
from exchange_helpers import abroad, answer, benefit, care_need, identification, mutation
from membership_helpers import Town

from zorgkas.budgets.models import OlderCareFinding
from zorgkas.exchange.models import Attestation, MessageFile, QuarantinedRecord
from zorgkas.exchange.writing import block, tag
from zorgkas.ledger.models import Item
from zorgkas.membership.models import Membership
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFinding, Death, ForeignInsurance, IncreasedAllowance, Person, Residence, Task
from zorgkas.registry.queries import person_by_insz

pytestmark = pytest.mark.django_db
State = MessageFile.State


@pytest.fixture
def town(network):
    return Town(network.fund)


def current(kind, person):
    return list(kind.objects.filter(person=person, superseded_at=None).order_by("valid_from"))


def faults(file):
    return list(file.quarantine.order_by("position").values_list("position", "code", "element"))


# -- CareNeedsNotifications ---------------------------------------------------------------------------------------


def test_a_score_becomes_a_finding(network, town):
    person = town.member("1950-01-01")
    file = network.sends("CareNeedsNotifications", [care_need(person.insz)])
    assert (file.state, faults(file)) == (State.DONE, [])
    (found,) = current(CareFinding, person)
    assert (found.total_tenths, found.instrument) == (150, CareFinding.Instrument.MEDICAL_SOCIAL)
    assert (str(found.valid_from), str(found.valid_to), str(found.issued_on)) == (
        "2026-02-01",
        "2029-02-01",
        "2026-02-20",
    )
    assert current(OlderCareFinding, person)[0].total_tenths == 150


def test_a_total_that_is_not_the_sum_is_set_apart(network, town):
    person = town.member()
    file = network.sends("CareNeedsNotifications", [care_need(person.insz, total=16), care_need(person.insz, found="")])
    assert faults(file) == [(1, "E-CONTENT", "careNeed/result/totalPoints"), (2, "E-CONTENT", "careNeed")]
    assert not CareFinding.objects.exists()


def test_a_stranger_is_set_apart(network):
    file = network.sends("CareNeedsNotifications", [care_need(network.number())])
    assert faults(file) == [(1, "E-UNKNOWN-PERSON", "ssin")]


def test_versions_of_an_attestation(network, town):
    """A double changes nothing, an older version comes too late, a newer one replaces, a cancellation takes back."""
    person = town.member("1950-01-01")

    def hears(version, start, status="CREATION", **more):
        one = care_need(person.insz, start=start, identified=identification("a", version, status), **more)
        return network.sends("CareNeedsNotifications", [one])

    hears(1, "2026-02-01")
    assert hears(1, "2026-02-01").ignored == 1
    assert hears(0, "2020-01-01").ignored == 1
    assert str(current(CareFinding, person)[0].valid_from) == "2026-02-01"
    hears(2, "2026-06-01", "MODIFICATION")
    assert [str(one.valid_from) for one in current(CareFinding, person)] == ["2026-06-01"]
    hears(3, "2026-06-01", "CANCELLATION", found="")
    assert not current(CareFinding, person)
    assert Task.objects.filter(kind=Task.Kind.MESSAGE, person=person).count() == 1
    assert Attestation.objects.get().cancelled


def test_several_versions_in_one_file_leave_the_last(network, town):
    person = town.member("1950-01-01")
    records = [
        care_need(person.insz, start=f"2026-0{number}-01", identified=identification("a", number))
        for number in (3, 1, 2)
    ]
    file = network.sends("CareNeedsNotifications", records)
    assert (file.accepted, file.ignored) == (1, 2)
    assert [str(one.valid_from) for one in current(CareFinding, person)] == ["2026-03-01"]


# -- IncreasedAllowance -------------------------------------------------------------------------------------------


@pytest.fixture
def asks(network):
    """The fund asked, so that there is something to answer."""

    def ask(**_given):
        MessageFile.objects.get_or_create(
            direction="out",
            message="IncreasedAllowance request",
            fund=network.fund,
            ticket="asked",
            defaults={
                "name": "x",
                "path": "x",
                "state": "sent",
                "subject": "x",
                "received_at": datetime.datetime.now(datetime.UTC),
            },
        )

    ask()
    return lambda records: network.sends("IncreasedAllowance", records, answers="asked")


def test_the_increased_allowance_reprices_the_premium(network, town, asks):
    wins, loses, keeps = town.member(), town.member(), town.member()
    town.learn(IncreasedAllowance, loses, "2020-01-01")
    town.learn(IncreasedAllowance, keeps, "2020-01-01")
    run_premiums(2026, network.fund)

    def premiums():
        due = dict(Item.objects.filter(period=2026, account=1200).values_list("person_id", "due_cents"))
        return [due[one.pk] for one in (wins, loses, keeps)]

    assert premiums() == [100_00, 35_00, 35_00]
    file = asks([answer(wins.insz, True), answer(loses.insz, False), answer(keeps.insz, None, status="NO_RESULT")])
    assert (file.state, faults(file), file.ignored) == (State.DONE, [], 1)
    assert premiums() == [35_00, 100_00, 35_00]
    assert Task.objects.get(kind=Task.Kind.MESSAGE).person == keeps


def test_an_answer_with_a_period_tells_when_it_began_and_ended(network, town, asks):
    person = town.member()
    period = block("period", tag("beginDate", "2024-01-01"), tag("endDate", "2025-06-30"))
    town.learn(IncreasedAllowance, person, "2024-06-01")
    asks([answer(person.insz, True, period=period)])
    (found,) = current(IncreasedAllowance, person)
    assert (str(found.valid_from), str(found.valid_to)) == ("2024-01-01", "2025-07-01")


def test_an_answer_that_contradicts_itself_is_set_apart(network, town, asks):
    one, other = town.member(), town.member()
    late = block("period", tag("beginDate", "2025-06-01"))
    file = asks([answer(one.insz, True, status="NO_DATA_FOUND"), answer(other.insz, True, period=late)])
    assert [element for _position, _code, element in faults(file)] == [
        "increasedAllowance/entitled",
        "increasedAllowance/period",
    ]


def test_an_answer_to_nothing_is_refused(network, town):
    file = network.sends("IncreasedAllowance", [answer(town.member().insz, True)], answers="never asked")
    assert (file.state, file.code, file.element) == (State.REFUSED, "E-AUTH", "receiver/ticket")


# -- the National Register ----------------------------------------------------------------------------------------


def test_a_replaced_number_moves_nothing_and_loses_nothing(network, town):
    person = town.member()
    new = network.number("1971-01-01")
    network.sends("NationalRegister", [mutation(person.insz, "000", "2026-03-01", tag("ssin", new))])
    assert person_by_insz(new) == person_by_insz(person.insz) == person
    # Whoever still writes the old number means the same person; the annotation alone replaces it too.
    other, newer = town.member(), network.number("1972-01-01")
    network.sends(
        "NationalRegister", [mutation(other.insz, "010", "2026-03-01", tag("lastName", "Claes"), replacedBy=newer)]
    )
    assert person_by_insz(newer) == other
    assert current(Membership, person)
    assert current(Residence, person)


def test_two_people_of_ours_are_never_made_one(network, town):
    one, two = town.member(), town.member()
    file = network.sends("NationalRegister", [mutation(one.insz, "000", "2026-03-01", tag("ssin", two.insz))])
    assert faults(file) == [(1, "E-CONTENT", "newValue/ssin")]
    assert Person.objects.get(pk=one.pk).insz == one.insz


def test_a_move_to_wallonia_ends_the_membership_with_the_year(network, town):
    person = town.member()
    address = block(
        "address", tag("municipalityCode", "62063"), tag("municipality", "Liège"), tag("postalCode", "4000")
    )
    network.sends("NationalRegister", [mutation(person.insz, "020", "2025-05-10", address)])
    assert [(one.region, str(one.valid_from)) for one in current(Residence, person)] == [
        (1, "2000-01-01"),
        (3, "2025-05-10"),
    ]
    assert str(current(Membership, person)[0].valid_to) == "2026-01-01"


def test_a_death_ends_the_membership_and_a_death_taken_back_gives_it_back(network, town):
    person = town.member()
    network.sends("NationalRegister", [mutation(person.insz, "150", "2026-02-10")])
    assert str(current(Death, person)[0].valid_from) == "2026-02-10"
    assert [one.valid_to for one in current(Membership, person)] != [None]
    network.sends(
        "NationalRegister", [mutation(person.insz, "150", "2026-02-10", kind="CANCELLED", at="2026-03-01T09:00:00")]
    )
    assert not current(Death, person)
    assert current(Membership, person)[-1].valid_to is None


def test_nobody_dies_before_being_born_or_tomorrow(network, town):
    records = [mutation(town.member().insz, "150", day) for day in ("1960-01-01", "2199-01-01")]
    assert faults(network.sends("NationalRegister", records)) == [
        (1, "E-CONTENT", "effectiveDate"),
        (2, "E-CONTENT", "effectiveDate"),
    ]
    assert not Death.objects.exists()


def test_what_comes_too_late_is_set_apart(network, town):
    person = town.member()
    here = block("address", tag("municipalityCode", "44021"), tag("municipality", "Gent"))
    there = block("address", tag("municipalityCode", "11002"), tag("municipality", "Antwerpen"))
    network.sends("NationalRegister", [mutation(person.insz, "020", "2026-03-01", there, at="2026-03-02T10:00:00")])
    file = network.sends(
        "NationalRegister", [mutation(person.insz, "020", "2026-02-01", here, at="2026-02-02T10:00:00")]
    )
    assert faults(file) == [(1, "E-LATE", "registeredAt")]
    assert current(Residence, person)[-1].municipality == "Antwerpen"


def test_names_and_sex(network, town):
    person = town.member()
    network.sends(
        "NationalRegister",
        [
            mutation(person.insz, "010", "2026-03-01", tag("lastName", "Claes") + tag("firstNames", "Jo")),
            mutation(person.insz, "004", "2026-03-01", tag("gender", 1)),
            mutation(person.insz, "070", "2026-03-01"),
        ],
    )
    person.refresh_from_db()
    assert (person.last_name, person.first_name, person.sex) == ("Claes", "Jo", "M")
    assert MessageFile.objects.get().ignored == 1


def test_a_date_that_is_not_complete_begins_no_fact(network, town):
    file = network.sends(
        "NationalRegister", [mutation(town.member().insz, "150", "2026-02-00", at="2026-03-01T10:00:00")]
    )
    assert faults(file) == [(1, "E-DATE", "effectiveDate")]


# -- A415,M and A003,Z ------------------------------------------------------------------------------------------------


def test_insurance_abroad(network, town):
    person, pensioner, treaty = town.member(), town.member(), town.member()
    file = network.sends(
        "A415,M",
        [
            abroad(person.insz, "1"),
            abroad(pensioner.insz, "2", social="RETIRED"),
            abroad(treaty.insz, "3", basis="BILATERAL"),
        ],
    )
    assert faults(file) == [(3, "E-CONTENT", "Attestation/ForeignInsurance/LegalBasis")]
    assert [one.ground for one in ForeignInsurance.objects.order_by("person_id")] == [1, 2]
    # Insured elsewhere she may be a member, and need not.
    assert current(Membership, person)[-1].kind == Membership.Kind.VOLUNTARY
    assert Task.objects.filter(kind=Task.Kind.MESSAGE, person__isnull=False).count() == 2
    network.sends("A415,M", [abroad(person.insz, "4", status=1, changes="1", start="2026-01-01", end="2026-06-30")])
    assert [str(one.valid_to) for one in current(ForeignInsurance, person)] == ["2026-07-01"]
    network.sends("A415,M", [abroad(person.insz, "5", status=2, changes="4")])
    assert not current(ForeignInsurance, person)
    assert network.sends("A415,M", [abroad(person.insz, "5", status=2, changes="4")]).ignored == 1


def test_a_status_whose_meaning_is_unknown_is_set_apart(network, town):
    file = network.sends("A415,M", [abroad(town.member().insz, "1", status=4)])
    assert faults(file)[0][2] == "Attestation/AttestationIdentification/AttestationStatus"


def test_a_benefit_of_others_opens_an_examination_and_grants_nothing(network, town):
    person = town.member("1950-01-01")
    file = network.sends("A003,Z", [benefit(person.insz, "9")])
    assert (file.state, file.accepted) == (State.DONE, 1)
    task = Task.objects.get(kind=Task.Kind.MESSAGE)
    assert task.person == person
    assert task.told_reason == "income guarantee for older people began, changed or ended: examine the right to a ZBO"
    assert Attestation.objects.get().content["month_cents"] == 812_50
    assert not QuarantinedRecord.objects.exists()
