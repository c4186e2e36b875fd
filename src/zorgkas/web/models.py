"""Tables of the web: the log of who looked at whom, and why."""

from django.conf import settings
from django.db import models

from zorgkas.registry.models import Person


class Consultation(models.Model):
    """A look at a person by a member of staff; append-only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=30)
    reason = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)
