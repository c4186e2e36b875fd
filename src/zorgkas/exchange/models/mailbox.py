"""The mailbox: files in and out as they were, how far each got, and the records that were set apart."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.reasons import told


class MessageFile(models.Model):
    """One file of messages, in or out; it is stored under its hash before anybody reads it."""

    class Direction(models.TextChoices):
        IN = "in", _("in")
        OUT = "out", _("out")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        WAITING = "waiting", _("waits")
        BUSY = "busy", _("being processed")
        DONE = "done", _("processed")
        REFUSED = "refused", _("refused")
        PREPARED = "prepared", _("being made")
        SENT = "sent", _("ready to send")

    direction = models.CharField(max_length=3, choices=Direction)
    fund = models.ForeignKey(CareFund, models.PROTECT, null=True, blank=True, db_index=False)
    message = models.CharField(max_length=40, blank=True, help_text=_("Code of the message; empty when not recognised"))
    version = models.CharField(max_length=8, blank=True)
    partner = models.CharField(max_length=20, blank=True, help_text=_("Sector/institution or enterprise number"))
    sequence = models.BigIntegerField(null=True, blank=True)
    ticket = models.CharField(max_length=36, blank=True)
    legal_context = models.CharField(max_length=64, blank=True)
    # What makes an outbound file unique: asked for twice, it is made once.
    subject = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=300, help_text=_("Below the outbox or inbox directory"))
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=300, blank=True, help_text=_("Why it waits or was refused"))
    reason_values = models.JSONField(null=True, blank=True)
    code = models.CharField(max_length=20, blank=True, help_text=_("Of our own acceptance layer, such as E-SYNTAX"))
    element = models.CharField(max_length=80, blank=True)
    announced = models.BigIntegerField(
        null=True, blank=True, help_text=_("Records according to the file or its voucher")
    )
    records = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    ignored = models.BigIntegerField(default=0, help_text=_("Rightly read, of nobody of ours or of no use to us"))
    times_offered = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField(help_text=_("Or, of a file that goes out, as of when it tells"))
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["direction", "sha256"], condition=~Q(sha256=""), name="message_file_once"),
            models.UniqueConstraint(
                fields=["direction", "message", "fund", "partner", "sequence"],
                condition=Q(sequence__isnull=False) & ~Q(state="refused"),
                name="message_sequence_once",
            ),
            models.UniqueConstraint(
                fields=["message", "fund", "subject"], condition=Q(direction="out"), name="message_subject_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="message_file_open", condition=~Q(state__in=["done", "sent"])),
            models.Index(fields=["received_at"], name="message_file_received"),
        ]

    def __str__(self) -> str:
        return f"{self.message or self.name} {self.sequence or ''}".strip()

    @property
    def told_reason(self) -> str:
        """Why it waits or was refused, in the language of who reads it."""
        return told(self.reason, self.reason_values)


class FilePart(models.Model):
    """A part of a file that is wholly processed, in one transaction with what it changed."""

    file = models.ForeignKey(MessageFile, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    records = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    quarantined = models.PositiveIntegerField()
    ignored = models.PositiveIntegerField()
    # What the consequences of the file are about, such as who may owe another premium.
    outcome = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="file_part_once")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"


class QuarantinedRecord(models.Model):
    """A record that could not be used, and why; it may be corrected and replayed, or dismissed."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for somebody")
        REPLAYED = "replayed", _("replayed")
        DISMISSED = "dismissed", _("dismissed")

    file = models.ForeignKey(MessageFile, models.PROTECT, related_name="quarantine")
    position = models.PositiveBigIntegerField(help_text=_("Its place in the file, from 1"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=20)
    element = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300)
    reason_values = models.JSONField(null=True, blank=True)
    text = models.TextField(help_text=_("The record as it came"))
    corrected = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    set_apart_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="quarantined_record_once")]
        indexes = [models.Index(fields=["set_apart_at"], name="quarantine_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.file} {self.position}: {self.code}"

    @property
    def told_reason(self) -> str:
        """Why it was set apart, in the language of who reads it."""
        return told(self.reason, self.reason_values)
