"""Letters about fines: each once, with what, why, what now, by when, and how to disagree."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fines"))
sys.path.append(str(Path(__file__).parents[1] / "membership"))

from fines_helpers import YEAR, file_of, fined, owes, warned
from membership_helpers import Town, day, moment

from zorgkas.banking.models import FundAccount
from zorgkas.fines.models import FineFile
from zorgkas.fines.services import correct, end_voluntary_memberships
from zorgkas.fines.services import decided as agency_decides
from zorgkas.letters.kinds import OF_FINES
from zorgkas.letters.models import Letter
from zorgkas.letters.services import (
    record_example_contact,
    render,
    send,
    write_fine_letters,
    write_voluntary_letters,
)
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund, Death

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    fund = CareFund.objects.create(
        code="demo", name="Demo fund", enterprise_number="0200000142", creditor_identifier="BE91ZZZ0200000142"
    )
    FundAccount.objects.create(fund=fund, purpose="premiums", iban="BE71096123456769", bic="GKCCBEBB")
    record_example_contact(fund)
    return Town(fund)


def kinds(person) -> list[str]:
    return sorted(Letter.objects.filter(person=person).values_list("kind", flat=True))


def test_each_step_has_its_letter_and_a_second_run_writes_nothing(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    assert write_fine_letters(town.fund, YEAR) == 1
    fined(town)
    file = file_of(person)
    agency_decides.plan(file, day("2027-01-10"), "8 delen van 51,75 euro")
    write_fine_letters(town.fund, YEAR)
    agency_decides.annul(file, day("2027-03-01"), "De aangetekende brief ging naar een oud adres.")
    write_fine_letters(town.fund, YEAR)
    assert kinds(person) == ["fine_annulled", "fine_imposed", "fine_plan", "fine_reported", "fine_warning"]
    assert write_fine_letters(town.fund, YEAR) == 0


def test_the_registered_letter_says_what_to_pay_by_when_and_what_follows(town: Town) -> None:
    person = town.member()
    owes(town, 2025, 2026)
    warned(town)
    write_fine_letters(town.fund, YEAR)
    content = Letter.objects.get(person=person).data["content"]
    assert (content["pay_by"], content["account_until"]) == ("2026-10-05", "2026-10-15")
    assert [(claim["year"], claim["open_cents"]) for claim in content["earlier"]] == [(2025, 6400), (2026, 10000)]
    assert (content["open_cents"], content["fine_cents"], content["reduced_cents"]) == (16400, 25000, 10000)


def test_who_is_not_fined_after_all_is_told_and_nobody_writes_to_the_dead(town: Town) -> None:
    pays, dies = town.member(), town.member()
    owes(town, 2025, 2026)
    warned(town)
    write_fine_letters(town.fund, YEAR)
    town.pays_premium(pays, 2025, 64_00, "2026-09-20")
    town.learn(Death, dies, "2026-09-10", at=moment("2026-09-12"))
    correct(town.fund, YEAR, day("2026-10-16"))
    write_fine_letters(town.fund, YEAR)
    assert kinds(pays) == ["fine_ended", "fine_warning"]
    assert kinds(dies) == ["fine_warning"]


def test_every_letter_about_fines_can_be_set_as_pdf(town: Town) -> None:
    fined_, saved, voluntary = town.member(), town.member(), town.member(kind=Membership.Kind.VOLUNTARY)
    owes(town, 2025, 2026)
    warned(town)
    town.pays_premium(saved, 2025, 64_00, "2026-09-20")
    fined(town)
    agency_decides.plan(file_of(fined_), day("2027-01-10"), "8 delen van 51,75 euro")
    write_fine_letters(town.fund, YEAR)
    agency_decides.annul(file_of(fined_), day("2027-03-01"), "Het adres klopte niet.")
    write_fine_letters(town.fund, YEAR)
    end_voluntary_memberships(town.fund, day("2026-06-01"))
    from zorgkas.fines.models import VoluntaryEnd
    from zorgkas.fines.services import decide_objection, lodge_objection

    ending = VoluntaryEnd.objects.get(person=voluntary)
    lodge_objection(ending, day("2026-06-15"), "Ik betaalde.")
    decide_objection(ending, day("2026-06-20"), restored=False, motivation="U betaalde niet.")
    write_voluntary_letters(town.fund)
    letters = Letter.objects.filter(kind__in=[kind.name for kind in OF_FINES])
    assert {letter.kind for letter in letters} == {kind.name for kind in OF_FINES}
    for letter in letters:
        assert render(letter).startswith(b"%PDF")
    assert FineFile.objects.count() == 2


def test_letters_of_one_page_are_found_again_in_their_print_file(town: Town, settings, tmp_path) -> None:
    settings.OUTBOX_DIR = tmp_path
    people = [town.member() for _ in range(3)]
    owes(town, 2025, 2026)
    warned(town)
    for person in people:
        town.pays_premium(person, 2025, 64_00, "2026-09-20")
    correct(town.fund, YEAR, day("2026-10-16"))
    write_fine_letters(town.fund, YEAR)
    send(town.fund, kinds=["fine_ended"])
    pages = Letter.objects.filter(kind="fine_ended").order_by("pk").values_list("first_page", "last_page")
    assert list(pages) == [(1, 1), (2, 2), (3, 3)]
