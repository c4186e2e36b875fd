"""Applications for a budget: receive them, set their terms, withdraw them."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, CareForm
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import fund_of
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Task

# DEC art. 80 §1; BVR art. 163.
DECISION_DAYS = 60
EXTRA_DAYS_WITHOUT_PROOF = 30

# Facts of the law that only the form can tell: the registry has no place where they come from by message.
ANSWERS = frozenset(
    {
        "in_hospital_on_application",
        "in_hospital_at_assessment",
        "same_assessor",
        "guardian_birth_date",
        "guardian_affiliated",
        "guardian_may_affiliate",
        "agency_derogates",
        "integration_duty_met",
        "outside_recognised_capacity",
        "residence_agreement",
        "could_affiliate_from",
        "worker_file_on",
    }
)


class ApplicationRefused(ValueError):
    """The application cannot be entered as it is."""


def apply(
    person: Person,
    care_form: CareForm | int,
    applied_on: datetime.date,
    channel: str = Application.Channel.FORM,
    reference: str = "",
    user: User | None = None,
    *,
    fund: CareFund | None = None,
    answers: Mapping[str, object] | None = None,
) -> Application:
    """Enter an application for a ZZZ; the same reference twice is the same application.

    The fund is that of the person's membership on the day of the application, unless one is given (people who are
    too young to be a member choose theirs: BVR art. 113 §1).
    """
    if unknown := sorted(set(answers or {}) - ANSWERS):
        raise ApplicationRefused(
            _("Unknown answer %(unknown)s on the form; possible are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(ANSWERS))}
        )
    chosen = fund or fund_of(person, applied_on)
    if chosen is None:
        raise ApplicationRefused(
            _("%(person)s is not a member of a fund on %(day)s: say which fund was chosen.")
            % {"person": person, "day": applied_on.isoformat()}
        )
    reference = reference or f"form:{person.pk}:{int(care_form)}:{applied_on.isoformat()}"
    application, created = Application.objects.get_or_create(
        reference=reference,
        defaults={
            "person": person,
            "fund": chosen,
            "product": Product.ZZZ,
            "care_form": care_form,
            "channel": channel,
            "applied_on": applied_on,
            "decide_by": applied_on + datetime.timedelta(days=DECISION_DAYS),
            "entered_by": user,
            "answers": dict(answers or {}),
        },
    )
    if not created and application.person_id != person.pk:
        raise ApplicationRefused(_("Reference %s already belongs to somebody else's application.") % reference)
    return application


@transaction.atomic
def withdraw(application: Application, user: User) -> Application:
    """The person takes the application back before it is decided."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    states.move(application, states.State.WITHDRAWN)
    application.save(update_fields=["state"])
    close_assessment(application, user)
    return application


def wait_for_proof(application: Application) -> None:
    """Nothing proves the need yet: the term becomes 60 + 30 days and the person is told (BVR art. 163)."""
    if application.state != states.State.RECEIVED:
        return
    states.move(application, states.State.WAITING)
    days = DECISION_DAYS + EXTRA_DAYS_WITHOUT_PROOF
    application.decide_by = application.applied_on + datetime.timedelta(days=days)
    application.save(update_fields=["state", "decide_by"])


def ask_assessment(application: Application, reason: str, at: datetime.datetime) -> None:
    """Put the application in the queue with the reason why nobody but a person can go on."""
    registry.open_task(
        Task.Kind.ASSESS_APPLICATION,
        fund=application.fund,
        person=application.person,
        reason=reason[:300],
        reference=application.reference,
        due_on=application.decide_by,
        opened_at=at,
    )


def close_assessment(application: Application, user: User | None, at: datetime.datetime | None = None) -> None:
    """Take the application out of the queue, if it is there."""
    tasks = Task.objects.filter(kind=Task.Kind.ASSESS_APPLICATION, reference=application.reference)
    registry.close_tasks(tasks, user, at)
