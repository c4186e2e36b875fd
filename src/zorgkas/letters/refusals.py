"""What the refusal of a ZZZ says first, and what the reader can do: one text per outcome of the law, in Dutch."""

from dataclasses import dataclass

from zorgkas.law.zzz.kinds import ZzzOutcome


@dataclass(frozen=True)
class Refusal:
    """The condition that is not met, and the ways forward."""

    condition: str
    next_steps: tuple[str, ...]


_AGAIN = "Verandert uw situatie? Dan kunt u altijd opnieuw een aanvraag doen."
_CALL = "Denkt u dat wij ons vergissen? Bel ons, dan kijken wij samen na wat er mis is."

REFUSALS: dict[ZzzOutcome, Refusal] = {
    ZzzOutcome.NOT_AFFILIATED: Refusal(
        "U bent niet aangesloten bij een Vlaamse zorgkas.",
        ("Vraag ons of u zich kunt aansluiten. Daarna kunt u opnieuw een aanvraag doen.", _CALL),
    ),
    ZzzOutcome.PARENT_NOT_AFFILIATED: Refusal(
        "Geen van de ouders of wettelijke vertegenwoordigers is aangesloten bij een Vlaamse zorgkas.",
        ("Laat een ouder of vertegenwoordiger zich aansluiten. Doe daarna een nieuwe aanvraag.", _CALL),
    ),
    ZzzOutcome.EARLIER_PREMIUMS_UNPAID: Refusal(
        "U hebt nog niet alle zorgpremies van de vorige jaren betaald.",
        ("Betaal de zorgpremies die nog open zijn. Daarna kunt u opnieuw een aanvraag doen.", _CALL),
    ),
    ZzzOutcome.NO_LEGAL_STAY: Refusal(
        "U verblijft niet wettig in een land waar wij het zorgbudget mogen betalen.",
        (_AGAIN, _CALL),
    ),
    ZzzOutcome.RESIDENCE_TOO_SHORT: Refusal(
        "U woont nog niet lang genoeg in Vlaanderen of Brussel. U was ook niet lang genoeg sociaal verzekerd.",
        ("Was u sociaal verzekerd in een ander land van de Europese Unie? Stuur ons dan het bewijs.", _AGAIN),
    ),
    ZzzOutcome.WAITING_TIME: Refusal(
        "Uw wachttijd is nog niet voorbij.",
        ("Doe een nieuwe aanvraag als uw wachttijd voorbij is.", _CALL),
    ),
    ZzzOutcome.IN_HOSPITAL: Refusal(
        "U was in het ziekenhuis op de dag van uw aanvraag.",
        ("Doe een nieuwe aanvraag als u weer thuis bent.", _CALL),
    ),
    ZzzOutcome.FACILITY_DOES_NOT_COUNT: Refusal(
        "U verblijft niet in een voorziening die meetelt voor dit zorgbudget.",
        ("Vraag uw voorziening of zij erkend is. Stuur ons dan haar verblijfsattest.", _AGAIN),
    ),
    ZzzOutcome.NO_ACCEPTED_PROOF: Refusal(
        "Wij hebben geen geldig bewijs dat u zware zorg nodig hebt.",
        (
            "Stuur ons een geldig attest. Of laat uw zorgnood meten door een gemachtigde dienst.",
            "Zo’n dienst is het OCMW, een dienst voor gezinszorg of de dienst maatschappelijk werk van uw ziekenfonds.",
        ),
    ),
    ZzzOutcome.NOT_SEVERE_ENOUGH: Refusal(
        "Uw zorgnood is niet zwaar genoeg voor dit zorgbudget.",
        ("Wordt uw zorgnood zwaarder? Laat hem dan opnieuw meten en doe een nieuwe aanvraag.", _CALL),
    ),
}
