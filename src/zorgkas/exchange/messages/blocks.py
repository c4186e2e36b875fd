"""What the messages have in common: the head, and the texts of law that allow them."""

from zorgkas.exchange.message import Field, Kind

_ORGANIZATION = "organizationIdentification"
HEADER = (
    Field("ticket", "sender/ticket"),
    Field("sender_cbe", f"sender/{_ORGANIZATION}/cbeNumber"),
    Field("sender_sector", f"sender/{_ORGANIZATION}/sector"),
    Field("sender_institution", f"sender/{_ORGANIZATION}/institution"),
    Field("receiver_ticket", "receiver/ticket"),
    Field("receiver_cbe", f"receiver/{_ORGANIZATION}/cbeNumber"),
    Field("receiver_sector", f"receiver/{_ORGANIZATION}/sector"),
    Field("receiver_institution", f"receiver/{_ORGANIZATION}/institution"),
    Field("legal_context", "legalContext"),
    Field("sequence", "sequenceNumber"),
)
PERSON = (
    Field("ssin", "ssin"),
    Field("canceled", "ssin/@canceled", Kind.YES_NO),
    Field("replaced_by", "ssin/@replacedBy"),
)
ATTESTATION = (
    Field("created_on", "attestationIdentification/creationDate", Kind.DAY),
    Field("attestation_id", "attestationIdentification/attestationId"),
    Field("attestation_version", "attestationIdentification/attestationVersion", Kind.NUMBER),
    Field("attestation_status", "attestationIdentification/attestationStatus"),
)
ADDRESS = ("country", "municipalityCode", "municipality", "postalCode", "street", "houseNumber", "box")

# Retention at the fund (DEC art. 49 §5).
KEEP_PREMIUM = "until 5 years after death (DEC art. 49 §5, 1°)"
KEEP_BUDGET = "until 10 years after the end of the budget, and not beyond 5 years after death (DEC art. 49 §5, 2°)"


def address_fields(path: str) -> tuple[Field, ...]:
    """The fields of an address that stands at a path."""
    names = ("country", "municipality_code", "municipality", "postal_code", "street", "house_number", "box")
    return tuple(Field(name, f"{path}/{element}") for name, element in zip(names, ADDRESS, strict=True))
