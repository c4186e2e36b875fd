"""Writes whole files to one fund, in the order of their flow."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from zorgkas.exchange.catalogue import by_code
from zorgkas.exchange.models import FundProfile, MessageFile
from zorgkas.exchange.writing import CROSSROADS_BANK, Head, Organization, document, tag
from zorgkas.registry.models import CareFund

_TICKETS = uuid.UUID("1c2a4b7e-55c3-5b7f-8d5e-3b6d8f0a9c12")


class Sender:
    """The Crossroads Bank as it writes to a fund; what it wrote before is read from the mailbox of the fund."""

    def __init__(self, fund: CareFund) -> None:
        self.fund = fund
        self.profile = FundProfile.objects.get_or_create(fund=fund)[0]

    def next_number(self, code: str) -> int:
        """The number of the next file of a flow."""
        sent = MessageFile.objects.filter(direction=MessageFile.Direction.IN, message=code, fund=self.fund)
        numbers = sent.exclude(state=MessageFile.State.REFUSED).values_list("sequence", flat=True)
        return max((number for number in numbers if number), default=0) + 1

    def file(
        self,
        code: str,
        records: Sequence[str],
        at: datetime,
        *,
        number: int | None = None,
        answers: str = "",
        more: str = "",
    ) -> bytes:
        """A file of a message with these records."""
        message = by_code()[code]
        sequence = number or self.next_number(code)
        head = Head(
            sender=CROSSROADS_BANK,
            receiver=Organization(cbe=self.fund.enterprise_number),
            legal_context=self.profile.legal_context_of(code, message.legal_context),
            sequence=sequence,
            ticket=str(uuid.uuid5(_TICKETS, f"{self.fund.code} {code} {sequence}")),
            sent_at=at,
            answers=answers,
            more=more,
        )
        return b"".join(document(message.layout, head, records))


def list_head(year: int, on: date, records: int) -> str:
    """What the head of VZV25+ says of its own."""
    return tag("referenceYear", year) + tag("referenceDate", on) + tag("recordCount", records)
