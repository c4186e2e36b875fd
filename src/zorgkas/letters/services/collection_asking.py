"""Reminders and earlier premiums asked again: noted by the collection, written here, in sets (BVR art. 69, 73)."""

import datetime
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from zorgkas.collection import services as collection
from zorgkas.collection.models import Demand
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.letters.kinds import PREMIUM_ARREARS, PREMIUM_INVITATION, PREMIUM_REMINDER
from zorgkas.letters.services.collection_letter import Draft, claims_content, open_claims, premium_account, store
from zorgkas.letters.services.in_ranges import write_in_ranges
from zorgkas.membership.models import Membership
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund

Progress = Callable[[int, int], None]
PEOPLE_AT_ONCE = 5_000

_INVITED = """
SELECT substr(reference, 6)::bigint AS item FROM letters_letter
WHERE fund_id = %(fund)s AND kind = %(kind)s AND person_id >= %(low)s AND person_id < %(high)s
    AND created_at < %(before)s AND reference LIKE 'item %%'
"""

# One row per reminder that has no letter yet and is still open.
_REMIND = """
INSERT INTO letters_letter (person_id, fund_id, kind, reference, data, created_at, sha256, path)
SELECT item.person_id, item.fund_id, %(kind)s, 'item ' || item.id,
    jsonb_build_object(
        'addressee', jsonb_build_object(
            'name', person.first_name || ' ' || person.last_name,
            'address', jsonb_build_array(
                trim(home.street || ' ' || home.house_number), trim(home.postal_code || ' ' || home.municipality))
                || CASE WHEN home.country = 'BE' THEN '[]'::jsonb ELSE jsonb_build_array(home.country) END),
        'content', jsonb_build_object(
            'year', item.period, 'amount_cents', item.due_cents, 'open_cents', item.balance_cents,
            'item_id', item.id, 'iban', %(iban)s::text, 'due_on', %(due_on)s::text,
            'voluntary', EXISTS (
                SELECT FROM membership_membership membership
                WHERE membership.person_id = item.person_id AND membership.kind = %(voluntary)s
                    AND membership.superseded_at IS NULL
                    AND membership.valid_from < make_date(item.period + 1, 1, 1)
                    AND (membership.valid_to IS NULL OR membership.valid_to > make_date(item.period, 1, 1))))),
    %(now)s, '', ''
FROM collection_demand demand
JOIN ledger_item item ON item.id = demand.item_id AND item.person_id = demand.person_id AND item.balance_cents > 0
    AND item.person_id >= %(low)s AND item.person_id < %(high)s
JOIN registry_person person ON person.id = item.person_id AND person.id >= %(low)s AND person.id < %(high)s
JOIN LATERAL (
    SELECT * FROM registry_residence residence
    WHERE residence.person_id = item.person_id AND residence.superseded_at IS NULL
        AND residence.valid_from <= %(today)s AND (residence.valid_to IS NULL OR residence.valid_to > %(today)s)
    ORDER BY residence.valid_from DESC LIMIT 1) home ON true
WHERE demand.fund_id = %(fund)s AND demand.step = %(step)s AND demand.season = %(year)s
    AND demand.person_id >= %(low)s AND demand.person_id < %(high)s
ON CONFLICT (kind, reference) DO NOTHING
"""
# Claims of a year that a registered letter about a fine asked in that year (BVR art. 73, 74).
_REGISTERED = """
SELECT item.id, item.person_id, item.balance_cents, file.letter_on FROM fines_finefile file
JOIN fines_fineyear year ON year.file_id = file.id AND year.year = file.year
JOIN ledger_item item ON item.person_id = file.person_id AND item.fund_id = file.fund_id
    AND item.account = %(account)s AND item.product = %(product)s AND item.period = year.year
WHERE file.fund_id = %(fund)s AND file.year = %(year)s AND file.letter_on IS NOT NULL
"""
_DEMANDED = """
SELECT DISTINCT demand.person_id FROM collection_demand demand
JOIN ledger_item item ON item.id = demand.item_id AND item.balance_cents > 0
WHERE demand.fund_id = %(fund)s AND demand.step = %(step)s AND demand.season = %(year)s
    AND NOT EXISTS (SELECT FROM letters_letter letter WHERE letter.kind = %(kind)s
                    AND letter.reference = 'arrears ' || demand.person_id || ' ' || %(fund)s || ' ' || %(year)s)
ORDER BY demand.person_id
"""


