"""Files of invoices, their lines, and what became of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.care.models.requests import CareDecision
from zorgkas.ledger.models import Entry
from zorgkas.registry.models import CareFund, Person, Provider


class CareFile(models.Model):
    """A file as it came in: accepted, partly accepted or refused, with the report that was given at once."""

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("partly accepted")
        REFUSED = "refused", _("refused")

    pillar = models.CharField(max_length=30)
    fund = models.ForeignKey(CareFund, models.PROTECT)
    provider = models.ForeignKey(Provider, models.PROTECT)
    number = models.CharField(max_length=40, help_text=_("The number that the provider gave the invoice"))
    sha256 = models.CharField(max_length=64)
    received_on = models.DateField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=40, blank=True, help_text=_("Why the whole file was refused"))
    line_count = models.IntegerField(default=0)
    accepted_count = models.IntegerField(default=0)
    claimed_cents = models.BigIntegerField(default=0)
    accepted_cents = models.BigIntegerField(default=0)
    pay_by = models.DateField(null=True, blank=True, help_text=_("The last day of the legal term of payment"))
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "pillar", "sha256"], name="care_file_once"),
            models.UniqueConstraint(
                fields=["fund", "pillar", "provider", "number"],
                name="care_file_number_once",
                condition=~Q(state="refused"),
            ),
        ]
        indexes = [models.Index(fields=["fund", "received_on"], name="care_file_received")]

    def __str__(self) -> str:
        return self.number


class CareLine(models.Model):
    """What was asked for one user, and what of it is accepted now. Only the last two ever change, each with its trace.

    A line comes from a file, or from a decision that pays at once. Lines come by the hundred thousand: hence no
    foreign key constraints.
    """

    file = models.ForeignKey(CareFile, models.PROTECT, related_name="lines", null=True, blank=True, db_constraint=False)
    decision = models.ForeignKey(
        CareDecision, models.PROTECT, related_name="lines", null=True, blank=True, db_constraint=False, db_index=False
    )
    provider = models.ForeignKey(Provider, models.PROTECT, db_constraint=False, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_constraint=False, db_index=False)
    claimed_cents = models.BigIntegerField()
    unit_cents = models.BigIntegerField()
    number = models.IntegerField(help_text=_("Its place in the file"))
    period = models.IntegerField(help_text=_("The month of the care (202611)"))
    first_day = models.DateField()
    last_day = models.DateField()
    quantity = models.IntegerField()
    corrects = models.BigIntegerField(null=True, blank=True, help_text=_("The line that it corrects or credits"))
    product = models.SmallIntegerField()
    code = models.CharField(max_length=20)
    user_number = models.CharField(max_length=11, help_text=_("As it stood in the file"))
    details = models.JSONField(null=True, blank=True, help_text=_("What only the lines of this pillar say"))
    accepted_cents = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True, help_text=_("Code of the refusal; empty when accepted"))

    class Meta:
        indexes = [
            models.Index(fields=["person", "period"], name="care_line_person"),
            models.Index(fields=["provider", "product", "period"], name="care_line_provider"),
            models.Index(fields=["corrects"], name="care_line_corrects", condition=Q(corrects__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.file_id or self.decision_id}/{self.number}"


class CareLineChange(models.Model):
    """A line that was judged again: what was accepted before and after, and in which entry the difference stands."""

    line = models.ForeignKey(CareLine, models.PROTECT, related_name="changes", db_constraint=False)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, db_index=False)
    changed_at = models.DateTimeField()
    before_cents = models.BigIntegerField()
    after_cents = models.BigIntegerField()
    reason_before = models.CharField(max_length=40, blank=True)
    reason_after = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.line_id}: {self.before_cents} > {self.after_cents}"
