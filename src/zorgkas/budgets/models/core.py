"""Applications, decisions with their receipt, entitlements."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.ledger.accounts import product_choices
from zorgkas.registry.models import CareFund, Fact, Person


class CareForm(models.IntegerChoices):
    """Forms of care for the ZZZ (BVR art. 1, 34° and 47°)."""

    HOME = 1, _("care at home")
    RESIDENTIAL = 2, _("residential care")


class TakeOver(models.Model):
    """From which month on the budgets of a fund are calculated here; what was running before was paid elsewhere."""

    fund = models.OneToOneField(CareFund, models.PROTECT, primary_key=True)
    first_month = models.IntegerField(help_text=_("The month as a number, such as 202601"))

    def __str__(self) -> str:
        return f"{self.fund} {self.first_month}"


class Application(models.Model):
    """A request for a budget, or the file data that lead to an automatic grant."""

    class Channel(models.TextChoices):
        FORM = "form", _("application form")
        AUTOMATIC = "automatic", _("automatic, from file data")
        REVISION = "revision", _("revision by the fund")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        WAITING = "waiting", _("waiting for proof")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        LAPSED = "lapsed", _("lapsed: the questions were not answered")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    product = models.PositiveSmallIntegerField(choices=product_choices)
    care_form = models.PositiveSmallIntegerField(choices=CareForm)
    channel = models.CharField(max_length=10, choices=Channel)
    applied_on = models.DateField(help_text=_("As dated by the fund, or the day the file data came"))
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    decide_by = models.DateField(
        help_text=_("60 days, or 60 + 30 when proof is missing (BVR art. 163)"), null=True, blank=True
    )
    # The same file data never open two applications.
    reference = models.CharField(max_length=80, unique=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    answers = models.JSONField(
        default=dict, blank=True, help_text=_("What the form says that no fact of the registry says")
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["fund", "decide_by"],
                name="application_undecided",
                condition=models.Q(state__in=["received", "waiting"]),
            ),
            models.Index(fields=["fund", "applied_on"], name="application_applied"),
        ]

    def __str__(self) -> str:
        return self.reference


class Decision(models.Model):
    """What was decided on an application, with everything needed to decide it again."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    person = models.ForeignKey(Person, models.PROTECT)
    outcome = models.CharField(max_length=8, choices=Outcome)
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    motivation = models.JSONField(help_text=_("Reasons in plain words, with their articles"))
    receipt = models.JSONField(help_text=_("Facts as known, rules and parameters used, outcome, version of the law"))

    class Meta:
        indexes = [models.Index(fields=["decided_on"], name="decision_decided_on")]

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome} {self.decided_on}"


class Entitlement(Fact):
    """A right to a budget over whole months: decided here, then the law gives the amount; or given as it was elsewhere.

    Of a ZBO the means test is not repeated each month: what was granted stands here and follows the index (DEC 86).
    """

    series_fields = ("product",)
    value_fields = (
        "product",
        "care_form",
        "given_monthly_cents",
        "decision_id",
        "category",
        "granted_year_cents",
        "granted_index_level",
        "other_benefit_year_cents",
        "decision_month",
        "zbh_group",
        "provisional",
    )

    product = models.PositiveSmallIntegerField(choices=product_choices)
    care_form = models.PositiveSmallIntegerField(choices=CareForm)
    given_monthly_cents = models.IntegerField(
        null=True,
        blank=True,
        help_text=_("Only for a right decided elsewhere; else the law gives the amount"),
    )
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, db_index=False)
    # Of a ZBO that was decided here: the care category, the budget a year and the index level on the effective day.
    category = models.PositiveSmallIntegerField(default=0, db_default=0)
    granted_year_cents = models.IntegerField(null=True, blank=True)
    granted_index_level = models.PositiveSmallIntegerField(default=0, db_default=0)
    # A federal benefit beside it, up to and including this month (as 202611; BVR art. 218).
    other_benefit_year_cents = models.IntegerField(default=0, db_default=0)
    decision_month = models.IntegerField(default=0, db_default=0)
    # On elements that may still change: it ends after twelve months (BVR art. 221, 1°).
    provisional = models.BooleanField(default=False, db_default=False)
    # Of a ZBH that was decided here: the group it came from (BVR art. 636 to 641/2).
    zbh_group = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta(Fact.Meta):
        pass
