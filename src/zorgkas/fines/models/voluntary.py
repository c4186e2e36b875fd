"""Voluntary members who lost their membership for unpaid premiums, and their objection (BVR art. 77)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person


class VoluntaryEnd(models.Model):
    """One ending of a voluntary membership by the fund itself."""

    class State(models.TextChoices):
        ENDED = "ended", _("membership ended")
        OBJECTED = "objected", _("objection lodged")
        UPHELD = "upheld", _("objection rejected")
        RESTORED = "restored", _("membership restored")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    fund = models.ForeignKey(CareFund, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.ENDED)
    # 0 when no premium was ever fully paid: the membership is taken back from its first day.
    last_paid_year = models.PositiveSmallIntegerField()
    missed_years = models.CharField(max_length=120, help_text=_("Premium years that were not fully paid"))
    missed_cents = models.BigIntegerField()
    # The membership as it was, to give it back after an objection.
    since = models.DateField()
    first_free_day = models.DateField(help_text=_("The first day without membership"))
    ended_on = models.DateField(help_text=_("When the fund ended it"))
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    motivation = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "fund", "ended_on"], name="voluntaryend_once")]
        indexes = [models.Index(fields=["fund", "state"], name="voluntaryend_state")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.ended_on} {self.state}"
