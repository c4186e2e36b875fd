"""What goes out: told once, only what differs, and the same bytes when it is made again."""

import json
from datetime import date

import pytest
from budgets_helpers import Village, moment
from django.utils import timezone
from exchange_helpers import answer
from lxml import etree

from zorgkas.budgets.models import Entitlement
from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.mailbox.storage import place_of
from zorgkas.exchange.models import Inscription, MessageFile
from zorgkas.exchange.reading.xml import schema
from zorgkas.exchange.services import (
    NotReproduced,
    ask_increased_allowance,
    tell_budgets,
    tell_inscriptions,
    write_again,
)
from zorgkas.exchange.writing import block, tag
from zorgkas.ledger.accounts import Product
from zorgkas.membership.models import Membership
from zorgkas.registry.models import Task

pytestmark = pytest.mark.django_db
ID = "Attestation/AttestationIdentification"


@pytest.fixture
def village(network):
    return Village(network.fund)


def read(file):
    root = etree.parse(place_of(file)).getroot()
    schema(by_code()[file.message].layout.schema).assertValid(root)
    return root


def told(file):
    lines = file.inscriptions.order_by("person_id", "quality")
    return [(one.person_id, one.quality, one.action, str(one.begin), str(one.end)) for one in lines]


def test_members_are_integrated_changed_and_ended(network, village):
    one, two = village.member(), village.member()
    first = tell_inscriptions(network.fund, date(2026, 3, 1))
    assert told(first) == [(p.pk, "MEMBER", "START", "2015-01-01", "None") for p in (one, two)]
    assert len(read(first).findall("inscriptions/inscription")) == 2
    assert tell_inscriptions(network.fund, date(2026, 3, 2)) is None
    village.unlearn(Membership, two, "2027-01-01", moment("2026-03-03"))
    changed = tell_inscriptions(network.fund, date(2026, 3, 3))
    assert told(changed) == [(two.pk, "MEMBER", "CHANGE", "2015-01-01", "2026-12-31")]
    village.unlearn(Membership, two, "2015-01-01", moment("2026-03-04"))
    assert told(tell_inscriptions(network.fund, date(2026, 3, 4))) == [
        (two.pk, "MEMBER", "END", "2015-01-01", "2026-03-04")
    ]
    assert tell_inscriptions(network.fund, date(2026, 3, 5)) is None


def test_a_file_is_made_once_and_can_be_made_again(network, village):
    village.member()
    file = tell_inscriptions(network.fund, date(2026, 3, 1))
    place, before = place_of(file), place_of(file).read_bytes()
    assert tell_inscriptions(network.fund, date(2026, 3, 1)).pk == file.pk
    voucher = json.loads(place.with_name(place.name + ".voucher.json").read_text())
    assert voucher == {"name": file.name, "sha256": file.sha256, "records": 1}
    place.unlink()
    village.member()  # what was learned since does not change what was told
    write_again(file)
    assert place.read_bytes() == before
    Inscription.objects.update(insz="00000000000")
    with pytest.raises(NotReproduced):
        write_again(file)
    assert place.read_bytes() == before


def test_a_file_that_was_broken_off_is_finished(network, village, monkeypatch):
    village.member()
    monkeypatch.setattr("zorgkas.exchange.mailbox.send.write", lambda *args, **given: None)
    assert tell_inscriptions(network.fund, date(2026, 3, 1)).state == "prepared"
    monkeypatch.undo()
    file = tell_inscriptions(network.fund, date(2026, 3, 1))
    assert (file.state, file.records) == ("sent", 1)
    assert MessageFile.objects.count() == Inscription.objects.count() == 1


def test_the_question_about_the_increased_allowance_and_its_answer(network, village):
    person = village.member()
    village.stranger()
    file = ask_increased_allowance(network.fund, 2026)
    root = read(file)
    assert root.findtext("referenceDate") == "2025-01-01"
    assert [one.text for one in root.findall("persons/person/ssin")] == [person.insz]
    answered = network.sends("IncreasedAllowance", [answer(person.insz, True)], answers=file.ticket)
    assert (answered.state, answered.accepted) == ("done", 1)
    before = place_of(file).read_bytes()
    later = village.stranger()
    values = {"fund_id": network.fund.pk, "kind": 1}
    village.learn(Membership, later, "2015-01-01", None, values, at=timezone.now())
    write_again(file)
    assert place_of(file).read_bytes() == before


def test_the_repository_answers(network, village):
    one, two = village.member(), village.member()
    file = tell_inscriptions(network.fund, date(2026, 3, 1))

    def says(person, status, code, ticket=None):
        inscription = Inscription.objects.get(person=person)
        correlation = block(
            "requestCorrelation",
            tag("customerTicket", ticket or f"inscription-{inscription.pk}"),
            tag("cbssTicket", "00000000-0000-4000-8000-000000000001"),
            tag("timestamp", "2026-03-01T10:00:00"),
        )
        criteria = block("criteria", tag("ssin", person.insz), tag("inscriptionContext", "VSB:MEMBER"))
        return block("response", correlation, criteria, block("status", tag("value", status), tag("code", code)))

    records = [says(one, "OK", "MSG00000"), says(two, "NOK", "MSG00099"), says(two, "OK", "MSG00000", "nonsense")]
    heard = network.sends("Inscriptions response", records, answers=file.ticket)
    assert (heard.accepted, heard.quarantined) == (2, 1)
    assert [row.outcome for row in Inscription.objects.order_by("person_id")] == ["MSG00000", "MSG00099"]
    assert Task.objects.get(kind=Task.Kind.MESSAGE, person__isnull=False).person == two


def test_budgets_for_older_people_are_told_at_each_change(network, village):
    person = village.member("1945-01-01")
    village.right(person, "2026-01-01", product=Product.ZBO, given=350_00)
    assert tell_budgets(network.fund, date(2026, 3, 1)) is None, "nobody is told of who is not integrated"
    tell_inscriptions(network.fund, date(2026, 3, 1))
    first = tell_budgets(network.fund, date(2026, 3, 2))
    root = read(first)
    assert root.findtext("attestations/A003/Attestation/Benefit/MonthAmount") == "350.00"
    assert tell_budgets(network.fund, date(2026, 3, 3)) is None
    village.right(person, "2026-01-01", "2026-07-01", product=Product.ZBO, given=350_00, at=moment("2026-03-04"))
    village.learn(
        Entitlement,
        person,
        "2026-09-01",
        None,
        {"product": int(Product.ZBO), "care_form": 1, "given_monthly_cents": 100_00, "decision_id": None},
        at=moment("2026-03-05"),
    )
    second = tell_budgets(network.fund, date(2026, 3, 4))
    statuses = [
        (one.findtext(f"{ID}/AttestationStatus"), one.findtext("Attestation/Benefit/Period/BeginDate"))
        for one in read(second).findall("attestations/A003")
    ]
    assert ("0", "2026-09-01") in statuses
