"""Who acts for a person, to whom is paid instead, and who comes after a death: small pages of the person's file."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zorgkas.ledger.accounts import Product
from zorgkas.letters.services import write_after_death_letters
from zorgkas.recovery import queries as recovery_queries
from zorgkas.recovery import services as recovery_services
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Death, PaymentToOther, Person, Representative, Source
from zorgkas.registry.queries import known
from zorgkas.registry.services import NewRepresentative
from zorgkas.web import formats
from zorgkas.web.consultation import consults
from zorgkas.web.counter.rooms.recovery import forms
from zorgkas.web.counter.rooms.recovery.acting import Step, act
from zorgkas.web.funds import funds_of
from zorgkas.web.roles import Action, StaffRequest, actions_of, asks

Given = dict[str, Any]
DETAILS = ("insz", "relation", "street", "house_number", "postal_code", "municipality", "phone", "email")


def _source(request: StaffRequest, what: str) -> Source:
    now = timezone.now()
    return registry.source(Source.Kind.USER, f"{what} {request.user.get_username()} {now.isoformat()}"[:120], now)


def _new(given: Given) -> NewRepresentative:
    details = {name: given[name] for name in DETAILS}
    details["insz"] = "".join(sign for sign in details["insz"] if sign.isdigit())
    return NewRepresentative(
        Representative.Kind(given["kind"]),
        given["name"],
        given["valid_from"],
        given["valid_to"],
        given["proof"],
        given["gets_letters"],
        details,
    )


def _acts_plan(person: Person, given: Given) -> list[str]:
    registry.check_representative(person, _new(given))
    lines = [
        _("%(name)s acts for %(person)s from %(day)s on.")
        % {"name": given["name"], "person": person, "day": formats.day(given["valid_from"])}
    ]
    if given["gets_letters"] and given["municipality"]:
        lines.append(_("From then on letters go to %s.") % given["name"])
    return lines


def _pays_plan(person: Person, given: Given) -> list[str]:
    return [
        _("From %(day)s on what is due to %(person)s is paid on %(iban)s in the name of %(name)s.")
        % {
            "day": formats.day(given["valid_from"]),
            "person": person,
            "iban": given["iban"],
            "name": given["holder_name"],
        }
    ]


ACTS = Step(
    gettext_lazy("Record who acts for the person"),
    forms.Acts,
    _acts_plan,
    lambda person, given, request: registry.record_representative(
        person, _new(given), source=_source(request, "representative")
    ),
    lead=gettext_lazy(
        "A parent or guardian until 18; an administrator or mandate holder with the judgment or the mandate."
    ),
)
PAYS = Step(
    gettext_lazy("Pay somebody else instead"),
    forms.PaidTo,
    _pays_plan,
    lambda person, given, request: registry.pay_to_other(
        person,
        PaymentToOther.Ground(given["ground"]),
        given["iban"],
        given["holder_name"],
        given["valid_from"],
        given["valid_to"],
        proof=given["proof"],
        source=_source(request, "payment to other"),
    ),
)


@require_http_methods(["GET", "POST"])
@asks(Action.REPRESENTATION)
@consults("representation")
def acts(request: StaffRequest, person_id: int) -> HttpResponse:
    """Record who acts for a person."""
    return _page(request, person_id, ACTS)


@require_http_methods(["GET", "POST"])
@asks(Action.REPRESENTATION)
@consults("representation")
def pays(request: StaffRequest, person_id: int) -> HttpResponse:
    """Record that somebody else is paid."""
    return _page(request, person_id, PAYS)


@require_http_methods(["GET", "POST"])
@asks(Action.REPRESENTATION)
@consults("representation")
def heir(request: StaffRequest, person_id: int) -> HttpResponse:
    """Record who asks for, or gets, what was due to a person who died."""
    person = get_object_or_404(Person, pk=person_id)
    items = [(fund, item) for fund in funds_of(request.user) for item in recovery_services.unpaid_of(person, fund)]
    if not items:
        raise Http404
    fund = items[0][0]
    products = sorted({item.product for own, item in items if own == fund})
    choices = [(product, Product(product).label) for product in products]

    class Heir(forms.Heir):
        """Only budgets of which something is unpaid."""

        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self.fields["product"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    step = Step(
        gettext_lazy("Record who gets what was not yet paid"),
        Heir,
        lambda about, given: _heir_plan(about, fund, given),
        lambda about, given, request: _record_heir(about, fund, given, request),
        lead=gettext_lazy(
            "For the budget of older people the law has an order and a term of six months (BVR art. 230)."
        ),
    )
    return _page(request, person_id, step)


def _heir_plan(person: Person, fund: CareFund, given: Given) -> list[str]:
    admitted, why = recovery_services.check_claim(
        person,
        fund,
        given["product"],
        given["rank"],
        applied_on=given["applied_on"],
        signed=given["signed"],
        proof=given["proof"],
    )
    if not admitted:
        return [_("The claim is kept and not admitted: %s") % why]
    return [_("The next payment of what is due goes to %(name)s, on %(iban)s.") % given]


def _record_heir(person: Person, fund: CareFund, given: Given, request: StaffRequest) -> None:
    recovery_services.record_claim(
        person,
        fund,
        given["product"],
        given["rank"],
        given["name"],
        given["iban"],
        request.user,
        applied_on=given["applied_on"],
        signed=given["signed"],
        proof=given["proof"],
    )
    write_after_death_letters(fund)


def _page(request: StaffRequest, person_id: int, step: Step) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    stamp = [str(fact) for fact in known(Representative).filter(person=person).values_list("pk", flat=True)]
    stamp += [str(fact) for fact in known(PaymentToOther).filter(person=person).values_list("pk", flat=True)]
    back = reverse("counter:person", args=[person_id]) + "#representation"
    return act(request, person, step, back, stamp, {"person": person, "title": step.title, "subtitle": ""})


def representation(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """The section about who acts for a person, who is paid, and what was due after a death."""
    today = timezone.localdate()
    died = known(Death, known_at).filter(person=person).order_by("valid_from").first()
    unpaid = (
        [one for fund in funds_of(request.user) for one in recovery_services.unpaid_of(person, fund)] if died else []
    )
    return {
        "person": person,
        "acting": [
            (one, one.valid_to is None or one.valid_to > today)
            for one in known(Representative, known_at).filter(person=person).order_by("-valid_from")
        ],
        "paid": list(known(PaymentToOther, known_at).filter(person=person).order_by("-valid_from")),
        "died": died,
        "unpaid_cents": -sum(item.balance_cents for item in unpaid),
        "claim_until": recovery_services.claim_until(person) if died else None,
        "claims": recovery_queries.claims_of(person) if died else [],
        "may": Action.REPRESENTATION in actions_of(request.user),
    }
