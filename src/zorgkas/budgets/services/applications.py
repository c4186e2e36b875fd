"""Applications for a budget: receive them, set their terms, withdraw them."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.budgets import states
from zorgkas.budgets.models import Application, CareForm
from zorgkas.engine import FOREVER
from zorgkas.law import law_on
from zorgkas.ledger.accounts import Product
from zorgkas.membership.queries import fund_of
from zorgkas.registry import services as registry
from zorgkas.registry.models import CareFund, Person, Residence, Task
from zorgkas.registry.reasons import Reason

# Facts of the law that the form may tell: the registry has no place where they come from by message, or not for all.
ANSWERS = frozenset(
    {
        # What the registry may know, but not always.
        "assessed_right_since",
        "granted_as_child",
        "previous_on_assessment",
        "previous_on_kine_e",
        "qualifying_years_before",
        "suspending_budget_to",
        "uninterrupted_since",
        "unpaid_under_previous",
        # What it never knows.
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
    _check(answers or {})
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
            "decide_by": decide_by(person, applied_on, timezone.localdate()),
            "entered_by": user,
            "answers": dict(answers or {}),
        },
    )
    if not created and application.person_id != person.pk:
        raise ApplicationRefused(_("Reference %s already belongs to somebody else's application.") % reference)
    return application


@transaction.atomic
def complete(application: Application, answers: Mapping[str, object]) -> Application:
    """Add what the person told later to the answers of an application that is not yet decided."""
    _check(answers)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state not in states.UNDECIDED:
        raise states.TransitionRefused(
            _("Application %(reference)s is already %(state)s.")
            % {"reference": locked.reference, "state": locked.get_state_display()}
        )
    locked.answers = {**locked.answers, **answers}
    locked.save(update_fields=["answers"])
    return locked


def _check(answers: Mapping[str, object]) -> None:
    if unknown := sorted(set(answers) - ANSWERS):
        raise ApplicationRefused(
            _("Unknown answer %(unknown)s on the form; possible are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(ANSWERS))}
        )


@transaction.atomic
def withdraw(application: Application, user: User) -> Application:
    """The person takes the application back before it is decided."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    states.move(application, states.State.WITHDRAWN)
    application.save(update_fields=["state"])
    close_assessment(application, user)
    return application


def term_of_file_data(received_on: datetime.date, on: datetime.date) -> datetime.date:
    """The last day to decide without an application, after the file data came (DEC art. 80 §1), by the law of a day."""
    case = {"applied_on": None, "file_data_received_on": received_on}
    return datetime.date.fromordinal(int(law_on(on).decide(case, "zzz_decide_by").raw))


def decide_by(
    person: Person, applied_on: datetime.date, on: datetime.date, *, without_proof: bool = False
) -> datetime.date | None:
    """The last day to decide; none for who lives outside the Dutch-language area and Brussels (BVR art. 163, 164)."""
    outside = Residence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=applied_on),
        person=person,
        superseded_at__isnull=True,
        valid_from__lte=applied_on,
    ).exclude(region__in=[Residence.Region.FLANDERS, Residence.Region.BRUSSELS])
    case = {
        "applied_on": applied_on,
        "proof_missing_told": without_proof,
        "lives_outside_area": outside.exists(),
    }
    found = int(law_on(on).decide(case, "zzz_decide_by").raw)
    return None if found >= FOREVER else datetime.date.fromordinal(found)


def wait_for_proof(application: Application, on: datetime.date) -> None:
    """Nothing proves the need yet: the term becomes 60 + 30 days and the person is told (BVR art. 163)."""
    if application.state != states.State.RECEIVED:
        return
    states.move(application, states.State.WAITING)
    application.decide_by = decide_by(application.person, application.applied_on, on, without_proof=True)
    application.save(update_fields=["state", "decide_by"])


def ask_assessment(application: Application, reason: Reason, at: datetime.datetime) -> None:
    """Put the application in the queue with the reason why nobody but a person can go on."""
    registry.open_task(
        Task.Kind.ASSESS_APPLICATION,
        fund=application.fund,
        person=application.person,
        reason=reason,
        reference=application.reference,
        due_on=application.decide_by,
        opened_at=at,
    )


def close_assessment(application: Application, user: User | None, at: datetime.datetime | None = None) -> None:
    """Take the application out of the queue, if it is there."""
    tasks = Task.objects.filter(kind=Task.Kind.ASSESS_APPLICATION, reference=application.reference)
    registry.close_tasks(tasks, user, at)
