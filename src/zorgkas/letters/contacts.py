"""What letters say about the fund itself; configuration, recorded once per fund."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from zorgkas.letters.models import FundContact
from zorgkas.registry.models import CareFund


class ContactMissing(LookupError):
    """Nobody recorded yet how the fund can be reached, so no letter may leave."""


@dataclass(frozen=True)
class Contact:
    """How to reach the fund, its ombudsperson, its data protection officer and the agency."""

    street: str
    town: str
    city: str
    phone: str
    hours: str
    email: str
    website: str
    complaints: str
    complaints_website: str
    data_protection: str
    agency: str
    agency_address: str


# Nothing here exists: `.example` can never be a real site (RFC 2606), and nobody has number 000 00 00.
EXAMPLE = Contact(
    street="Voorbeeldstraat 1",
    town="1000 Brussel (voorbeeldadres)",
    city="Brussel",
    phone="02 000 00 00",
    hours="elke werkdag van 9 tot 16 uur",
    email="info@zorgkas.example",
    website="www.zorgkas.example",
    complaints="ombuds@zorgkas.example",
    complaints_website="www.zorgkas.example/klachten",
    data_protection="gegevens@zorgkas.example",
    agency="het agentschap voor Vlaamse sociale bescherming",
    agency_address="Voorbeeldlaan 2, 1000 Brussel (voorbeeldadres)",
)


def record_contact(fund: CareFund, contact: Contact, *, is_example: bool = False) -> FundContact:
    """Record, or replace, how the fund can be reached."""
    row, _created = FundContact.objects.update_or_create(
        fund=fund, defaults={**asdict(contact), "is_example": is_example}
    )
    return row


def record_example_contact(fund: CareFund) -> FundContact:
    """Give a demo fund made-up contact data, unless it has its own."""
    return FundContact.objects.filter(fund=fund).first() or record_contact(fund, EXAMPLE, is_example=True)


def letterhead(fund: CareFund, *, for_sending: bool = False) -> dict[str, str]:
    """Return what the templates say about the fund: drafts may use the example, a letter that leaves may not."""
    row = FundContact.objects.filter(fund=fund).values(*asdict(EXAMPLE)).first()
    if row is None and for_sending:
        raise ContactMissing(
            _("%s has no contact data yet, and every letter needs them: record them (zorgkas letters contact).") % fund
        )
    return {"name": fund.name, **(row or asdict(EXAMPLE))}
