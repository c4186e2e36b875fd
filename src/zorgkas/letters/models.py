"""Tables of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person


class Letter(models.Model):
    """A letter to a person: the data it says, and, once sent, the hash of the PDF as it went out."""

    class Kind(models.TextChoices):
        PREMIUM_INVITATION = "premium_invitation", _("invitation to pay the care premium")
        ZZZ_GRANTED = "zzz_granted", _("care budget granted")
        ZZZ_REFUSED = "zzz_refused", _("care budget refused")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=20, choices=Kind)
    # What the letter is about (a claim, a decision): one letter per kind and reference.
    reference = models.CharField(max_length=80)
    data = models.JSONField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="letter_once")]
