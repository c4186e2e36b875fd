"""The yearly invitations to pay the premium (BVR art. 69): one statement for all members of a range of people."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.banking.models import FundAccount
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Account, Product
from zorgkas.letters.kinds import PREMIUM_INVITATION
from zorgkas.letters.services.in_ranges import write_in_ranges
from zorgkas.membership.models import Membership
from zorgkas.registry.models import CareFund

# One row per open claim of the year. The address, the mandate and the kind of membership are those of today; whether
# the premium is reduced follows from the amount that was booked, so that the letter cannot contradict the claim.
_WRITE = """
INSERT INTO letters_letter
    (person_id, fund_id, kind, reference, data, created_at, sha256, path)
SELECT item.person_id, item.fund_id, %(kind)s, 'item ' || item.id,
    jsonb_build_object(
        'addressee', jsonb_build_object(
            'name', person.first_name || ' ' || person.last_name,
            'address', jsonb_build_array(
                trim(home.street || ' ' || home.house_number), trim(home.postal_code || ' ' || home.municipality))
                || CASE WHEN home.country = 'BE' THEN '[]'::jsonb ELSE jsonb_build_array(home.country) END),
        'content', jsonb_build_object(
            'year', item.period, 'amount_cents', item.due_cents, 'open_cents', item.balance_cents,
            'item_id', item.id, 'iban', %(iban)s::text, 'due_on', %(due_on)s::text, 'late', %(late)s::boolean,
            'reference_date', %(reference_date)s::text,
            'reduced', item.due_cents = %(reduced_cents)s::bigint,
            'voluntary', EXISTS (
                SELECT FROM membership_membership membership
                WHERE membership.person_id = item.person_id AND membership.kind = %(voluntary)s
                    AND membership.superseded_at IS NULL
                    AND membership.valid_from < make_date(item.period + 1, 1, 1)
                    AND (membership.valid_to IS NULL OR membership.valid_to > make_date(item.period, 1, 1))),
            'direct_debit', EXISTS (
                SELECT FROM registry_directdebitmandate mandate
                WHERE mandate.person_id = item.person_id AND mandate.superseded_at IS NULL
                    AND mandate.valid_from <= %(today)s AND (mandate.valid_to IS NULL OR mandate.valid_to > %(today)s))
                AND NOT EXISTS (
                SELECT FROM collection_mandateblock block
                WHERE block.person_id = item.person_id AND block.superseded_at IS NULL
                    AND block.valid_from <= %(today)s AND (block.valid_to IS NULL OR block.valid_to > %(today)s)),
            'earlier', coalesce((
                SELECT jsonb_agg(jsonb_build_object('year', earlier.period, 'open_cents', earlier.balance_cents,
                    'item_id', earlier.id) ORDER BY earlier.period)
                FROM ledger_item earlier
                WHERE earlier.person_id = item.person_id AND earlier.fund_id = item.fund_id
                    AND earlier.account = %(receivable)s AND earlier.product = %(premium)s
                    AND earlier.period < item.period AND earlier.balance_cents > 0
                    -- What the agency asks together with a fine is not asked by the fund (BVR art. 69).
                    AND NOT EXISTS (
                        SELECT FROM fines_claimedwithfine claimed
                        WHERE claimed.person_id = earlier.person_id AND claimed.year = earlier.period
                            AND claimed.superseded_at IS NULL AND claimed.valid_from <= %(today)s
                            AND (claimed.valid_to IS NULL OR claimed.valid_to > %(today)s))), '[]'::jsonb))),
    %(now)s, '', ''
FROM ledger_item item
JOIN registry_person person ON person.id = item.person_id
JOIN LATERAL (
    SELECT * FROM registry_residence residence
    WHERE residence.person_id = item.person_id AND residence.superseded_at IS NULL
        AND residence.valid_from <= %(today)s AND (residence.valid_to IS NULL OR residence.valid_to > %(today)s)
    ORDER BY residence.valid_from DESC LIMIT 1) home ON true
WHERE item.fund_id = %(fund)s AND item.account = %(receivable)s AND item.product = %(premium)s
    AND item.period = %(year)s AND item.balance_cents > 0
    AND item.person_id >= %(low)s AND item.person_id < %(high)s AND person.id >= %(low)s AND person.id < %(high)s
    AND NOT EXISTS (
        SELECT FROM registry_death death
        WHERE death.person_id = item.person_id AND death.superseded_at IS NULL)
ON CONFLICT (kind, reference) DO NOTHING
"""


class InvitationsRefused(ValueError):
    """The invitations cannot be written, and why."""


def write_premium_invitations(fund: CareFund, year: int, *, today: datetime.date | None = None) -> int:
    """Write an invitation for each open premium of a year that has none yet; return how many.

    It goes to the main residence, to a contact address, or to who acts for the member. The dead get none.
    Who has a direct debit reads that the fund will collect.
    """
    account = FundAccount.objects.filter(fund=fund, purpose=FundAccount.Purpose.PREMIUMS).first()
    if account is None:
        raise InvitationsRefused(_("%s has no account for premiums yet, so nobody can be asked to pay.") % fund)
    parameters = law_on(datetime.date(year, 1, 1)).parameters
    day, now = today or timezone.localdate(), timezone.now()
    due_on = datetime.date(year, _number(parameters["premium_due_month"]), _number(parameters["premium_due_day"]))
    names = {
        "fund": fund.pk,
        "year": year,
        "kind": PREMIUM_INVITATION.name,
        "iban": account.iban,
        "due_on": due_on.isoformat(),
        "late": day > due_on,
        "reference_date": datetime.date(year - 1, 1, 1).isoformat(),
        "reduced_cents": _number(parameters["premium_reduced_cents"]),
        "voluntary": Membership.Kind.VOLUNTARY,
        "receivable": Account.PREMIUM_RECEIVABLE,
        "premium": Product.PREMIUM,
        "today": day,
        "now": now,
    }
    return write_in_ranges(_WRITE, names, fund, PREMIUM_INVITATION.name, now)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
