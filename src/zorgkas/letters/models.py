"""Tables of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.letters.kinds import KINDS, kind_choices
from zorgkas.registry.models import CareFund, Person


class FundContact(models.Model):
    """What every letter of a fund says about the fund itself, its ombudsperson and where to appeal."""

    fund = models.OneToOneField(CareFund, models.PROTECT, primary_key=True, related_name="contact")
    street = models.CharField(max_length=80)
    town = models.CharField(max_length=80, help_text=_("Postal code and town"))
    city = models.CharField(max_length=60, help_text=_("The place above the date of a letter"))
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=80, help_text=_("When people can call, in Dutch"))
    email = models.EmailField()
    website = models.CharField(max_length=80)
    complaints = models.CharField(max_length=160, help_text=_("How to reach the ombudsperson (BVR art. 42)"))
    complaints_website = models.CharField(max_length=80)
    data_protection = models.CharField(max_length=120, help_text=_("The data protection officer (DEC art. 49 §6)"))
    agency = models.CharField(max_length=120, help_text=_("The agency as named in a sentence, in Dutch"))
    agency_address = models.CharField(max_length=160, help_text=_("Where an appeal is sent to (BVR art. 143)"))
    is_example = models.BooleanField(default=False, help_text=_("Made-up values for a demo"))

    def __str__(self) -> str:
        return f"{self.fund}: {self.email}"


class Letter(models.Model):
    """A letter to a person: the data it says, and, once sent, where the PDF lies as it went out and its hash."""

    person = models.ForeignKey(Person, models.PROTECT)
    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=40, choices=kind_choices)
    # What the letter is about (a claim, a decision): one letter per kind and reference.
    reference = models.CharField(max_length=80)
    data = models.JSONField(help_text=_("Addressee and content, as in letters.content"))
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    # Letters go out in print files; the hash is of the whole file, the pages are where this letter stands in it.
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=300, blank=True, help_text=_("Below the outbox directory"))
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="letter_once")]
        indexes = [models.Index(fields=["fund", "id"], name="letter_to_send", condition=models.Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def about_care(self) -> bool:
        """Whether it says something about somebody's health."""
        return KINDS[self.kind].about_care

    @property
    def number(self) -> str:
        """The number that the letter carries, to quote in an answer."""
        return f"Z{self.pk:09d}"
