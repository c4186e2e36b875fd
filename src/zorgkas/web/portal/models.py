"""Tables of the portal: who looked at whom there, and what members sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person


class Look(models.Model):
    """A member, or who acts for a member, opened a page; append-only, guarded by the database."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text=_("Whose page"))
    # Who acts need not be known to the fund: the number that the identity provider confirmed.
    insz = models.CharField(max_length=11, help_text=_("Who looked"))
    capacity = models.CharField(max_length=60, blank=True, help_text=_("Empty for the person himself or herself"))
    at = models.DateTimeField()
    page = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="portal_look_person")]


class Sent(models.Model):
    """What a member sent: a document, a question, or a request for an appointment; never changed."""

    class Kind(models.TextChoices):
        PROOF = "proof", _("document")
        MESSAGE = "message", _("message")
        APPOINTMENT = "appointment", _("request for an appointment")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=1000, blank=True)
    sent_by = models.CharField(max_length=11)
    sent_at = models.DateTimeField()
    # A form that is sent twice carries the same key: it is kept once.
    key = models.CharField(max_length=36, unique=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("The file lies below the inbox under this name"))
    size = models.PositiveIntegerField(default=0)
