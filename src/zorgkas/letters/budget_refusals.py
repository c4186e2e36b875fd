"""What the refusal of a ZBH or a ZBO says first, and what the reader can do: one text per outcome, in Dutch."""

from zorgkas.letters.refusals import Refusal

_AGAIN = "Verandert uw situatie? Dan kunt u altijd opnieuw een aanvraag doen."
_CALL = "Denkt u dat wij ons vergissen? Bel ons, dan kijken wij samen na wat er mis is."
_BOTH = (_AGAIN, _CALL)

# By the name of the outcome in the law; what both budgets ask stands here once.
REFUSALS: dict[str, Refusal] = {
    "NOT_AFFILIATED": Refusal("U bent niet aangesloten bij een Vlaamse zorgkas.", _BOTH),
    "PARENT_NOT_AFFILIATED": Refusal("Geen van de ouders of voogden is aangesloten bij een zorgkas.", _BOTH),
    "EARLIER_PREMIUMS_UNPAID": Refusal(
        "U hebt nog niet alle zorgpremies van de vorige jaren betaald.",
        ("Betaal de zorgpremies die nog open zijn. Daarna kunt u opnieuw een aanvraag doen.", _CALL),
    ),
    "NO_LEGAL_STAY": Refusal("U verblijft niet wettig in een land waar wij het zorgbudget mogen betalen.", _BOTH),
    "RESIDENCE_TOO_SHORT": Refusal("U woont nog niet lang genoeg in Vlaanderen of Brussel.", _BOTH),
    "WAITING_TIME": Refusal("U sloot zich laat aan. Daarom moet u eerst nog wachten.", _BOTH),
    "GROUP_CONDITIONS_NOT_MET": Refusal("U hoort niet bij een van de groepen die dit budget kregen.", (_CALL,)),
    "ENTRY_CLOSED": Refusal("Deze groep kan geen nieuwe zorgbudgetten meer krijgen.", (_CALL,)),
    "TOO_YOUNG": Refusal("U hebt de leeftijd voor dit zorgbudget nog niet bereikt.", _BOTH),
    "BENEFIT_OF_OTHER_AREA": Refusal("U kunt een vergelijkbare uitkering krijgen waar u woont of werkt.", (_CALL,)),
    "IN_HOSPITAL": Refusal("U was in het ziekenhuis toen u het zorgbudget vroeg.", _BOTH),
    "NO_ACCEPTED_PROOF": Refusal("Wij hebben geen bewijs van uw zorgnood dat mag tellen.", _BOTH),
    "NO_CATEGORY": Refusal("Uw zorgnood is niet groot genoeg voor dit zorgbudget.", _BOTH),
    "INCOME_TOO_HIGH": Refusal("Uw inkomen is te hoog voor dit zorgbudget.", _BOTH),
    "COMPENSATED": Refusal("U krijgt al een vergoeding voor dezelfde zorg.", _BOTH),
    "OTHER_BENEFIT_BETTER": Refusal("U krijgt al een tegemoetkoming die gunstiger is voor u.", _BOTH),
}
