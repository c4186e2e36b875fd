"""The integration of people in the reference repository: what should stand there, minus what we told before."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zorgkas.exchange.mailbox.send import send, write
from zorgkas.exchange.message import Field, Kind, Layout, Message, Way
from zorgkas.exchange.messages.blocks import HEADER
from zorgkas.exchange.models import Inscription, MessageFile
from zorgkas.exchange.models.told import Action
from zorgkas.exchange.writing import block, tag
from zorgkas.ledger.accounts import Product
from zorgkas.registry.models import CareFund

MESSAGE = Message(
    code="Inscriptions",
    slug="inscriptions",
    label=gettext_lazy("integration in the reference repository"),
    way=Way.OUT,
    purpose="Data are passed only about people whom the receiver has integrated, with their quality and period.",
    legal_basis=("Crossroads Bank Act of 15 January 1990 (article not checked)", "DEC art. 49 §3"),
    legal_context="VSB:INSCRIPTION",
    retention="as long as the person is integrated, and what was sent 10 years (proposed; no source gives a term)",
    layout=Layout(
        namespace="urn:zorgkas:exchange:inscriptions:v1",
        root="registerInscriptions",
        schema="inscriptions.xsd",
        records="inscriptions/inscription",
        header=HEADER,
        fields=(
            Field("ticket", "customerTicket"),
            Field("ssin", "ssin"),
            Field("quality", "inscriptionContext"),
            Field("action", "action"),
            Field("begins_on", "period/beginDate", Kind.DAY),
            Field("ends_on", "period/endDate", Kind.DAY),
        ),
    ),
    leads_to="Data about these people may be passed to us; the answer of the repository is kept per inscription.",
)
# Per person and quality one period: from the first day until the last end of what runs on or after a day.
_WANTED = """
    SELECT person_id, 'MEMBER' AS quality, min(valid_from) AS begin_on,
           CASE WHEN bool_or(valid_to IS NULL) THEN NULL ELSE max(valid_to) - 1 END AS end_on
      FROM membership_membership
     WHERE fund_id = %(fund)s AND superseded_at IS NULL GROUP BY person_id
    UNION ALL
    SELECT person_id, 'APPLICANT', min(applied_on), NULL
      FROM budgets_application
     WHERE fund_id = %(fund)s AND state IN ('received', 'waiting') GROUP BY person_id
    UNION ALL
    SELECT e.person_id, 'ZBO_BENEFICIARY', min(e.valid_from),
           CASE WHEN bool_or(e.valid_to IS NULL) THEN NULL ELSE max(e.valid_to) - 1 END
      FROM budgets_entitlement e
     WHERE e.product = %(zbo)s AND e.superseded_at IS NULL
       AND EXISTS (SELECT FROM membership_membership m
                    WHERE m.person_id = e.person_id AND m.fund_id = %(fund)s AND m.superseded_at IS NULL)
     GROUP BY e.person_id
"""
# What was told last of each person and quality; an end that was told and passed needs no more.
_TELL = f"""
    WITH wanted AS ({_WANTED}), told AS (
        SELECT DISTINCT ON (person_id, quality) person_id, quality, action, begin, "end"
          FROM exchange_inscription WHERE fund_id = %(fund)s ORDER BY person_id, quality, id DESC
    )
    INSERT INTO exchange_inscription (file_id, fund_id, person_id, quality, action, begin, "end", insz, outcome)
    SELECT %(file)s, %(fund)s, person_id, quality, action, begin_on, end_on, p.insz, ''
      FROM (
        SELECT coalesce(w.person_id, t.person_id) AS person_id, coalesce(w.quality, t.quality) AS quality,
               CASE WHEN w.person_id IS NULL THEN 'END' WHEN t.person_id IS NULL OR t.action = 'END' THEN 'START'
                    ELSE 'CHANGE' END AS action,
               coalesce(w.begin_on, t.begin) AS begin_on,
               CASE WHEN w.person_id IS NULL THEN greatest(t.begin, %(today)s::date) ELSE w.end_on END AS end_on
          FROM wanted w FULL JOIN told t USING (person_id, quality)
         WHERE (w.person_id IS NULL AND t.action <> 'END')
            OR (w.person_id IS NOT NULL AND (t.person_id IS NULL OR t.action = 'END'
                OR (t.begin, t."end") IS DISTINCT FROM (w.begin_on, w.end_on))
                AND NOT (t.person_id IS NULL AND coalesce(w.end_on, 'infinity') < %(today)s::date)
                AND NOT (t.action = 'END' AND coalesce(w.end_on, 'infinity') < %(today)s::date))
      ) q JOIN registry_person p ON p.id = q.person_id
     ORDER BY person_id, quality
"""  # noqa: S608 - joins two queries of our own


def tell_inscriptions(fund: CareFund, on: date | None = None, *, subject: str = "") -> MessageFile | None:
    """Tell the repository what differs from what it was told; None when nothing does. Once per subject (a day)."""
    day = on or timezone.localdate()

    def prepare(file: MessageFile) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_TELL, {"file": file.pk, "fund": fund.pk, "today": day, "zbo": int(Product.ZBO)})
            return int(cursor.rowcount)

    return send(MESSAGE, fund, subject or day.isoformat(), prepare, _records)


def again(file: MessageFile) -> None:
    """Write it again, from what was kept of it."""
    write(MESSAGE, file, _records)


def _records(file: MessageFile) -> Iterator[str]:
    lines = file.inscriptions.order_by("pk").values_list("pk", "insz", "quality", "action", "begin", "end")
    for number, insz, quality, action, begin, end in lines.iterator(chunk_size=10_000):
        yield block(
            "inscription",
            tag("customerTicket", ticket(number)),
            tag("ssin", insz),
            tag("inscriptionContext", f"VSB:{quality}"),
            tag("action", action),
            block("period", tag("beginDate", begin), tag("endDate", end)),
        )


def ticket(number: int) -> str:
    """The ticket of one inscription, by which its answer is known."""
    return f"inscription-{number}"


def is_integrated(person_id: int, quality: Inscription.Quality, at: datetime) -> bool:
    """Whether the repository was told that a person has this quality, and not that it ended."""
    last = Inscription.objects.filter(person_id=person_id, quality=quality, file__received_at__lte=at).last()
    return last is not None and last.action != Action.END
