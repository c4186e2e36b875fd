"""The facts about a person in words, as known at a moment."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zorgkas.registry.models import Fact
from zorgkas.registry.queries import kinds_about, known
from zorgkas.web import formats


@dataclass(frozen=True)
class FactRow:
    """One fact: what it says, over which days, and since when and from whom we know it."""

    kind: str
    label: str
    text: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    recorded_at: datetime.datetime
    source: str

    @property
    def last_day(self) -> datetime.date | None:
        """The last day on which it holds; none while it is open."""
        return self.valid_to - datetime.timedelta(days=1) if self.valid_to else None


# In the order of the page. What only staff with a view on care may see is marked.
LABELS: dict[str, Any] = {
    "Membership": gettext_lazy("Membership"),
    "Residence": gettext_lazy("Address"),
    "IncreasedAllowance": gettext_lazy("Increased allowance"),
    "PremiumExemption": gettext_lazy("No premium due"),
    "ForeignInsurance": gettext_lazy("Insured abroad"),
    "ForeignWork": gettext_lazy("Works here, lives elsewhere"),
    "ScopeStatus": gettext_lazy("Special status"),
    "CareFinding": gettext_lazy("Care need"),
    "FacilityStay": gettext_lazy("Stay in a facility"),
    "Entitlement": gettext_lazy("Care budget"),
    "Suspension": gettext_lazy("Payment suspended"),
    "Detention": gettext_lazy("Detention"),
    "BankAccount": gettext_lazy("Bank account"),
    "DirectDebitMandate": gettext_lazy("Direct debit"),
    "PaymentToOther": gettext_lazy("Paid to somebody else"),
    "Representative": gettext_lazy("Acts for the person"),
    "MandateBlock": gettext_lazy("Direct debit blocked"),
    "Death": gettext_lazy("Death"),
}
HEALTH = frozenset({"CareFinding", "FacilityStay", "Suspension", "Detention"})


def facts_of(person_id: int, known_at: datetime.datetime, *, with_health: bool) -> list[FactRow]:
    """Return the facts as known at a moment, per kind in a fixed order, the latest period first."""
    rows = []
    kinds = {kind.__name__: kind for kind in kinds_about(person_id)}
    for name in [*LABELS, *sorted(set(kinds) - set(LABELS))]:
        if name in kinds and (with_health or name not in HEALTH):
            rows += [_row(name, fact) for fact in _known(kinds[name], person_id, known_at)]
    return rows


def _known(kind: type[Fact], person_id: int, known_at: datetime.datetime) -> list[Fact]:
    related = ("source", "fund") if kind.__name__ == "Membership" else ("source",)
    found = known(kind, known_at).filter(person_id=person_id)
    return list(found.select_related(*related).order_by("-valid_from"))


def _row(name: str, fact: Fact) -> FactRow:
    tell = _TEXTS.get(name, _plain)
    return FactRow(
        kind=name,
        label=str(LABELS.get(name, name)),
        text=tell(fact),
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        recorded_at=fact.recorded_at,
        source=str(fact.source),
    )


def _plain(fact: Fact) -> str:
    return ", ".join(_shown(fact, name) for name in fact.value_fields)


def _shown(fact: Fact, name: str) -> str:
    display = getattr(fact, f"get_{name}_display", None)
    return str(display() if display else getattr(fact, name))


def _residence(fact: Any) -> str:
    street = f"{fact.street} {fact.house_number}".strip()
    town = f"{fact.postal_code} {fact.municipality}".strip()
    abroad = "" if fact.country == "BE" else fact.country
    return ", ".join(part for part in (street, town, abroad) if part) or str(fact.get_region_display())


def _finding(fact: Any) -> str:
    parts = [str(fact.get_instrument_display())]
    if fact.total_tenths >= 0:
        parts.append(_("total %s") % tenths(fact.total_tenths))
    if fact.iadl_adl_tenths >= 0:
        parts.append(_("IADL and ADL %s") % tenths(fact.iadl_adl_tenths))
    if fact.katz_class:
        parts.append(_("Katz class %s") % fact.get_katz_class_display())
    return ", ".join(parts)


def _entitlement(fact: Any) -> str:
    amount = f", {formats.euro(fact.given_monthly_cents)}" if fact.given_monthly_cents else ""
    return f"{fact.get_product_display()} ({fact.get_care_form_display()}){amount}"


def _bank_account(fact: Any) -> str:
    blocked = _(", blocked") if fact.blocked else ""
    return f"{formats.account(fact.iban)} ({fact.holder_name}){blocked}"


def tenths(number: int) -> str:
    """13 or 5,5: a score that may have a half."""
    whole, rest = divmod(number, 10)
    return f"{whole},{rest}" if rest else str(whole)


_TEXTS: dict[str, Callable[[Any], str]] = {
    "Membership": lambda fact: f"{fact.fund} ({fact.get_kind_display()})",
    "Residence": _residence,
    "CareFinding": _finding,
    "Entitlement": _entitlement,
    "BankAccount": _bank_account,
    "IncreasedAllowance": lambda fact: _("entitled"),
    "Death": lambda fact: _("died on %s") % formats.day(fact.valid_from),
    "Detention": lambda fact: _("in prison or a comparable institution"),
    "ForeignInsurance": lambda fact: f"{fact.get_ground_display()} ({fact.country})",
    "PremiumExemption": lambda fact: str(fact.get_ground_display()),
    "ForeignWork": lambda fact: str(fact.get_area_display()),
    "ScopeStatus": lambda fact: str(fact.get_ground_display()),
    "FacilityStay": lambda fact: f"{fact.facility} ({fact.get_facility_kind_display()})",
    "Suspension": lambda fact: str(fact.get_ground_display()),
    "PaymentToOther": lambda fact: (
        f"{formats.account(fact.iban)} ({fact.holder_name}), {fact.get_ground_display()}, {fact.proof}"
    ),
    "Representative": lambda fact: ", ".join(
        part
        for part in (fact.name, str(fact.get_kind_display()), fact.relation, fact.phone, fact.email, fact.proof)
        if part
    ),
    "DirectDebitMandate": lambda fact: (
        _("mandate %(mandate)s on %(iban)s") % {"mandate": fact.reference, "iban": formats.account(fact.iban)}
    ),
}
