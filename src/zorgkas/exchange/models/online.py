"""The online service: who may ask, and what was asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person


class Client(models.Model):
    """An institution that may consult, under its deliberation and legal context; its key is kept as a hash only."""

    fund = models.ForeignKey(CareFund, models.PROTECT)
    name = models.CharField(max_length=80, unique=True)
    organization = models.CharField(max_length=20, help_text=_("Sector/institution or enterprise number"))
    key_sha256 = models.CharField(max_length=64, unique=True)
    legal_context = models.CharField(max_length=64)
    deliberation = models.CharField(max_length=80)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Consult(models.Model):
    """One question that an institution asked online about a person, and what came of it."""

    client = models.ForeignKey(Client, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    ticket = models.CharField(max_length=36, blank=True, help_text=_("Of who asked"))
    our_ticket = models.UUIDField()
    channel = models.CharField(max_length=4)
    outcome = models.CharField(max_length=16)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="consult_at"),
            models.Index(fields=["person"], name="consult_person"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.at:%Y-%m-%d %H:%M}"
