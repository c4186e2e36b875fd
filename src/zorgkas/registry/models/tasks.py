"""Work for a person of the fund: what needs a human, why, and by when."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models.people import CareFund, Person
from zorgkas.registry.reasons import told


def task_kinds() -> Sequence[tuple[str, str | Promise]]:
    """What the column may hold; a function, so that a new kind is no change of the table."""
    return Task.Kind.choices


class Task(models.Model):
    """One thing to do; opened by the system with its reason, closed by somebody with a name."""

    class Kind(models.TextChoices):
        NEW_ACCOUNT = "new_account", _("ask for a new account number")
        MATCH_RECEIPT = "match_receipt", _("find out whose money this is")
        ASSESS_APPLICATION = "assess_application", _("decide on an application")
        CHECK_DEATH = "check_death", _("check whether the person has died")
        OVERPAYMENT = "overpayment", _("decide on an overpayment")
        RECOVERY = "recovery", _("follow a recovery")
        AFTER_DEATH = "after_death", _("settle what is due after a death")
        REPRESENTATION = "representation", _("look at who acts for somebody")
        APPEAL = "appeal", _("follow an appeal")
        CONTRADICTION = "contradiction", _("look into facts that contradict each other")
        DOUBLE_REPORT = "double_report", _("settle with another fund whose member it is")
        OVERDUE_AFFILIATION = "overdue_affiliation", _("decide on a membership that is years overdue")
        MEMBERSHIP = "membership", _("decide on a membership")
        MESSAGE = "message", _("look at a message of the Crossroads Bank")
        FINE = "fine", _("follow a fine")
        OBJECTION = "objection", _("decide on an objection against the end of a membership")
        CALENDAR = "calendar", _("do what the calendar of the year asks")
        CHECK_MANDATE = "check_mandate", _("check a direct debit mandate")
        CHECK_COLLECTION = "check_collection", _("check a direct debit that came back")
        PLAN_BEHIND = "plan_behind", _("call about a payment plan that is behind")
        DECIDE_RELIEF = "decide_relief", _("decide on relief of arrears")
        ASK_HEIRS = "ask_heirs", _("ask the heirs for an account number")
        CARE_REQUEST = "care_request", _("decide on a request for care")
        CARE_ACCOUNT = "care_account", _("ask a provider for an account number")
        FROM_MEMBER = "from_member", _("answer what a member sent")
        CHECK_ACCOUNT = "check_account", _("look at a changed account number")
        INVITE_FIRST = "invite_first", _("invite members who were never asked to pay")

    kind = models.CharField(max_length=40, choices=task_kinds)
    fund = models.ForeignKey(CareFund, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    reason = models.CharField(
        max_length=300, help_text=_("A free text, or a text of the catalogue; show `told_reason`")
    )
    reason_values = models.JSONField(
        null=True, blank=True, help_text=_("What the text of the catalogue is filled in with; empty for a free text")
    )
    reference = models.CharField(max_length=80, help_text=_("What it is about; one open task per kind and reference"))
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference"],
                condition=models.Q(closed_at__isnull=True),
                name="task_open_once",
            )
        ]
        indexes = [models.Index(fields=["person"], name="task_person")]

    @property
    def told_reason(self) -> str:
        """The reason in the language of who reads it."""
        return told(self.reason, self.reason_values)
