"""kill -9 in the middle of each step of a year, on a database of its own: started again it does the rest, once.

Slow: starts real processes against the real server.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from tests.own_database import own_database

GROUP, CHUNK = 120, 20

# Three groups: members who never paid 2025 and 2026, each of whom has money to get back; who turns 26 and chose no
# fund; members who left for France in 2026.
SETUP = """
from datetime import datetime, UTC
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from django.db import connection
from zorgkas.banking.models import FundAccount
from zorgkas.ledger import services as ledger
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.services import run_premiums
from zorgkas.registry.models import CareFund, Person, Source
fund = CareFund.objects.create(code="demo", name="Demo fund", enterprise_number="0200000142")
FundAccount.objects.create(fund=fund, purpose="premiums", iban="BE68539007547034", bic="GKCCBEBB")
told = Source.objects.create(kind="message", reference="all", received_at=datetime(2025, 1, 1, tzinfo=UTC))
people = "INSERT INTO registry_person (insz, first_name, last_name, birth_date, sex)"
fact = "(person_id, valid_from, valid_to, recorded_at, source_id"
old, young = "birth_date < '1990-01-01'", "birth_date > '1990-01-01'"
with connection.cursor() as cursor:
    for start, born in ((1, "1970-01-01"), (1001, "2000-03-01"), (2001, "1975-01-01")):
        cursor.execute(people + " SELECT lpad(i::text, 11, '0'), 'An', 'Peeters', %s, 'F'"
                       " FROM generate_series(%s, %s) i", [born, start, start + {group} - 1])
    cursor.execute(f"INSERT INTO membership_membership {{fact}}, fund_id, kind, origin, joined_late)"
                   f" SELECT id, '2015-01-01', NULL, '2025-01-01', %s, %s, 1, 1, false FROM registry_person"
                   f" WHERE {{old}}", [told.pk, fund.pk])
    home = f"INSERT INTO registry_residence {{fact}}, region, street, house_number, postal_code, municipality, country)"
    cursor.execute(home + " SELECT id, '2000-03-01', CASE WHEN birth_date = '1975-01-01' THEN DATE '2026-03-01' END,"
                   " '2025-01-01', %s, 1, 'Kerkstraat', '1', '9000', 'Gent', 'BE' FROM registry_person", [told.pk])
    cursor.execute(home + " SELECT id, '2026-03-01', NULL, '2026-03-01', %s, 5, 'Rue', '1', '59000', 'Lille', 'FR'"
                   " FROM registry_person WHERE birth_date = '1975-01-01'", [told.pk])
for year in (2025, 2026):
    run_premiums(year, fund)
first = list(Person.objects.filter(birth_date="1970-01-01").values_list("pk", flat=True))
ledger.book(fund=fund, key="too much", kind="settlement", narrative="too much", lines=[
    ledger.Line(Account.BANK_PREMIUMS, 500 * len(first)),
    *(ledger.Line(Account.PREMIUM_REFUNDABLE, -500, one, Product.PREMIUM, 2024) for one in first)])
"""
RUN = """
import datetime, json, sys, time
from zorgkas.cli._django import start_django; start_django(needs_tables=False)
from zorgkas.collection.models import Demand
from zorgkas.collection.services import refundable
from zorgkas.fines.models import FineEvent, FineFile
from zorgkas.fines.services import find_candidates, send_registered_letters, warning
from zorgkas.ledger.accounts import Account
from zorgkas.ledger.models import Item
from zorgkas.ledger.queries import check
from zorgkas.letters.models import Letter
from zorgkas.letters.services import remind, write_fine_letters, write_premium_invitations
from zorgkas.membership.models import Change, Membership
from zorgkas.membership.services import affiliate_automatically, follow_facts
from zorgkas.registry.models import CareFund
what, slow = sys.argv[1], float(sys.argv[2])
fund, day = CareFund.objects.get(), datetime.date
def progress(done, total):
    print(done, total, flush=True)
    time.sleep(slow)
def watched(module, name):
    # Inside one transaction nothing is seen from outside: say when it is half-way.
    known = getattr(module, name)
    def told(*given, **more):
        for number in range(3):
            progress(number + 1, 6)
        return known(*given, **more)
    setattr(module, name, told)
watched(warning, "_note_demands")
watched(refundable, "_use")
STEPS = {
    "affiliation": lambda: affiliate_automatically(2026, day(2026, 7, 1), progress),
    "following": lambda: follow_facts(2027, fund, day(2027, 1, 15), progress),
    "reminders": lambda: remind(fund, 2026, day(2026, 5, 20), progress=progress),
    "search": lambda: find_candidates(fund, 2026, progress=progress),
    "letters": lambda: (send_registered_letters(fund, 2026, day(2026, 9, 1)), write_fine_letters(fund, 2026)),
    "refunds": lambda: refundable.settle_refundable(fund),
}
if what == "reminders":
    write_premium_invitations(fund, 2026, today=day(2026, 2, 1))
    Letter.objects.update(created_at="2026-02-01T12:00:00Z")
STEPS[what]()
print(json.dumps({
    "affiliation": Membership.objects.filter(superseded_at=None, origin=2).count(),
    "following": Membership.objects.filter(superseded_at=None, valid_to="2027-01-01").count(),
    "reminders": Letter.objects.filter(kind="premium_reminder").count(),
    "search": FineFile.objects.count(),
    "letters": Letter.objects.filter(kind="fine_warning").count(),
    "refunds": -sum(Item.objects.filter(account=Account.PREMIUM_REFUNDABLE).values_list("balance_cents", flat=True)),
    "changes": Change.objects.count(), "demands": Demand.objects.count(), "events": FineEvent.objects.count(),
    "problems": sum(finding.problems for finding in check()),
}))
"""


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: object) -> Iterator[dict[str, str]]:
    """A database beside the test database, with people, and the environment to reach it."""
    with own_database("zorgkas_killed_year") as environment:
        environment |= {"ZORGKAS_AUTOMATIC_FUND": "demo", "ZORGKAS_CHUNK_SIZE": str(CHUNK)}
        subprocess.run([sys.executable, "-c", SETUP.format(group=GROUP)], env=environment, check=True, timeout=300)
        yield environment


def finish(what: str, environment: dict[str, str]) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, what, "0"], env=environment, check=True, timeout=120, capture_output=True, text=True
    )
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


# In the order of a year; both groups of members owe two premiums, and the ones who left are judged as well.
@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("affiliation", GROUP),
        ("following", GROUP),
        ("reminders", 2 * GROUP),
        ("search", 2 * GROUP),
        ("letters", 2 * GROUP),
        ("refunds", 0),
    ],
)
def test_killed_in_the_middle_of_a_step(what: str, expected: int, database: dict[str, str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, what, "0.3"], env=database, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    for _ in range(3):
        line = running.stdout.readline()
    assert line.split()[:1] == ["3"], line
    running.send_signal(signal.SIGKILL)
    assert running.wait(timeout=30) == -signal.SIGKILL
    time.sleep(0.2)
    resumed = finish(what, database)
    assert (resumed[what], resumed["problems"]) == (expected, 0)
    assert finish(what, database) == resumed, "once more changes nothing"
