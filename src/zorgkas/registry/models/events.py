"""What happened to a file of any kind (an appeal, a recovery): numbered, with its legal day and who did it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileEvent(models.Model):
    """Something that happened to a file. Append-only: a table of events gets the guard of its room's migrations.

    A kind of event adds the file that it is about, and `kind` with its choices.
    """

    number = models.PositiveIntegerField()
    on = models.DateField(help_text=_("The day on which it holds in law"))
    at = models.DateTimeField(help_text=_("The moment at which it was recorded"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
