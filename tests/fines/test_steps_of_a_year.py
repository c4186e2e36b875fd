"""From 1 September to the fine: who is found, written to, corrected, reported and fined (BVR art. 74, 81 to 84)."""

import pytest
from fines_helpers import LETTER, YEAR, file_of, fined, owes, state_of, warned
from membership_helpers import Town, day, moment

from zorgkas.fines.layout import read_report
from zorgkas.fines.models import AgencyFile, Considered, FineEvent, FineFile
from zorgkas.fines.services import (
    TooLate,
    correct,
    find_candidates,
    preview_candidates,
    record_impossible,
    report,
    report_corrections,
    send_registered_letters,
)
from zorgkas.fines.states import Reason
from zorgkas.ledger.models import Run
from zorgkas.membership.models import Membership
from zorgkas.registry.models import Death, Detention

pytestmark = pytest.mark.django_db


def test_who_missed_two_premiums_is_found_and_who_missed_one_is_not(town: Town) -> None:
    two, one, voluntary = town.member(), town.member(), town.member(kind=Membership.Kind.VOLUNTARY)
    owes(town, 2025, 2026)
    town.pays_premium(one, 2025, 64_00, "2026-03-01")
    found = find_candidates(town.fund, YEAR)
    assert (found.candidates, found.new) == (1, 1)
    assert state_of(two) == "candidate"
    assert (state_of(one), state_of(voluntary)) == (None, None)
    assert {c.person_id: Reason(c.outcome) for c in Considered.objects.all()} == {
        two.pk: Reason.FINE,
        voluntary.pk: Reason.TOO_FEW,
    }
    assert list(file_of(two).years.values_list("year", "open_cents")) == [(2025, 6400), (2026, 10000)]


def test_a_preview_tells_the_same_and_keeps_nothing(town: Town) -> None:
    town.member()
    town.member(kind=Membership.Kind.VOLUNTARY)
    owes(town, 2025, 2026)
    shown = preview_candidates(town.fund, YEAR)
    assert not FineFile.objects.exists()
    assert not Run.objects.filter(kind="fine-candidates").exists()
    assert shown.outcomes == find_candidates(town.fund, YEAR).outcomes


def test_a_second_search_changes_nothing_and_follows_what_is_paid(town: Town) -> None:
    pays, stays = town.member(), town.member()
    owes(town, 2025, 2026)
    find_candidates(town.fund, YEAR)
    events = FineEvent.objects.count()
    again = find_candidates(town.fund, YEAR)
    assert (again.new, again.back, again.gone) == (0, 0, 0)
    assert FineEvent.objects.count() == events
    town.pays_premium(pays, 2025, 64_00, "2026-08-20")
    assert find_candidates(town.fund, YEAR).gone == 1
    assert (state_of(pays), file_of(pays).reason) == ("lapsed", Reason.PAID)
    assert state_of(stays) == "candidate"


