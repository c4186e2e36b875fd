"""Tables of the collection of premiums: what was asked, payment plans, blocked mandates, relief, write-offs."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.models import Item, Run
from zorgkas.registry.models import CareFund, Fact, Person


class Demand(models.Model):
    """That a claim was asked again: once per claim, step and year of asking.

    Rows come by the hundred thousand, in one statement, from items that exist: hence no foreign key constraints.
    """

    class Step(models.IntegerChoices):
        REMINDER = 1, _("reminder")
        REGISTERED = 2, _("registered letter")
        ARREARS = 3, _("arrears asked again")

    item = models.ForeignKey(Item, models.PROTECT, db_constraint=False, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_constraint=False, db_index=False)
    step = models.PositiveSmallIntegerField(choices=Step)
    season = models.PositiveSmallIntegerField(help_text=_("The year in which it was asked"))
    asked_on = models.DateField()
    open_cents = models.BigIntegerField(help_text=_("What was open when it was asked"))
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, db_constraint=False, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "step", "season"], name="demand_once")]
        # With the person, so that letters are written range by range.
        indexes = [models.Index(fields=["fund", "step", "season", "person"], name="demand_of_season")]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.item_id} {self.season}"


class PaymentPlan(models.Model):
    """An agreement to pay open premiums in parts, or later (one part)."""

    class State(models.TextChoices):
        ACTIVE = "active", _("running")
        BEHIND = "behind", _("a part was not paid in time")
        KEPT = "kept", _("paid")
        LAPSED = "lapsed", _("lapsed: not paid")
        ENDED = "ended", _("ended")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    total_cents = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True, help_text=_("Why the member asked for it"))
    by_direct_debit = models.BooleanField(default=False, help_text=_("Each part is collected on its day"))
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "fund"], name="plan_one_at_a_time", condition=Q(state__in=["active", "behind"])
            ),
            models.CheckConstraint(condition=Q(total_cents__gt=0), name="plan_amount_positive"),
        ]
        indexes = [models.Index(fields=["fund", "state"], name="plan_running")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.agreed_on}"

    @property
    def runs(self) -> bool:
        """Whether it still counts."""
        return self.state in (self.State.ACTIVE, self.State.BEHIND)


class Instalment(models.Model):
    """One part of a plan."""

    plan = models.ForeignKey(PaymentPlan, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_cents = models.BigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="instalment_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="instalment_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class PlannedClaim(models.Model):
    """A claim that a plan covers, with what was open on it when the plan began."""

    plan = models.ForeignKey(PaymentPlan, models.PROTECT, related_name="claims")
    item = models.ForeignKey(Item, models.PROTECT, db_constraint=False)
    open_cents = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.item_id}"


class MandateBlock(Fact):
    """The mandate of the person is not used, since a direct debit came back; `code` is the reason of the bank."""

    value_fields = ("code",)

    code = models.CharField(max_length=4)

    class Meta(Fact.Meta):
        pass


class Interruption(Fact):
    """An act that interrupts the prescription of a claim; valid from the day of the act (old Civil Code 2244-2250).

    `period` is a premium year, the year of the registered letter of a fine, or the month of a benefit (202611).
    """

    class Claim(models.IntegerChoices):
        PREMIUM = 1, _("care premium")
        FINE = 2, _("fine of the agency")
        BENEFIT = 3, _("care budget")

    class Act(models.IntegerChoices):
        SUMMONS = 1, _("summons before the court")
        ORDER = 2, _("writ or order to pay, served by a bailiff")
        SEIZURE = 3, _("seizure")
        ACKNOWLEDGED = 4, _("the debtor acknowledged the debt")
        REGISTERED_LETTER = 5, _("registered letter")

    series_fields: ClassVar[tuple[str, ...]] = ("claim", "period")
    value_fields = ("claim", "period", "act", "document")

    claim = models.PositiveSmallIntegerField(choices=Claim)
    period = models.PositiveIntegerField()
    act = models.PositiveSmallIntegerField(choices=Act)
    document = models.CharField(max_length=80)

    class Meta(Fact.Meta):
        pass


class RefundRequest(models.Model):
    """A written request of a voluntary member to get premiums back, and the decision (BVR art. 80)."""

    class State(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    state = models.CharField(max_length=7, choices=State)
    asked_on = models.DateField(help_text=_("The day on which the written request came in"))
    first_year = models.PositiveSmallIntegerField(help_text=_("Premiums of this year and later are asked back"))
    document = models.CharField(max_length=120, help_text=_("The written request"))
    proof = models.CharField(max_length=200, blank=True, help_text=_("What shows that the person did not know"))
    motivation = models.CharField(max_length=400, help_text=_("Why, in plain words for the member"))
    refund_cents = models.BigIntegerField(default=0, help_text=_("What comes back, as it was shown"))
    receipt = models.JSONField(help_text=_("Facts, rules and parameters with which it was judged"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    decided_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "fund", "asked_on"], name="refundrequest_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_on}"


class Relief(models.Model):
    """A request not to have to pay arrears, for who needs care (DEC art. 46 §2); decided by a second person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Ground(models.TextChoices):
        BUDGET_GUIDANCE = "budget_guidance", _("budget guidance or management when the care was needed")
        STRUCK_OFF = "struck_off", _("was missing, absent or struck off")
        DETAINED = "detained", _("was detained or interned")
        OCMW = "ocmw", _("attest of the OCMW")
        NONE = "none", _("no ground")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    asked_on = models.DateField()
    pillar = models.PositiveSmallIntegerField(help_text=_("Of the care that is needed (DEC art. 4 al. 1): 4 to 10"))
    ground = models.CharField(max_length=15, choices=Ground)
    document = models.CharField(max_length=120, blank=True, help_text=_("The proof: attest, extract, certificate"))
    motivation = models.CharField(max_length=400, help_text=_("Why so much, in plain words for the member"))
    outcome = models.CharField(max_length=20, help_text=_("What the law says: may the fund relieve?"))
    receipt = models.JSONField(help_text=_("Facts, rules and parameters with which it was judged"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="relief_four_eyes"
            ),
            models.UniqueConstraint(fields=["person", "fund"], name="relief_one_open", condition=Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_on}"


class RelievedClaim(models.Model):
    """How much of a claim a relief waives; less than what is open is a reduction."""

    relief = models.ForeignKey(Relief, models.PROTECT, related_name="claims")
    item = models.ForeignKey(Item, models.PROTECT, db_constraint=False)
    amount_cents = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_cents__gt=0), name="relieved_amount_positive")]

    def __str__(self) -> str:
        return f"{self.relief_id}/{self.item_id}"


class WriteOff(models.Model):
    """What of a claim is not asked any more, and why; `taken_back_cents` when the claim itself became lower later."""

    class Ground(models.TextChoices):
        PRESCRIBED = "prescribed", _("prescribed")
        RELIEF = "relief", _("relief of arrears")

    item = models.ForeignKey(Item, models.PROTECT, db_constraint=False)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    ground = models.CharField(max_length=10, choices=Ground)
    amount_cents = models.BigIntegerField()
    taken_back_cents = models.BigIntegerField(default=0)
    written_on = models.DateField()
    relief = models.ForeignKey(Relief, models.PROTECT, null=True, blank=True)
    entry_key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_cents__gte=0, amount_cents__gte=F("taken_back_cents")), name="write_off_amounts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.amount_cents}"
