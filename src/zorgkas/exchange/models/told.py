"""What we told the network, so that only what is new or different is told again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.exchange.models.mailbox import MessageFile
from zorgkas.registry.models import CareFund, Person


class Action(models.TextChoices):
    """What an inscription does."""

    START = "START", _("start")
    CHANGE = "CHANGE", _("change")
    END = "END", _("end")


class Inscription(models.Model):
    """One line of an integration in the reference repository as it was sent; the last one of a person is what holds."""

    class Quality(models.TextChoices):
        MEMBER = "MEMBER", _("member")
        APPLICANT = "APPLICANT", _("applicant")
        ZBO_BENEFICIARY = "ZBO_BENEFICIARY", _("has a budget for older people with a care need")

    file = models.ForeignKey(MessageFile, models.PROTECT, related_name="inscriptions")
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    quality = models.CharField(max_length=20, choices=Quality)
    action = models.CharField(max_length=6, choices=Action)
    begin = models.DateField()
    end = models.DateField(null=True, blank=True, help_text=_("The last day"))
    insz = models.CharField(max_length=11, help_text=_("The number under which it was sent"))
    outcome = models.CharField(max_length=16, blank=True, help_text=_("What the repository answered"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "person", "quality"], name="inscription_once")]
        indexes = [models.Index(fields=["person", "quality"], name="inscription_person")]

    def __str__(self) -> str:
        return f"{self.action} {self.quality} {self.person_id}"


class SentAttestation(models.Model):
    """One attestation of ours as it was sent; the one with the highest version is what the others know."""

    file = models.ForeignKey(MessageFile, models.PROTECT, related_name="attestations")
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    attestation_id = models.CharField(max_length=15)
    version = models.PositiveIntegerField()
    cancelled = models.BooleanField(default=False)
    begin = models.DateField()
    end = models.DateField(null=True, blank=True, help_text=_("The last day"))
    month_cents = models.IntegerField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    insz = models.CharField(max_length=11)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attestation_id", "version"], name="sent_attestation_once")]
        indexes = [models.Index(fields=["person"], name="sent_attestation_person")]

    def __str__(self) -> str:
        return f"{self.attestation_id} ({self.version})"
