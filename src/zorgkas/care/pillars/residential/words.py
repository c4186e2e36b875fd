"""The forms of the notifications: what is asked, in both languages."""

from zorgkas.care.pillar import FormField, Said

UNIT = FormField(
    "unit",
    Said("Soort verblijf", "Kind of stay"),
    "choice",
    {
        "WZC": Said("Woonzorgcentrum", "Residential care centre"),
        "CVK": Said("Kortverblijf", "Short stay"),
        "CDV": Said("Dagverzorging", "Day care"),
        "CDV_P": Said("Dagverzorging bij een ernstige ziekte", "Day care with a serious illness"),
    },
)
_SCORE = {str(score): Said(str(score), str(score)) for score in range(1, 5)}
_NOT_DEPENDENT = Said("Van 1 (geen hulp) tot 4 (volledige hulp).", "From 1 (no help) to 4 (full help).")


def _score(name: str, nl: str, en: str) -> FormField:
    return FormField(name, Said(nl, en), "choice", _SCORE, required=False, help=_NOT_DEPENDENT)


SCORES = (
    _score("washing", "Zich wassen", "Washing"),
    _score("dressing", "Zich kleden", "Dressing"),
    _score("moving", "Transfer en verplaatsingen", "Transfer and moving"),
    _score("toilet", "Toiletbezoek", "Toilet visit"),
    _score("continence", "Continentie", "Continence"),
    _score("eating", "Eten", "Eating"),
    _score("time", "Oriëntatie in de tijd", "Orientation in time"),
    _score("place", "Oriëntatie in de ruimte", "Orientation in place"),
    FormField(
        "dementia_on",
        Said("Dag van het gespecialiseerde bilan dementie", "Day of the specialised assessment of dementia"),
        "date",
        required=False,
    ),
    FormField("signed_by_physician", Said("Getekend door een arts", "Signed by a physician"), "bool", required=False),
    FormField(
        "serious_illness",
        Said("Attest van een ernstige ziekte (categorie Fp)", "Attest of a serious illness (category Fp)"),
        "bool",
        required=False,
    ),
)
MINUTE = Said("In minuten sinds middernacht: 12 uur is 720.", "In minutes since midnight: 12:00 is 720.")
ADMISSION = (
    UNIT,
    FormField("arrived_minute", Said("Uur van opname", "Hour of admission"), "number", help=MINUTE),
    FormField(
        "medical_supervision",
        Said(
            "Heeft dagelijks medisch toezicht of permanente specialistische verzorging nodig",
            "Needs daily medical supervision or permanent specialised care",
        ),
        "bool",
        required=False,
    ),
    *SCORES,
    FormField(
        "excuse",
        Said("Reden voor een late aanmelding", "Reason for a late notification"),
        "choice",
        {
            "NONE": Said("Geen", "None"),
            "FORCE_MAJEURE": Said("Overmacht", "Force majeure"),
            "ADMINISTRATIVE_ERROR": Said("Administratieve vergissing", "Administrative error"),
            "INSURANCE_STATUS": Said("Andere verzekeringsstatus", "Another insurance status"),
        },
        required=False,
    ),
    FormField(
        "excuse_accepted",
        Said("Aanvaardt de zorgkas de reden", "Does the fund accept the reason"),
        "choice",
        {"yes": Said("Ja", "Yes"), "no": Said("Nee", "No")},
        required=False,
        help=Said("Laat leeg zolang niemand dit bekeek.", "Leave empty until somebody looked at it."),
    ),
    FormField("works_back_to", Said("Werkt terug tot", "Works back to"), "date", required=False),
)
CATEGORY = (UNIT, *SCORES)
END = (
    UNIT,
    FormField("departed_minute", Said("Uur van vertrek", "Hour of departure"), "number", help=MINUTE),
    FormField("by_death", Said("Door overlijden", "By death"), "bool", required=False),
)
ABSENCE = (
    UNIT,
    FormField(
        "reason",
        Said("Reden", "Reason"),
        "choice",
        {
            "1": Said("Thuis of elders", "At home or elsewhere"),
            "2": Said("Ziekenhuis", "Hospital"),
            "3": Said("Collectieve vakantie", "Collective holiday"),
        },
    ),
    FormField("left_minute", Said("Uur van vertrek", "Hour of leaving"), "number", help=MINUTE),
    FormField("returned_on", Said("Dag van terugkeer", "Day of return"), "date"),
    FormField("returned_minute", Said("Uur van terugkeer", "Hour of return"), "number", help=MINUTE),
)
