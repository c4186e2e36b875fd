"""Another compensation for the same care need comes beside a running ZBO: decided again (BVR art. 224, 231 §2)."""

import datetime
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from zorgkas.budgets.models import Application, CareForm, Decision
from zorgkas.budgets.rulings import first_day
from zorgkas.budgets.services.decisions import stop
from zorgkas.budgets.services.ruled import decision_of, grant
from zorgkas.budgets.zbo.cases import ZboQuestion, ask
from zorgkas.budgets.zbo.running import Running, running_of
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Source


class CompensationRefused(ValueError):
    """It cannot be decided like this; says why."""


def decide_with_compensation(
    person: Person,
    fund: CareFund,
    arose_on: datetime.date,
    reported_on: datetime.date,
    *,
    user: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Decision:
    """Take the running decision again, now that a compensation is known; in the transaction of the caller.

    Told in time it works from the month after the decision, otherwise from the month after it arose.
    """
    case = {
        "compensation_arose_on": arose_on,
        "revision_event_on": arose_on,
        "revision_reported_on": reported_on,
        "revision_notified_on": on,
    }
    month = law_on(on).decide(case, "compensation_first_month")
    now = _running(person, int(month.raw), at)
    first = max(int(month.raw), now.first_granted_month)
    question = ZboQuestion(
        person_id=person.pk,
        effective_month=first,
        claimed_on=first_day(first),
        answers={**now.answers, "is_revision_or_change": True},
        need_unchanged=True,
        changed_last_month=now.last_month,
    )
    asked = ask(question, on, at)
    if asked.missing or not asked.settled:
        raise CompensationRefused(_("More must be known before this can be decided: ask the data first."))
    ruling = replace(asked.ruling(on), first_month=first)
    application = Application.objects.create(
        person=person,
        fund=fund,
        product=Product.ZBO,
        care_form=CareForm.HOME,
        channel=Application.Channel.REVISION,
        applied_on=reported_on,
        decide_by=None,
        state=Application.State.GRANTED if ruling.granted else Application.State.REFUSED,
        reference=f"compensation:{person.pk}:{arose_on.isoformat()}",
    )
    decision = decision_of(application, ruling, user, on, at)
    decision.receipt["further"].append(month.receipt())
    decision.save()
    told = registry.source(Source.Kind.SYSTEM, f"decision {decision.pk}", at)
    grant([(decision, ruling)], Product.ZBO, told, at)
    if not ruling.granted:
        stop(person.pk, Product.ZBO, ruling.valid_from, told, at)
    return decision


def _running(person: Person, month: int, at: datetime.datetime) -> Running:
    rights = running_of([person.pk], at).get(person.pk)
    now = rights.at(month) if rights else None
    if now is None or not now.decided_here:
        raise CompensationRefused(_("No budget for older people that was decided here runs then."))
    return now
