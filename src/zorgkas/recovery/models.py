"""Tables of recovery: files about undue budgets with their events, and what is settled after a death.

What is still open of a file is never kept here: the ledger says it (`queries.outstanding`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.accounts import product_choices
from zorgkas.registry.models import CareFund, FileEvent, Person


class ErrorOf(models.IntegerChoices):
    """Through whom too much was paid (BVR art. 129 §1 al. 1, 131)."""

    NOBODY = 0, _("nobody: a fact came later")
    USER = 1, _("the user")
    FUND = 2, _("the care fund")
    SERVICE = 3, _("another service or institution")


class Recovery(models.Model):
    """A file about what was paid to a person for one budget and turned out not to be due (DEC art. 76)."""

    class State(models.TextChoices):
        TO_DECIDE = "to_decide", _("to be decided")
        SET_OFF = "set_off", _("taken off the budgets")
        REPAY = "repay", _("to be repaid")
        PLAN = "plan", _("repaid by instalments")
        WRIT = "writ", _("collected by writ")
        CLOSED = "closed", _("closed")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    product = models.PositiveSmallIntegerField(choices=product_choices)
    state = models.CharField(max_length=10, choices=State, default=State.TO_DECIDE)
    opened_at = models.DateTimeField()
    # Only what the ledger booked after this entry counts as paid on the file.
    after_entry = models.BigIntegerField()
    # As decided: how it came, how much a month, whether only the ZZZ may be used.
    error_of = models.PositiveSmallIntegerField(choices=ErrorOf, default=ErrorOf.NOBODY)
    fraud = models.BooleanField(default=False)
    monthly_cents = models.IntegerField(null=True, blank=True)
    zzz_only = models.BooleanField(default=False)
    # The registered letter with the decision that holds now: its terms run from that day.
    sent_on = models.DateField(null=True, blank=True)
    # The first registered letter, and the last one that interrupted the prescription (DEC art. 76 §3).
    first_letter_on = models.DateField(null=True, blank=True)
    interrupted_on = models.DateField(null=True, blank=True)
    # By an appeal in time (BVR art. 130).
    suspended = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["fund", "state"], name="recovery_running", condition=~Q(state="closed")),
        ]

    def __str__(self) -> str:
        return f"T{self.pk:08d}"

    @property
    def is_open(self) -> bool:
        """Whether something can still happen."""
        return self.state != Recovery.State.CLOSED


class RecoveryPart(models.Model):
    """What was paid too much for a month, by day of payment: prescription counts from that day."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="parts")
    period = models.IntegerField(help_text=_("The month as a number, such as 202611"))
    paid_on = models.DateField()
    cents = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.period} {self.cents}"


class RecoveryEvent(FileEvent):
    """Something that happened to a file. Append-only, guarded by the database."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("found")
        ADDED = "added", _("more was found")
        PRE_LETTER = "pre_letter", _("first letter")
        DECIDED = "decided", _("decided")
        SENT = "sent", _("registered letter sent")
        REPAID = "repaid", _("repaid")
        SET_OFF = "set_off", _("taken off a budget")
        PLAN_ASKED = "plan_asked", _("repayment plan asked")
        PLAN_GIVEN = "plan_given", _("repayment plan given")
        PLAN_REFUSED = "plan_refused", _("repayment plan refused")
        PLAN_BROKEN = "plan_broken", _("repayment plan not followed")
        WAIVER_ASKED = "waiver_asked", _("waiver asked")
        WAIVED = "waived", _("waived")
        WAIVER_REFUSED = "waiver_refused", _("waiver refused")
        SUSPENDED = "suspended", _("suspended")
        RESUMED = "resumed", _("taken up again")
        PRESCRIBED = "prescribed", _("prescribed")
        DEATH = "death", _("settled after death")
        WRIT = "writ", _("handed over for a writ")
        CLOSED = "closed", _("closed")

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=14, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recovery", "number"], name="recovery_event_once")]

    def __str__(self) -> str:
        return f"{self.recovery_id}/{self.number} {self.kind}"


class HeirRank(models.IntegerChoices):
    """Who gets what was not yet paid of a ZBO, in this order (BVR art. 230)."""

    SPOUSE_AT_ADDRESS = 1, _("spouse at the same address")
    HOUSEHOLD = 2, _("person of the household")
    CHILD_LIVING_IN = 3, _("child living with the person")
    PARENT_LIVING_IN = 4, _("parent living with the person")
    OTHER_LIVING_IN = 5, _("anybody else living with the person")
    NURSING_COSTS = 6, _("who contributed to the nursing costs")
    FUNERAL_COSTS = 7, _("who paid the funeral")
    SEPARATED_SPOUSE = 8, _("spouse living factually separated")


class HeirClaim(models.Model):
    """Somebody who asks for, or gets, what was due to a person who died. Append-only."""

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    product = models.PositiveSmallIntegerField(choices=product_choices)
    rank = models.PositiveSmallIntegerField(choices=HeirRank)
    name = models.CharField(max_length=140)
    applied_on = models.DateField(null=True, blank=True)
    signed = models.BooleanField(default=False)
    admitted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.get_rank_display()})"


class RecoveryPolicy(models.Model):
    """What the law leaves to the fund; without a row the fund waives nothing by itself."""

    fund = models.OneToOneField(CareFund, models.PROTECT, primary_key=True)
    small_amount_cents = models.IntegerField(
        default=0, help_text=_("Up to this amount nothing is asked back, in cents")
    )
    set_off_months = models.PositiveSmallIntegerField(
        default=12, help_text=_("Over so many months a set-off is spread when that is possible, at most 24")
    )

    def __str__(self) -> str:
        return f"{self.fund}"
