"""What an organiser says of a consultation (BVR art. 534/80, 534/86 §3)."""

from zorgkas.care.pillar import FormField, Said

YES = "bool"

FIELDS = (
    FormField("disciplines", Said("Aantal disciplines dat deelnam", "Disciplines that took part"), "number"),
    FormField(
        "setting",
        Said("Waar de gebruiker verblijft", "Where the user stays"),
        "choice",
        {
            "HOME": Said(
                "thuis, in een assistentiewoning of serviceflat", "at home, in assisted living or a service flat"
            ),
            "BEFORE_RETURN": Said(
                "opgenomen, met een geplande terugkeer naar huis", "admitted, with a planned return home"
            ),
            "OTHER": Said("ergens anders", "elsewhere"),
        },
    ),
    FormField("return_planned_on", Said("Geplande terugkeer naar huis", "Planned return home"), "date", required=False),
    FormField(
        "organiser_present", Said("Een afgevaardigde van de organisator was erbij", "The organiser was there"), YES
    ),
    FormField(
        "together",
        Said(
            "Iedereen was tegelijk en fysiek aanwezig (de arts mag via video of telefoon)",
            "Everybody was there at the same time (the doctor may take part by video or telephone)",
        ),
        YES,
    ),
    FormField("doctor_withdrew_late", Said("De arts zegde laat af", "The doctor withdrew late"), YES),
    FormField(
        "declared_on_honour",
        Said("De organisator verklaart dat op eer in het plan", "The organiser declares that on honour in the plan"),
        YES,
    ),
    FormField("doctor_invited", Said("De huisarts of psychiater was uitgenodigd", "The doctor was invited"), YES),
    FormField(
        "carer_invited",
        Said("De mantelzorger was uitgenodigd, of er is geen", "The informal carer was invited, or there is none"),
        YES,
    ),
    FormField(
        "composition_agreed",
        Said("De gebruiker ging akkoord met wie deelnam", "The user agreed with who took part"),
        YES,
    ),
    FormField("user_informed", Said("De gebruiker kreeg vooraf uitleg", "The user was informed beforehand"), YES),
    FormField(
        "user_took_part",
        Said("De gebruiker of zijn vertegenwoordiger nam deel", "The user or the representative took part"),
        YES,
    ),
    FormField(
        "refusal_declared",
        Said("De gebruiker tekende dat hij niet wilde deelnemen", "The user signed not to want to take part"),
        YES,
    ),
    FormField("plan_made", Said("Er is een zorg- en ondersteuningsplan", "There is a care and support plan"), YES),
    FormField(
        "mediator",
        Said("Nummer van de zorgbemiddelaar", "Number of the care mediator"),
        required=False,
    ),
    FormField(
        "providers",
        Said("Nummers van de zorgaanbieders die betaald worden", "Numbers of the care providers that are paid"),
        required=False,
        help=Said(
            "Hoogstens vier, met een komma ertussen. Wie voor een organisatie deelneemt, de gebruiker, zijn"
            " vertegenwoordiger en zijn mantelzorgers worden niet betaald.",
            "At most four, with commas. Who attends for an organisation, the user, the representative and the informal"
            " carers are not paid.",
        ),
    ),
    FormField(
        "guardian",
        Said("Rijksregisternummer van een ouder (gebruiker jonger dan 18)", "Number of a parent (user under 18)"),
        required=False,
    ),
)
