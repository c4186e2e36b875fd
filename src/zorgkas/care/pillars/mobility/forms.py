"""The forms of this pillar: what a request, a delivery or the end of a rental says, under the names of the law."""

from enum import IntEnum

from zorgkas.care.pillar import FormField, Said
from zorgkas.law import book
from zorgkas.law.mobility.kinds import (
    AidAdvice,
    AidAssessment,
    AidForm,
    AidKind,
    AidRequest,
    RapidCondition,
    SecondChairCase,
)
from zorgkas.law.mobility.products import products


def _label(name: str) -> Said:
    text = book().texts[name]
    return Said(text.label["nl"], text.label["en"])


def _choices(name: str, kind: type[IntEnum], *left_out: IntEnum) -> dict[str, Said]:
    options = book().texts[name].options
    return {one.name: Said(options[one.name]["nl"], options[one.name]["en"]) for one in kind if one not in left_out}


def _choice(name: str, kind: type[IntEnum], *left_out: IntEnum) -> FormField:
    return FormField(name, _label(name), "choice", _choices(name, kind, *left_out), required=False)


def _own(name: str, kind: str, nl: str, en: str) -> FormField:
    return FormField(name, Said(nl, en), kind, required=False)


def _of(kind: str, *names: str) -> tuple[FormField, ...]:
    return tuple(FormField(name, _label(name), kind, required=False) for name in names)


PRODUCT = FormField(
    "product",
    Said("Hulpmiddel", "Aid"),
    "choice",
    {code: Said(f"{code} {one.name}", f"{code} {one.name}") for code, one in products().items()},
)
SPECIAL = (AidRequest.OFF_LIST, AidRequest.ADDITIONAL, AidRequest.ONE_OFF_REPAIR)
# What needs no special commission, and what does.
PLAIN = tuple(one for one in AidRequest if one not in (*SPECIAL, AidRequest.EXCEPTIONAL))

DOCUMENTS = (
    _choice("aid_assessment", AidAssessment),
    *_of("date", "aid_assessment_on"),
    *_of("bool", "aid_form_signed", "aid_motivation", "aid_test_report", "aid_prescription_before"),
)
SITUATION = (
    _choice("aid_rapid", RapidCondition),
    *_of("bool", "aid_palliative_asked", "aid_rehabilitation", "aid_known_to_vaph", "aid_no_rental_elsewhere"),
    *_of("bool", "aid_rental_falls_short", "aid_in_hospital", "aid_psychiatric", "aid_discharge_prepared"),
    *_of("bool", "aid_benefit_of_brussels"),
    _own(
        "aid_limitation_months",
        "number",
        "Duur van de beperking in maanden, als ze niet blijvend is",
        "Months of the limitation, if not for good",
    ),
    *_of("bool", "aid_fully_dependent", "aid_scooter_for_activity", "aid_progressive_disease", "aid_made_to_measure"),
    _choice("aid_second_case", SecondChairCase),
    # Bought under the rules of Brussels or of another area (BVR art. 245): nobody else tells it.
    _choice("aid_previous_kind", AidKind),
    *_of("date", "aid_previous_delivered_on"),
)
ADVICE = (
    FormField(
        "to_commission", Said("Ter controle bij de Zorgkassencommissie", "Checked by the commission"), "bool", {}, False
    ),
    _choice("aid_advice", AidAdvice),
    _own("approved", "text", "Wat is goedgekeurd", "What is approved"),
    _own("benefit_cents", "cents", "Toegekend bedrag, als er geen tarief is", "Amount granted, where no tariff holds"),
)
BUY = (PRODUCT, _choice("aid_request", AidRequest, *SPECIAL, AidRequest.EXCEPTIONAL), *DOCUMENTS, *SITUATION, *ADVICE)
RENT = (PRODUCT, _choice("aid_form", AidForm, AidForm.PURCHASE), *DOCUMENTS, *SITUATION, *ADVICE)
NEEDS = (
    PRODUCT,
    _choice("aid_request", AidRequest, *PLAIN),
    *DOCUMENTS,
    *_of("bool", "aid_quote", "aid_on_list", "aid_reasoned", "aid_limitation_comparable", "aid_product_documents"),
    *_of("bool", "aid_exceptional_wear", "aid_hardship"),
    *_of("cents", "aid_user_cost_cents", "aid_balance_cents"),
    *ADVICE,
    _own("term_months", "number", "Hernieuwingstermijn in maanden", "Term to renew, in months"),
    _own("upkeep_cents", "cents", "Bedrag voor onderhoud", "Amount for upkeep"),
)
DELIVERY = (
    PRODUCT,
    _choice("aid_form", AidForm),
    _own("serial", "text", "Serienummer", "Serial number"),
    _own("public_price_cents", "cents", "Publieksprijs", "Public price"),
    FormField(
        "confirmed", Said("De gebruiker bevestigt de aankoop", "The user confirms the purchase"), "bool", {}, False
    ),
)
END = (PRODUCT,)

# What a request may say under names of the law; anything else is known from elsewhere and not believed.
SAID = frozenset(field.name for field in (*BUY, *RENT, *NEEDS) if field.name.startswith("aid_"))
