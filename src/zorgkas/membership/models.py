"""Tables of membership: who belongs to which fund, why that is so, and everything that was changed in it."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Fact, Person


class Membership(Fact):
    """Affiliated with a care fund; runs per calendar year (BVR art. 63)."""

    class Kind(models.IntegerChoices):
        COMPULSORY = 1, _("compulsory")
        VOLUNTARY = 2, _("voluntary")
        ADMINISTRATIVE = 3, _("administrative")

    class Origin(models.IntegerChoices):
        CHOSEN = 1, _("chosen")
        AUTOMATIC = 2, _("automatic")

    value_fields = ("fund_id", "kind", "origin", "joined_late")

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    # An automatic affiliation ends when the person chooses a fund (DEC art. 42 §1).
    origin = models.PositiveSmallIntegerField(choices=Origin, default=Origin.CHOSEN)
    # Joined voluntarily after the free term: the waiting time of DEC art. 41 §1 al. 2-3 applies.
    joined_late = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        pass


class ForeignWork(Fact):
    """Works here and lives elsewhere, so that Belgian social security applies (DEC art. 3 §2; BVR art. 54, 56 §3)."""

    class Area(models.IntegerChoices):
        FLANDERS = 1, _("Dutch-language area")
        BRUSSELS = 2, _("Brussels-Capital")
        WALLONIA = 3, _("elsewhere in Belgium")

    value_fields = ("area", "free_movement", "dependant", "since_brexit", "first_file_on", "start_year")

    area = models.PositiveSmallIntegerField(choices=Area)
    free_movement = models.BooleanField(default=False, help_text=_("The test of BVR art. 54 is met"))
    dependant = models.BooleanField(default=False, help_text=_("A dependant of the worker"))
    since_brexit = models.BooleanField(default=False, help_text=_("Uninterrupted since 31 December 2020"))
    # When the agency received the first file of the Crossroads Bank that names the person.
    first_file_on = models.DateField(null=True, blank=True)
    # The first year of membership according to the agency: the minister sets it, and no article does.
    start_year = models.PositiveSmallIntegerField(default=0)

    class Meta(Fact.Meta):
        pass


class ScopeStatus(Fact):
    """A quality that decides whether the Flemish Social Protection applies (DEC art. 3 §3, 44; BVR art. 57, 58)."""

    class Ground(models.IntegerChoices):
        TEMPORARY_STUDENT_OR_RESEARCHER = 1, _("student or researcher with a temporary stay, or family")
        EUROPEAN_STUDENT = 2, _("European student not insured in Belgium")
        MILITARY_ABROAD = 3, _("military on a mission abroad, or a dependant")
        STRUCK_OFF = 4, _("struck off the population register")
        STATELESS = 5, _("stateless")

    series_fields: ClassVar[tuple[str, ...]] = ("ground",)
    value_fields = ("ground",)

    ground = models.PositiveSmallIntegerField(choices=Ground)

    class Meta(Fact.Meta):
        pass


class ContactAddress(Fact):
    """Where letters go instead of to the main residence (DEC art. 54; BVR art. 92)."""

    class Ground(models.IntegerChoices):
        NO_RESIDENCE = 1, _("struck off, stateless or a minor of DEC art. 44: a contact address")
        REQUEST = 2, _("asked in writing")

    value_fields = ("ground", "document", "care_of", "street", "house_number", "postal_code", "municipality", "country")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    document = models.CharField(max_length=80, help_text=_("The written request, or how the address is known"))
    care_of = models.CharField(max_length=80, blank=True, help_text=_("At whose place, as it stands on the envelope"))
    street = models.CharField(max_length=80, blank=True)
    house_number = models.CharField(max_length=12, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    municipality = models.CharField(max_length=60)
    country = models.CharField(max_length=2, default="BE")

    class Meta(Fact.Meta):
        pass


# Kinds that make somebody a member under DEC art. 42: with a premium, and a place in one fund.
MEMBERS = (Membership.Kind.COMPULSORY, Membership.Kind.VOLUNTARY)


def change_kinds() -> Sequence[tuple[str, str | Promise]]:
    """What the column may hold; a function, so that a new kind is no change of the table."""
    return Change.Kind.choices


class Change(models.Model):
    """Something that was done to a membership: what a letter tells and the file keeps. Only added to, never changed."""

    class Kind(models.TextChoices):
        START = "start", _("membership started")
        AUTOMATIC = "automatic", _("affiliated automatically")
        RETURN = "return", _("back with the fund of before")
        SWITCH = "switch", _("other care fund")
        OTHER_KIND = "other_kind", _("other kind of membership")
        STOP = "stop", _("stopped on request")
        LOST = "lost", _("ended because of unpaid premiums")
        LEFT = "left", _("ended because of a move or another change")
        DEATH = "death", _("ended by death")
        REVIVED = "revived", _("death taken back")
        REPORT = "report", _("reported by two funds")
        CEDED = "ceded", _("ceded to another fund")
        REFUNDED = "refunded", _("taken back: premiums refunded")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    fund = models.ForeignKey(CareFund, models.PROTECT, related_name="+", db_index=False)
    other_fund = models.ForeignKey(CareFund, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=change_kinds)
    membership_kind = models.PositiveSmallIntegerField(choices=Membership.Kind)
    # The first day of what is new; of an end the first day without membership.
    effective_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # What a letter needs besides: the end of a waiting time, until when the first premiums may be paid.
    told = models.JSONField(default=dict)
    # Who did it for whom, and when.
    reference = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes = [models.Index(fields=["fund", "kind", "id"], name="change_of_fund")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"
