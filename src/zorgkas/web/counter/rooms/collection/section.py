"""The section about the payment of premiums on the page of a person: what is open, how it is paid, what was decided."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from zorgkas.banking.queries import refunds_of
from zorgkas.collection.allocation import in_order
from zorgkas.collection.models import Demand, Interruption, PaymentPlan, RefundRequest, Relief
from zorgkas.collection.services import block_of, mandate_of
from zorgkas.membership.models import Membership
from zorgkas.membership.queries import fund_of
from zorgkas.registry.models import Person
from zorgkas.registry.queries import known
from zorgkas.web.funds import fund_ids
from zorgkas.web.roles import Action, StaffRequest, actions_of


def payment(request: StaffRequest, person: Person, known_at: datetime.datetime) -> Mapping[str, object]:
    """What the template shows: of the funds that the user works for."""
    today, mine = timezone.localdate(), list(fund_ids(request.user))
    fund, mandate = fund_of(person, today), mandate_of(person, today)
    plans = PaymentPlan.objects.filter(person=person, fund_id__in=mine).prefetch_related("instalments")
    return {
        "person": person,
        "today": today,
        "order": in_order(person, fund, today) if fund and fund.pk in mine else [],
        "plans": list(plans.order_by("-agreed_on", "-pk")),
        "mandate": mandate,
        "block": block_of(person, today) if mandate else None,
        "reliefs": list(Relief.objects.filter(person=person, fund_id__in=mine).order_by("-asked_on", "-pk")),
        "requests": list(RefundRequest.objects.filter(person=person, fund_id__in=mine).order_by("-asked_on", "-pk")),
        "interruptions": list(known(Interruption, known_at).filter(person=person).order_by("-valid_from")),
        "voluntary": known(Membership).filter(person=person, fund_id__in=mine, kind=Membership.Kind.VOLUNTARY).exists(),
        "may_refund": Action.COLLECT in actions_of(request.user),
        "refunds": [refund for one in mine for refund in refunds_of(one, person.pk)],
        "demands": list(Demand.objects.filter(person=person, fund_id__in=mine).select_related("item").order_by("-pk")),
        "may": Action.COLLECT in actions_of(request.user) and bool(fund and fund.pk in mine),
    }
