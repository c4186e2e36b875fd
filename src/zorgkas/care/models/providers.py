"""Dated facts about providers, in the shape of the facts of the registry: valid when, known when, never overwritten."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.iban import check_iban
from zorgkas.registry.models import Provider, Source


class ProviderFact(models.Model):
    """Base of what is true of a provider over a period. Written by `care.services.record_provider_fact` only."""

    # Facts of one provider and kind that may be true at the same time differ in these fields.
    series_fields: ClassVar[tuple[str, ...]] = ()

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text=_("First day on which it no longer holds"))
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="%(class)s_period"
            ),
        ]


class Recognition(ProviderFact):
    """The provider may give this kind of care: a recognition, an authorisation, an agreement or a place on a list."""

    series_fields = ("pillar", "care")

    pillar = models.CharField(max_length=30)
    care = models.CharField(max_length=20, help_text=_("Kind of care, as the pillar names it"))
    number = models.CharField(max_length=30, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta(ProviderFact.Meta):
        pass


class Capacity(ProviderFact):
    """How many places or units are recognised."""

    series_fields = ("pillar", "unit")

    pillar = models.CharField(max_length=30)
    unit = models.CharField(max_length=20)
    places = models.IntegerField()

    class Meta(ProviderFact.Meta):
        pass


class Tariff(ProviderFact):
    """The amount of one unit of a code, as told to the provider or agreed with it."""

    series_fields = ("pillar", "code")

    pillar = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    cents = models.BigIntegerField()

    class Meta(ProviderFact.Meta):
        pass


class AttestedSoftware(ProviderFact):
    """The program with which the provider invoices, and its attest."""

    series_fields = ("name",)

    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    attest = models.CharField(max_length=40, blank=True)

    class Meta(ProviderFact.Meta):
        pass


class ProviderAccount(ProviderFact):
    """Where the provider is paid."""

    iban = models.CharField(max_length=34, validators=[check_iban])
    holder_name = models.CharField(max_length=140)

    class Meta(ProviderFact.Meta):
        pass
