"""The shape that all facts share: about whom, valid when, known when, according to whom."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models.people import Person


class Source(models.Model):
    """Where facts came from: a message, a document or a user."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message of the Crossroads Bank")
        DOCUMENT = "document", _("document")
        USER = "user", _("staff member")
        SYSTEM = "system", _("the system itself")

    kind = models.CharField(max_length=8, choices=Kind)
    reference = models.CharField(max_length=120, unique=True)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"


class Fact(models.Model):
    """Base of every typed fact. Rows are written by `registry.services` only, and never change
    except that `superseded_at` is filled in once."""

    # Facts of one person and kind that may be true at the same time differ in these fields.
    series_fields: ClassVar[tuple[str, ...]] = ()
    # What the fact says, besides whom and when.
    value_fields: ClassVar[tuple[str, ...]] = ()

    # The guard of the table checks that person and source exist, per statement: a foreign key would ask for each row.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text=_("First day on which it no longer holds"))
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["person", "valid_from"], name="%(class)s_person"),
            # Rows lie in the order in which they were recorded, so a coarse index is enough, and nearly free.
            BrinIndex(fields=["recorded_at"], name="%(class)s_recorded"),
            # Few rows are ever superseded: who was corrected since a moment is found without reading the others.
            models.Index(
                fields=["superseded_at"], name="%(class)s_superseded", condition=Q(superseded_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="%(class)s_period"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="%(class)s_known",
            ),
        ]
