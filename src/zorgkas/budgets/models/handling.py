"""How a file is handled: questions to others with their terms, revisions, interest on a late decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.budgets.models.core import Application, Decision
from zorgkas.registry.models import CareFund, Person
from zorgkas.registry.reasons import told


class DataQuestion(models.Model):
    """Something the fund asked somebody for: it goes to who must know it, with a term (BVR art. 215, 217)."""

    class Party(models.TextChoices):
        USER = "user", _("the person")
        PENSIONS = "pensions", _("pension register")
        TAX = "tax", _("tax administration")
        CADASTRE = "cadastre", _("land registry")
        ASSESSOR = "assessor", _("assessor")
        FACILITY = "facility", _("facility")
        NATIONAL_REGISTER = "register", _("National Register")
        FOREIGN = "foreign", _("foreign institution")
        VAPH = "vaph", _("VAPH")

    application = models.ForeignKey(Application, models.PROTECT, related_name="questions")
    party = models.CharField(max_length=10, choices=Party)
    # What is asked: a name that the services know, and the text that says it in words.
    what = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    text_values = models.JSONField(null=True, blank=True)
    sent_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "what"],
                condition=models.Q(answered_on__isnull=True),
                name="question_open_once",
            )
        ]
        indexes = [models.Index(fields=["sent_on"], name="question_open", condition=models.Q(answered_on__isnull=True))]

    def __str__(self) -> str:
        return f"{self.application} {self.what}"

    @property
    def told(self) -> str:
        """What is asked, in the language of who reads it."""
        return told(self.text, self.text_values)


class Revision(models.Model):
    """A case in which a running ZBO must be looked at again (BVR art. 226), found from what was learned."""

    class State(models.TextChoices):
        FOUND = "found", _("found")
        DECIDED = "decided", _("decided")
        WITHOUT_EFFECT = "nothing", _("changes nothing")
        FOR_A_PERSON = "person", _("to be looked at by somebody")

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    # The number of the case in the list of BVR art. 226 §1.
    case = models.PositiveSmallIntegerField()
    event_on = models.DateField()
    reported_on = models.DateField(null=True, blank=True)
    # Told by another authority: the person had no duty to report it (BVR art. 141 al. 2).
    by_message = models.BooleanField(default=False, db_default=False)
    learned_at = models.DateTimeField()
    # The same event is found once.
    reference = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.FOUND)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, db_index=False)
    effective_month = models.IntegerField(default=0)
    before_cents = models.IntegerField(default=0)
    after_cents = models.IntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["fund", "state"], name="revision_state")]

    def __str__(self) -> str:
        return self.reference


class Interest(models.Model):
    """Default interest on one month of a ZBO that was decided late (BVR art. 217 §3)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="interest")
    month = models.IntegerField()
    due_cents = models.IntegerField()
    days = models.PositiveSmallIntegerField()
    # Empty as long as the legal rate of interest is not known.
    cents = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "month"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.month}"
