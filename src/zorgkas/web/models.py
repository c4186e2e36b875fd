"""Tables of the web: who works for which fund, who looked at whom, and why; and wrong passwords of the last minutes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Person


class Consultation(models.Model):
    """A look at a person by a member of staff; append-only, guarded by the database."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=30)
    reason = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="consultation_at")]


class Note(models.Model):
    """What a colleague should know about a person; never changed, at most struck out by who wrote it."""

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    text = models.CharField(max_length=1000)
    about_care = models.BooleanField(default=False, help_text=_("It says something about somebody's health"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)


class StaffFund(models.Model):
    """A fund that a user works for; without a fund: all of them, for an auditor or the agency."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_funds")
    fund = models.ForeignKey(CareFund, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "fund"], name="staff_fund_once", nulls_distinct=False),
        ]


class FailedSignIn(models.Model):
    """A wrong password for a name; forgotten when the name signs in."""

    name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "at"], name="failed_sign_in_name")]
