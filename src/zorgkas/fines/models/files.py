"""The file of a fine with everything that was done to it, who was looked at, and the files to and from the agency."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zorgkas.fines.states import Reason, State, Step
from zorgkas.registry.models import CareFund, Person


def step_choices() -> Sequence[tuple[str, str | Promise]]:
    """What the column may hold; a function, so that a new step is no change of the table."""
    return Step.choices


def reason_choices() -> Sequence[tuple[int, str | Promise]]:
    """What the column may hold; a function, so that a new reason is no change of the table."""
    return Reason.choices


class FineFile(models.Model):
    """What becomes of one person who missed premiums, from one 1 September (`year`) on. Amounts in cents.

    The columns say how things stand; how they came to stand so is in the events.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    fund = models.ForeignKey(CareFund, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(help_text=_("The year of the registered letter"))
    state = models.CharField(max_length=12, choices=State, default=State.CANDIDATE)
    reason = models.PositiveSmallIntegerField(choices=reason_choices, default=Reason.FINE)
    arrears_cents = models.BigIntegerField(help_text=_("What was open of the years that count"))
    letter_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    fined_on = models.DateField(null=True, blank=True, help_text=_("When the agency sent the fine"))
    pay_by = models.DateField(null=True, blank=True)
    fine_cents = models.BigIntegerField(default=0)
    premiums_cents = models.BigIntegerField(default=0, help_text=_("Premiums that the agency asks with the fine"))
    fine_paid_cents = models.BigIntegerField(default=0)
    premiums_paid_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "fund", "year"], name="finefile_once")]
        indexes = [models.Index(fields=["fund", "year", "state"], name="finefile_state")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.state}"

    @property
    def open_cents(self) -> int:
        """What the agency still has to get."""
        return self.fine_cents + self.premiums_cents - self.fine_paid_cents - self.premiums_paid_cents


class FineYear(models.Model):
    """A premium year that counts in a file, and what was open of it when it was found."""

    file = models.ForeignKey(FineFile, models.CASCADE, related_name="years", db_index=False)
    year = models.PositiveSmallIntegerField()
    open_cents = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "year"], name="fineyear_once")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.year}"


class FineEvent(models.Model):
    """One thing that was done to a file: when, by whom, and what showed it. Only added to."""

    file = models.ForeignKey(FineFile, models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=step_choices)
    on = models.DateField(help_text=_("The day that counts in law"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.PositiveSmallIntegerField(choices=reason_choices, default=Reason.FINE)
    amount_cents = models.BigIntegerField(default=0)
    proof = models.CharField(max_length=200, blank=True)
    # The same thing of the agency is recorded once.
    reference = models.CharField(max_length=80, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["step", "on"], name="fineevent_step")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.step} {self.on}"


class Considered(models.Model):
    """Who missed enough premiums to be looked at in a year, and the outcome; made again by every search."""

    fund = models.ForeignKey(CareFund, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    outcome = models.PositiveSmallIntegerField(choices=reason_choices)
    counted_years = models.PositiveSmallIntegerField()
    open_cents = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "year", "person"], name="considered_once")]
        indexes = [models.Index(fields=["fund", "year", "outcome"], name="considered_outcome")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.outcome}"


class AgencyFile(models.Model):
    """A file to the agency or an answer of it, as it was: where it lies, and its hash."""

    class Kind(models.TextChoices):
        REPORT = "report", _("people who got a registered letter")
        CORRECTION = "correction", _("corrections")
        ANSWER = "answer", _("answer of the agency")

    fund = models.ForeignKey(CareFund, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "kind", "number"], name="agencyfile_once"),
            models.UniqueConstraint(fields=["fund", "kind", "sha256"], name="agencyfile_content"),
        ]

    def __str__(self) -> str:
        return self.name
