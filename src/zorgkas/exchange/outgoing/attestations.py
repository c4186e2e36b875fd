"""A003,M: our budgets for older people, told to the insurers at each grant, change, stop and cancellation."""

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zorgkas.exchange.mailbox.send import send, write
from zorgkas.exchange.message import Message, Way
from zorgkas.exchange.messages.a003 import LAYOUT
from zorgkas.exchange.messages.blocks import KEEP_BUDGET
from zorgkas.exchange.messages.light import CANCELLATION, ORIGINAL, REPLACEMENT
from zorgkas.exchange.models import MessageFile, SentAttestation
from zorgkas.exchange.writing import block, cents, tag
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import CareFund

MESSAGE = Message(
    code="A003,M",
    slug="a003-m",
    label=gettext_lazy("our budgets for older people, for the insurers"),
    way=Way.OUT,
    purpose="Insurers need to know of the budget for older people, among others for the maximum bill.",
    legal_basis=("deliberations 16/047, 16/068 and 16/071 of 2016 (texts not found)", "DEC art. 50 §1"),
    legal_context="VSB:ZBO",
    retention=KEEP_BUDGET,
    layout=LAYOUT,
    about_care=True,
    leads_to="Each attestation has a version; only what differs from the last one is told, and nobody who"
    " is not integrated with the quality ZBO_BENEFICIARY is told about; an index of amounts alone is not told.",
)
# An attestation is one unbroken right of a person: its id is made of the first day. What was told last is compared with
# what holds; a right that is no longer there was never one, and is cancelled.
_TELL = """
    WITH rights AS (
        SELECT e.person_id, e.valid_from AS begin, e.valid_to - 1 AS end_on, e.given_monthly_cents AS cents,
               d.decided_on
          FROM budgets_entitlement e
          LEFT JOIN budgets_decision d ON d.id = e.decision_id
         WHERE e.product = %(zbo)s AND e.superseded_at IS NULL
           AND EXISTS (SELECT FROM membership_membership m WHERE m.person_id = e.person_id AND m.fund_id = %(fund)s
                          AND m.superseded_at IS NULL)
           AND (SELECT action FROM exchange_inscription i
                 WHERE i.person_id = e.person_id AND i.fund_id = %(fund)s AND i.quality = 'ZBO_BENEFICIARY'
                 ORDER BY i.id DESC LIMIT 1) <> 'END'
    ), told AS (
        SELECT DISTINCT ON (attestation_id) * FROM exchange_sentattestation WHERE fund_id = %(fund)s
         ORDER BY attestation_id, version DESC
    ), news AS (
        SELECT coalesce(r.person_id, t.person_id) AS person_id, coalesce(r.begin, t.begin) AS begin,
               coalesce(t.attestation_id, 'Z' || r.person_id || '-' || to_char(r.begin, 'YYMM')) AS attestation_id,
               coalesce(t.version + 1, 0) AS version, r.person_id IS NULL AS cancelled, r.end_on, r.cents, r.decided_on
          FROM rights r FULL JOIN told t ON t.person_id = r.person_id AND t.begin = r.begin
         WHERE (r.person_id IS NULL AND NOT t.cancelled)
            OR (r.person_id IS NOT NULL AND (t.id IS NULL OR t.cancelled OR t."end" IS DISTINCT FROM r.end_on))
    )
    INSERT INTO exchange_sentattestation
        (file_id, fund_id, person_id, attestation_id, version, cancelled, begin, "end", month_cents, decided_on, insz)
    SELECT %(file)s, %(fund)s, n.person_id, n.attestation_id, n.version, n.cancelled, n.begin, n.end_on, n.cents,
           n.decided_on, p.insz
      FROM news n JOIN registry_person p ON p.id = n.person_id ORDER BY n.person_id, n.begin
"""


def tell_budgets(fund: CareFund, on: date | None = None, *, subject: str = "") -> MessageFile | None:
    """Tell what changed in the budgets for older people; None when nothing did. Once per subject (a day)."""
    day = on or timezone.localdate()

    def prepare(file: MessageFile) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_TELL, {"file": file.pk, "fund": fund.pk, "zbo": int(Product.ZBO)})
            return int(cursor.rowcount)

    return send(MESSAGE, fund, subject or day.isoformat(), prepare, _records)


def again(file: MessageFile) -> None:
    """Write it again, from what was kept of it."""
    write(MESSAGE, file, _records)


def _records(file: MessageFile) -> Iterator[str]:
    earlier = SentAttestation.objects.filter(attestation_id=OuterRef("attestation_id"), version=OuterRef("version") - 1)
    rows = file.attestations.annotate(before=Subquery(earlier.values("pk")[:1])).order_by("pk")
    for one in rows.iterator(chunk_size=10_000):
        status = CANCELLATION if one.cancelled else REPLACEMENT if one.before else ORIGINAL
        inside = block(
            "Attestation",
            block(
                "AttestationIdentification",
                tag("AttestationStatus", status),
                tag("AttestationID", f"Z{one.pk}"),
                tag("UpdateAttestationID", f"Z{one.before}" if one.before else ""),
            ),
            tag("INSS", one.insz),
            block(
                "Benefit",
                tag("BenefitType", "ZBO"),
                tag("Right", not one.cancelled),
                block("Period", tag("BeginDate", one.begin), tag("EndDate", one.end)),
                tag("DecisionDate", one.decided_on),
                tag("MonthAmount", cents(one.month_cents) if one.month_cents is not None else ""),
            ),
        )
        yield f'<A003 processType="M" version="001">{inside}</A003>'
