"""Tables of the API: which programs may ask, their tokens, and what was answered to a key of idempotency."""

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _


class Program(models.Model):
    """A program that may ask; it acts as a user, so that funds and the log of consultations are those of staff."""

    client_id = models.SlugField(unique=True)
    secret_sha256 = models.CharField(max_length=64)
    user = models.OneToOneField(User, models.PROTECT, related_name="+")
    scopes = models.JSONField(default=list, help_text=_("What it may ask at most"))
    purpose = models.CharField(max_length=200, help_text=_("Why it looks at people, for the log"))
    active = models.BooleanField(default=True)


class Token(models.Model):
    """A token that was given out; kept as a hash only."""

    program = models.ForeignKey(Program, models.CASCADE)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    ends_at = models.DateTimeField()


class Answered(models.Model):
    """What was answered to a key: the same key again gets the same answer, and nothing is done twice."""

    program = models.ForeignKey(Program, models.CASCADE)
    key = models.CharField(max_length=100)
    asked_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "key"], name="answered_once")]
