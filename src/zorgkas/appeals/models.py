"""Tables of appeals: each appeal with its events."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.budgets.models import Decision
from zorgkas.recovery.models import Recovery
from zorgkas.registry.models import CareFund, FileEvent, Person


class Appeal(models.Model):
    """An appeal to the agency against a decision of the fund (BVR art. 130, 143)."""

    class Subject(models.IntegerChoices):
        """The budgets have the numbers of their products in the ledger."""

        ZZZ = 2, _("care budget for severe care needs")
        ZBH = 3, _("care budget for people with a disability")
        ZBO = 4, _("care budget for older people with a care need")
        RECOVERY = 9, _("recovery of an undue budget")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        HANDLED = "handled", _("being handled")
        DECIDED = "decided", _("decided")
        IN_COURT = "in_court", _("before the labour court")
        CLOSED = "closed", _("closed")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    subject = models.PositiveSmallIntegerField(choices=Subject)
    # What is contested: one of the two.
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    recovery = models.ForeignKey(Recovery, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    sent_on = models.DateField(help_text=_("The day on which the contested decision was sent"))
    filed_on = models.DateField(help_text=_("The day on which the appeal was with the agency"))
    clause_complete = models.BooleanField(default=True, help_text=_("The decision stated how and on what conditions"))
    after_control = models.BooleanField(default=False)
    need_refused_on_attests = models.BooleanField(default=False)
    motivated = models.BooleanField(default=True)
    care_need_contested = models.BooleanField(default=False)
    hearing_asked = models.BooleanField(default=False)
    documents_missing = models.CharField(max_length=200, blank=True)
    fee_allowance = models.BooleanField(default=False)
    fee_hardship = models.BooleanField(default=False)
    summary = models.CharField(max_length=500, blank=True, help_text=_("What the person says, in short"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, recovery__isnull=True)
                | Q(decision__isnull=True, recovery__isnull=False),
                name="appeal_about_one_thing",
            ),
            # The same decision is appealed once, as long as that appeal runs.
            models.UniqueConstraint(fields=["decision"], condition=~Q(state="closed"), name="appeal_decision_once"),
            models.UniqueConstraint(fields=["recovery"], condition=~Q(state="closed"), name="appeal_recovery_once"),
        ]
        indexes = [models.Index(fields=["fund", "state"], name="appeal_running", condition=~Q(state="closed"))]

    def __str__(self) -> str:
        return f"B{self.pk:08d}"

    @property
    def is_open(self) -> bool:
        """Whether something can still happen."""
        return self.state != Appeal.State.CLOSED


class AppealEvent(FileEvent):
    """Something that happened to an appeal. Append-only, guarded by the database."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        DOCUMENTS_ASKED = "documents_asked", _("documents asked")
        EXTENDED = "extended", _("more time for documents asked")
        DOCUMENTS_RECEIVED = "documents_received", _("documents received")
        FEE_PAID = "fee_paid", _("file fee paid")
        ADMISSIBLE = "admissible", _("admissible")
        INADMISSIBLE = "inadmissible", _("inadmissible")
        TO_COMMISSION = "to_commission", _("with the appeals commission")
        ADVICE = "advice", _("advice or new assessment")
        DECIDED = "decided", _("decided by the agency")
        RECEIVED_BY_PERSON = "received_by_person", _("decision received by the person")
        EXECUTED = "executed", _("carried out")
        FEE_BACK = "fee_back", _("file fee comes back")
        WITHDRAWN = "withdrawn", _("withdrawn")
        COURT = "court", _("labour court asked")
        JUDGMENT = "judgment", _("judgment")
        CLOSED = "closed", _("closed")

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "number"], name="appeal_event_once")]

    def __str__(self) -> str:
        return f"{self.appeal_id}/{self.number} {self.kind}"
