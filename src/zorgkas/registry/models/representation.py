"""Who acts for a person, and to whom is paid instead of the person."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.iban import check_iban
from zorgkas.registry.models.fact import Fact


class Representative(Fact):
    """A natural person who acts in place of the user for what is needed to obtain benefits (DEC art. 23 §2).

    What is kept of a third person is what DEC art. 49 §3/0 names. The period is that of the judgment or the mandate.
    """

    class Kind(models.IntegerChoices):
        PARENT = 1, _("parent of a minor")
        GUARDIAN = 2, _("guardian of a minor")
        ADMINISTRATOR = 3, _("administrator appointed by a court")
        MANDATE_HOLDER = 4, _("mandate holder")
        DEBT_MEDIATOR = 5, _("debt mediator")

    series_fields = ("kind", "name")
    value_fields = (
        "kind",
        "name",
        "insz",
        "relation",
        "street",
        "house_number",
        "postal_code",
        "municipality",
        "phone",
        "email",
        "gets_letters",
        "proof",
    )

    kind = models.PositiveSmallIntegerField(choices=Kind)
    name = models.CharField(max_length=140)
    insz = models.CharField(max_length=11, blank=True, validators=[RegexValidator(r"^\d{11}$")])
    relation = models.CharField(max_length=60, blank=True)
    street = models.CharField(max_length=80, blank=True)
    house_number = models.CharField(max_length=12, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    gets_letters = models.BooleanField(default=True)
    proof = models.CharField(max_length=120, blank=True, help_text=_("The judgment or the mandate, by its reference"))


class PaymentToOther(Fact):
    """What is due to the person is paid on the account of somebody else, as long as it holds."""

    class Ground(models.IntegerChoices):
        REPRESENTATIVE = 1, _("legal representative or mandate holder")
        DEBT_MEDIATOR = 2, _("debt mediator")
        OTHER_WISH = 3, _("account of somebody else, at the person's written wish")
        AFTER_DEATH = 4, _("who gets what was due, after death")

    value_fields = ("ground", "iban", "holder_name", "proof")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    iban = models.CharField(max_length=34, validators=[check_iban])
    holder_name = models.CharField(max_length=140)
    proof = models.CharField(max_length=120, help_text=_("The mandate, judgment or application, by its reference"))