def invited(fund: CareFund, chunk: tuple[int, int], before: datetime.date) -> NDArray[np.int64]:
    """Which claims of a range of people were asked by an invitation that was written before a day."""
    moment = timezone.make_aware(datetime.datetime.combine(before, datetime.time.min))
    parameters = {
        "fund": fund.pk,
        "kind": PREMIUM_INVITATION.name,
        "low": chunk[0],
        "high": chunk[1],
        "before": moment,
    }
    return np.asarray(read_sql(_INVITED, parameters)["item"].to_numpy(), np.int64)


def preview_reminders(fund: CareFund, year: int, on: datetime.date | None = None) -> collection.Reminders:
    """Say who would get a reminder now, and who not and why; of the premiums it changes nothing."""
    note_registered(fund, year)
    return collection.preview_reminders(fund, year, invited=invited, on=on)


def remind(
    fund: CareFund, year: int, on: datetime.date | None = None, progress: Progress | None = None
) -> tuple[collection.Reminders, int]:
    """Remind everybody who was invited and did not pay, and write the letters; return what was done and how many.

    Repeated, or broken off and started again, it does only what is missing.
    """
    premium_account(fund)
    note_registered(fund, year)
    found = collection.run_reminders(fund, year, invited=invited, on=on, progress=progress)
    return found, _write_reminders(fund, year, on or timezone.localdate())


def ask_arrears(
    fund: CareFund, year: int, on: datetime.date | None = None, progress: Progress | None = None
) -> tuple[collection.Arrears, int]:
    """Ask earlier years again of everybody who gets no invitation of this year, one letter per person and year."""
    day, iban = on or timezone.localdate(), premium_account(fund)
    found = collection.run_arrears(fund, year, on=day, progress=progress)
    names = {"fund": fund.pk, "step": int(Demand.Step.ARREARS), "year": year, "kind": PREMIUM_ARREARS.name}
    people = read_sql(_DEMANDED, names)["person_id"].to_pylist()
    written = 0
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        claims = open_claims(fund, people[start : start + PEOPLE_AT_ONCE], day)
        drafts = (
            Draft(person, f"arrears {person} {fund.pk} {year}", claims_content(owed, iban))
            for person, owed in claims.items()
        )
        with transaction.atomic():
            written += store(fund, PREMIUM_ARREARS, drafts, timezone.now())
    return found, written


def note_registered(fund: CareFund, year: int) -> int:
    """Let the collection know which claims a registered letter asked, so that no reminder follows; once each."""
    names = {
        "fund": fund.pk,
        "year": year,
        "account": int(Account.PREMIUM_RECEIVABLE),
        "product": int(Product.PREMIUM),
    }
    table = read_sql(_REGISTERED, names)
    noted = 0
    for day in sorted(set(table["letter_on"].to_pylist())):
        rows = table.filter(pc.equal(table["letter_on"], day))
        noted += collection.record_demands(
            fund,
            Demand.Step.REGISTERED,
            season=year,
            on=day,
            items=rows["id"].to_numpy(),
            people=rows["person_id"].to_numpy(),
            cents=rows["balance_cents"].to_numpy(),
        )
    return noted


def _write_reminders(fund: CareFund, year: int, today: datetime.date) -> int:
    law = law_on(datetime.date(year, 1, 1)).parameters
    names: dict[str, Any] = {
        "fund": fund.pk,
        "kind": PREMIUM_REMINDER.name,
        "iban": premium_account(fund),
        "due_on": datetime.date(year, int(law["premium_due_month"]), int(law["premium_due_day"])).isoformat(),
        "voluntary": int(Membership.Kind.VOLUNTARY),
        "step": int(Demand.Step.REMINDER),
        "year": year,
        "today": today,
        "now": timezone.now(),
    }
    return write_in_ranges(_REMIND, names, fund, PREMIUM_REMINDER.name, names["now"])
