"""The kinds of request that the sectors share, and their forms."""

import datetime
from collections.abc import Callable, Sequence

from zorgkas.care.models import CareRequest
from zorgkas.care.pillar import FormField, Outcome, RequestKind, Ruling, Said
from zorgkas.care.sectors.deciding import by_silence, decide_end, decide_late_refusal, decide_request
from zorgkas.care.sectors.sector import Sector
from zorgkas.care.sectors.terms import answer_until

MINUTE = Said("In minuten sinds middernacht: 12 uur is 720.", "In minutes since midnight: 12:00 is 720.")


def flag(name: str, nl: str, en: str, help: Said | None = None) -> FormField:
    """A yes or no that may be left empty."""
    return FormField(name, Said(nl, en), "bool", required=False, help=help)


UNTIL = FormField("until", Said("Tot en met", "Up to and including"), "date", required=False)
CONSENT = flag(
    "consent",
    "De getekende toestemming is er",
    "The signed consent is there",
    Said("Op erewoord: het document blijft bij de voorziening.", "On honour: the document stays with the facility."),
)
MEDICAL = flag("medical_report", "Medisch verslag toegevoegd", "Medical report attached")
ADMITTED = FormField(
    "admitted_minute", Said("Uur van opname", "Hour of admission"), "number", required=False, help=MINUTE
)
TO_COMMISSION = FormField(
    "to_commission",
    Said("De overeenkomst vraagt advies van de Zorgkassencommissie", "The agreement asks the advice of the commission"),
    "bool",
    required=False,
)
YES_NO = {"yes": Said("Ja", "Yes"), "no": Said("Neen", "No")}
FAVOURABLE = FormField(
    "commission_favourable",
    Said("Het advies is gunstig", "The advice is favourable"),
    "choice",
    YES_NO,
    required=False,
    help=Said("Laat leeg zolang er geen advies is.", "Leave empty until there is an advice."),
)
ACCEPTED = FormField(
    "lateness_accepted",
    Said("De zorgkas aanvaardt de reden", "The fund accepts the reason"),
    "choice",
    YES_NO,
    required=False,
    help=Said("Laat leeg zolang niemand dit bekeek.", "Leave empty until somebody looked at it."),
)
SHARE = (
    FormField(
        "share_child_or_unemployed",
        Said("Kind ten laste of minstens 12 maanden werkloos", "Dependent child or unemployed for at least 12 months"),
        "bool",
        required=False,
    ),
    flag("share_increased_allowance", "Verhoogde tegemoetkoming", "Increased allowance"),
    flag("share_ceiling_reached", "Maximumfactuur bereikt", "Maximum bill reached"),
    FormField("left_hospital_on", Said("Uit een ziekenhuis op", "Left a hospital on"), "date", required=False),
    FormField(
        "left_psychiatric_hospital_on",
        Said("Uit een psychiatrisch ziekenhuis op", "Left a psychiatric hospital on"),
        "date",
        required=False,
    ),
)
LEFT = (
    FormField("left_minute", Said("Uur van vertrek", "Hour of departure"), "number", required=False, help=MINUTE),
    FormField("by_death", Said("Door overlijden", "By death"), "bool", required=False),
)


def asking(sector: Sector, code: str, title: Said, fields: Sequence[FormField], article: str) -> RequestKind:
    """A request that the fund decides within the term of the sector."""
    silent = sector.sector.name != "WHEELCHAIR_TEAM"
    return RequestKind(
        code,
        title,
        fields,
        _bound(decide_request, sector),
        answer_until(sector.sector),
        article,
        Outcome.SILENCE if silent else None,
        _bound(by_silence, sector) if silent else None,
    )


def ending(sector: Sector, article: str) -> RequestKind:
    """The discharge or the death of a user: told, and kept at once."""
    return RequestKind(
        "end", Said("Einde van de zorg", "End of the care"), LEFT, _bound(decide_end, sector), article=article
    )


def refusing_late(sector: Sector, article: str) -> RequestKind:
    """A refusal after silence approved; the day of the event is a day on which the right holds."""
    title = Said("Weigering na stilzwijgende goedkeuring", "Refusal after approval by silence")
    return RequestKind("late_refusal", title, (), _bound(decide_late_refusal, sector), article=article)


def _bound(
    decide: Callable[[Sector, CareRequest, datetime.date], Ruling], sector: Sector
) -> Callable[[CareRequest, datetime.date], Ruling]:
    def bound(request: CareRequest, on: datetime.date) -> Ruling:
        return decide(sector, request, on)

    return bound
