"""What comes in, what is decided on it, and the right it gives."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Fact, Person, Provider


class CareRequest(models.Model):
    """A request or notification of a provider or a user: what it says, and the last day on which it must be decided."""

    class State(models.TextChoices):
        OPEN = "open", _("to be decided")
        WAITING = "waiting", _("waits for information")
        DECIDED = "decided", _("decided")

    pillar = models.CharField(max_length=30)
    kind = models.CharField(max_length=30, help_text=_("Kind of request, as the pillar names it"))
    fund = models.ForeignKey(CareFund, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True)
    key = models.CharField(max_length=120, unique=True, help_text=_("The same key is taken in once"))
    received_on = models.DateField()
    received_at = models.DateTimeField()
    event_on = models.DateField(help_text=_("The day of admission, consultation or prescription"))
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decide_by = models.DateField(null=True, blank=True, help_text=_("The legal last day, if the law sets one"))

    class Meta:
        indexes = [
            models.Index(fields=["fund", "decide_by"], name="care_request_open", condition=~Q(state="decided")),
            models.Index(fields=["person"], name="care_request_person"),
        ]

    def __str__(self) -> str:
        return self.key


class CareDecision(models.Model):
    """What was decided, why, and with what receipt. Append-only: another decision follows, none changes."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        ASKS = "asks", _("asks for information")
        LAPSED = "lapsed", _("lapsed")
        SILENCE = "silence", _("accepted by silence")

    request = models.ForeignKey(CareRequest, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reasons = models.JSONField(default=list, help_text=_("Codes of the catalogue of the pillar"))
    receipt = models.JSONField(null=True, blank=True, help_text=_("What the law was asked and what it answered"))
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request"], name="care_decision_final_once", condition=~Q(outcome="asks"))
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"


class CareRight(Fact):
    """A right of a person to care of a code by a provider, over a period; a fact, recorded as all facts."""

    series_fields = ("pillar", "provider_id", "code")
    value_fields = ("pillar", "provider_id", "code", "ceiling_cents", "ceiling_count", "decision_id", "details")

    pillar = models.CharField(max_length=30)
    # Zero for a right that is not bound to a provider.
    provider_id = models.BigIntegerField(default=0)
    code = models.CharField(max_length=20)
    ceiling_cents = models.BigIntegerField(null=True, blank=True)
    ceiling_count = models.IntegerField(null=True, blank=True)
    decision_id = models.BigIntegerField(null=True, blank=True)
    # What only this pillar knows, as JSON with sorted keys: text, so that equal is equal (see `care.services.details`).
    details = models.TextField(default="{}")

    class Meta(Fact.Meta):
        pass
