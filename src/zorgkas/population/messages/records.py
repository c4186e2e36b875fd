"""Records of every inbound message, ready as text."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from zorgkas.exchange.writing import block, tag

# Tickets and ids follow from what they are about, so that the same seed writes the same files.
_IDS = uuid.UUID("0f6d2a52-8a0f-5d59-a5d3-6c3b1d0e7a41")
# Municipality codes that belong to no municipality, in the district of each region (registry.Residence.Region).
INVENTED_CODES = {1: "44999", 2: "21999", 3: "62999", 4: "63023"}
SCALE_ITEMS = ("mobility", "nourishment", "hygiene", "household", "supervision", "socialSkills")


@dataclass(frozen=True)
class Home:
    """An address as messages write it."""

    region: int
    municipality: str = ""
    postal_code: str = ""
    street: str = ""
    house_number: str = ""
    country: str = "BE"

    def xml(self) -> str:
        """As an address block."""
        if self.country != "BE":
            return block("address", tag("country", self.country))
        return block(
            "address",
            tag("municipalityCode", INVENTED_CODES[self.region]),
            tag("municipality", self.municipality),
            tag("postalCode", self.postal_code),
            tag("street", self.street),
            tag("houseNumber", self.house_number),
        )


@dataclass(frozen=True)
class Listed:
    """Somebody on the list of VZV25+."""

    ssin: str
    last_name: str
    first_names: str
    born: date
    male: bool
    home: Home
    since: date | None = None


def listed(one: Listed) -> str:
    """A record of VZV25+."""
    return block(
        "person",
        tag("ssin", one.ssin),
        tag("lastName", one.last_name[:48]),
        tag("firstNames", one.first_names[:48]),
        tag("birthDate", one.born),
        tag("gender", 1 if one.male else 2),
        tag("subregister", "POPULATION"),
        one.home.xml(),
        tag("residenceSince", one.since),
    )


def mutation(ssin: str, it: str, day: date, at: datetime, value: str = "", kind: str = "ADDED") -> str:
    """A record of a mutation in the National Register; `value` is ready as text."""
    return block(
        "personMutationNotification",
        tag("ssin", ssin),
        tag("itCode", it),
        tag("mutation", kind),
        tag("effectiveDate", day),
        tag("registeredAt", f"{at:%Y-%m-%dT%H:%M:%S}"),
        block("newValue", value),
    )


def moved(ssin: str, day: date, at: datetime, home: Home, kind: str = "ADDED") -> str:
    """A new main residence, in Belgium (020) or abroad (022)."""
    return mutation(ssin, "020" if home.country == "BE" else "022", day, at, home.xml(), kind)


def allowance(ssin: str, asked_for: date, at: datetime, entitled: bool, since: date | None = None) -> str:
    """An answer about the increased allowance."""
    return block(
        "response",
        block(
            "requestCorrelation",
            tag("cbssTicket", uuid.uuid5(_IDS, f"allowance {ssin} {at}")),
            tag("timestamp", f"{at:%Y-%m-%dT%H:%M:%S}"),
        ),
        block("criteria", tag("ssin", ssin), tag("referenceDate", asked_for)),
        block(
            "status",
            tag("value", "DATA_FOUND" if entitled else "NO_DATA_FOUND"),
            tag("code", "MSG00000" if entitled else "MSG00100"),
        ),
        block(
            "increasedAllowance", tag("entitled", True), tag("role", "HOLDER"), block("period", tag("beginDate", since))
        )
        if entitled
        else "",
    )


@dataclass(frozen=True)
class Found:
    """A finding about the care need, valid until the day before `end`."""

    ssin: str
    decided: date
    start: date
    last_day: date
    points: int
    version: int = 0
    status: str = "CREATION"


def care_need(found: Found) -> str:
    """A record of CareNeedsNotifications; the points are spread over the six items of the scale."""
    whole, rest = divmod(found.points, len(SCALE_ITEMS))
    items = (tag(item, whole + (place < rest)) for place, item in enumerate(SCALE_ITEMS))
    return block(
        "careNeedsNotification",
        tag("ssin", found.ssin),
        _identification("care", found),
        tag("source", "DGPH"),
        ""
        if found.status == "CANCELLATION"
        else block("careNeed", _recognition(found), block("result", *items, tag("totalPoints", found.points))),
    )


def disabled_child(found: Found) -> str:
    """A record of HandichildNotifications."""
    return block(
        "handichildNotification",
        tag("ssin", found.ssin),
        _identification("child", found),
        tag("source", "KINDENGEZIN"),
        ""
        if found.status == "CANCELLATION"
        else block(
            "handicapRecognition",
            _recognition(found),
            block("resultRecognitionChild", block("pillars", tag("pillarsTotal", found.points))),
        ),
    )


def _identification(kind: str, found: Found) -> str:
    return block(
        "attestationIdentification",
        tag("creationDate", found.decided),
        tag("attestationId", uuid.uuid5(_IDS, f"{kind} {found.ssin} {found.start}")),
        tag("attestationVersion", found.version),
        tag("attestationStatus", found.status),
    )


def _recognition(found: Found) -> str:
    return block(
        "recognitionStatus",
        tag("dateOfDecision", found.decided),
        tag("startDateRecognition", found.start),
        tag("endDateRecognition", found.last_day),
    )


def insured_abroad(ssin: str, one: str, country: str, start: date, end: date | None = None) -> str:
    """A record of A415,M."""
    return (
        '<A415 processType="M" version="001">'
        + block(
            "Attestation",
            block("AttestationIdentification", tag("AttestationStatus", 0), tag("AttestationID", one)),
            tag("INSS", ssin),
            block(
                "ForeignInsurance",
                tag("Country", country),
                tag("SocialStatus", "WORKING"),
                tag("LegalBasis", "EU_REGULATION_883"),
            ),
            block("Period", tag("BeginDate", start), tag("EndDate", end)),
        )
        + "</A415>"
    )


def benefit(ssin: str, one: str, start: date, month_amount: str) -> str:
    """A record of A003,Z: the income guarantee for older people."""
    return (
        '<A003 processType="Z" version="001">'
        + block(
            "Attestation",
            block("AttestationIdentification", tag("AttestationStatus", 0), tag("AttestationID", one)),
            tag("INSS", ssin),
            block(
                "Benefit",
                tag("BenefitType", "INCOME_GUARANTEE_ELDERLY"),
                tag("Right", True),
                block("Period", tag("BeginDate", start)),
                tag("MonthAmount", month_amount),
            ),
        )
        + "</A003>"
    )