def test_who_is_a_candidate_again_before_the_letter_comes_back(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    town.learn(Detention, person, "2026-08-01", "2026-09-15", at=moment("2026-08-02"))
    assert find_candidates(town.fund, YEAR, known_at=moment("2026-07-01")).candidates == 1
    assert find_candidates(town.fund, YEAR).gone == 1
    assert file_of(person).reason == Reason.DETAINED
    assert find_candidates(town.fund, YEAR, letter_on=day("2026-07-25")).back == 1
    assert state_of(person) == "candidate"


def test_the_letter_goes_to_who_is_still_to_be_fined_that_day_and_once(town: Town) -> None:
    gets, paid = town.member(), town.member()
    owes(town, 2025, 2026)
    find_candidates(town.fund, YEAR)
    town.pays_premium(paid, 2026, 100_00, "2026-08-31")
    assert send_registered_letters(town.fund, YEAR, LETTER) == 1
    assert send_registered_letters(town.fund, YEAR, LETTER) == 0
    assert file_of(gets).letter_on == LETTER
    assert state_of(paid) == "lapsed"


def test_after_1_september_no_letter_goes_out_and_an_impossible_one_follows_next_year(town: Town) -> None:
    """BVR art. 74 al. 1 and 3."""
    person = town.member()
    owes(town, 2025, 2026)
    find_candidates(town.fund, YEAR)
    with pytest.raises(TooLate, match="1 September of the next year"):
        send_registered_letters(town.fund, YEAR, day("2026-09-02"))
    assert record_impossible(town.fund, YEAR, "the printer failed", day("2026-09-03")) == 1
    assert (state_of(person), file_of(person).reason) == ("lapsed", Reason.NOT_SENT)
    assert find_candidates(town.fund, YEAR).back == 0
    assert find_candidates(town.fund, 2027, letter_on=day("2027-09-01")).candidates == 1


def test_without_a_reason_an_old_second_miss_leads_to_no_letter_next_year(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    found = find_candidates(town.fund, 2027, letter_on=day("2027-09-01"))
    assert found.candidates == 0
    assert Considered.objects.get(person=person, year=2027).outcome == Reason.LETTER_TOO_LATE


@pytest.mark.parametrize(("paid_on", "saved"), [("2026-10-05", True), ("2026-10-15", True), ("2026-10-16", False)])
def test_money_on_the_account_by_15_october_avoids_the_fine(town: Town, paid_on: str, saved: bool) -> None:
    """BVR art. 82 al. 1, 7°; also when it is looked at later."""
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    report(town.fund, YEAR, day("2026-10-01"))
    town.pays_premium(person, 2025, 64_00, paid_on)
    correct(town.fund, YEAR, day("2026-11-20"))
    assert state_of(person) == ("lapsed" if saved else "reported")


def test_a_part_payment_avoids_nothing(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    town.pays_premium(person, 2025, 63_99, "2026-09-20")
    report(town.fund, YEAR, day("2026-10-08"))
    assert state_of(person) == "reported"


def test_the_report_names_everybody_with_a_letter_and_who_is_no_longer_considered(town: Town) -> None:
    fined, paid, dead = town.member(), town.member(), town.member()
    owes(town, 2025, 2026)
    warned(town)
    town.pays_premium(paid, 2025, 64_00, "2026-09-20")
    town.learn(Death, dead, "2026-09-10", at=moment("2026-09-12"))
    told = report(town.fund, YEAR, day("2026-10-08"))
    assert told.considered == 1
    assert told.ended == {Reason.PAID: 1, Reason.DEAD: 1}
    lines = {line.insz: line for line in read_report(bytes(told.file.content))}
    assert (lines[fined.insz].considered, lines[fined.insz].years) == (True, ((2025, 6400), (2026, 10000)))
    assert (lines[paid.insz].considered, lines[paid.insz].ground) == (False, "paid")
    assert (lines[dead.insz].considered, lines[dead.insz].ground) == (False, "dead")
    assert report(town.fund, YEAR, day("2026-10-09")).file is None
    assert AgencyFile.objects.count() == 1


def test_what_is_learned_after_the_report_goes_in_a_correction_once(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    report(town.fund, YEAR, day("2026-10-08"))
    town.pays_premium(person, 2026, 100_00, "2026-10-14")
    told = report_corrections(town.fund, YEAR, day("2026-10-16"))
    assert [line.ground for line in read_report(bytes(told.file.content))] == ["paid"]
    assert report_corrections(town.fund, YEAR, day("2026-10-17")).file is None


def test_years_in_an_unanswered_file_lead_to_no_second_one(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    report(town.fund, YEAR, day("2026-10-08"))
    assert find_candidates(town.fund, 2027, letter_on=day("2027-09-01")).candidates == 0
    assert state_of(person, 2027) is None


def test_a_fine_is_not_imposed_twice_for_the_same_years(town: Town) -> None:
    town.member()
    owes(town, 2025, 2026)
    fined(town)
    assert find_candidates(town.fund, 2027, letter_on=day("2027-09-01"), known_at=moment("2028-01-01")).candidates == 0


def test_events_are_only_added_to(town: Town) -> None:
    from django.db import DatabaseError, transaction

    town.member()
    owes(town, 2025, 2026)
    find_candidates(town.fund, YEAR)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        FineEvent.objects.update(proof="changed")
