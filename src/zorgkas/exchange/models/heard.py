"""What was heard before, so that something late or double is seen: attestations with their version, and mutations."""

from django.db import models

from zorgkas.exchange.models.mailbox import MessageFile
from zorgkas.registry.models import Person


class Attestation(models.Model):
    """The latest version of an attestation that came in, and the period it speaks of."""

    message = models.CharField(max_length=40)
    attestation_id = models.CharField(max_length=36)
    version = models.BigIntegerField()
    cancelled = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(MessageFile, models.PROTECT, related_name="+")
    position = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "attestation_id"], name="attestation_once")]

    def __str__(self) -> str:
        return f"{self.message} {self.attestation_id} ({self.version})"


class LastHeard(models.Model):
    """When the sender last registered something about a person and a subject; what is older comes too late."""

    message = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "message", "subject"], name="last_heard_once")]

    def __str__(self) -> str:
        return f"{self.message} {self.person_id} {self.subject}"
