"""Care funds, persons with their identification numbers, and providers of care."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CareFund(models.Model):
    """A recognised care fund (zorgkas); each has its own ledger, accounts and members."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    enterprise_number = models.CharField(max_length=10)
    creditor_identifier = models.CharField(max_length=35, help_text=_("For direct debits (SEPA AT-02)"))

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody the fund knows; whatever can change about a person is a fact."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("woman")
        MALE = "M", _("man")
        UNKNOWN = "X", _("not known")

    insz = models.CharField(max_length=11, unique=True)
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=80)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex)

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class FormerNumber(models.Model):
    """A number the person had before; it still finds the person."""

    insz = models.CharField(max_length=11, primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="former_numbers")
    replaced_at = models.DateTimeField()


class Provider(models.Model):
    """Who gives care or a service and is paid by the fund; whatever can change about it is a fact of the room `care`.

    One place with a number of its own: a facility, a supplier, a practice.
    """

    number = models.CharField(max_length=20, unique=True, help_text=_("Number of recognition, RIZIV or enterprise"))
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, help_text=_("Kind of provider, as its pillar names it"))

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
