"""The kinds of fact that the registry keeps."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.iban import check_iban
from zorgkas.registry.models.fact import Fact


class Residence(Fact):
    """Registered in a population or aliens register (DEC art. 2, 40°)."""

    class Region(models.IntegerChoices):
        FLANDERS = 1, _("Dutch-language area")
        BRUSSELS = 2, _("Brussels-Capital")
        WALLONIA = 3, _("French-language area")
        EAST_BELGIUM = 4, _("German-language area")
        ABROAD = 5, _("abroad")

    value_fields = ("region", "street", "house_number", "postal_code", "municipality", "country")

    region = models.PositiveSmallIntegerField(choices=Region)
    street = models.CharField(max_length=80, blank=True)
    house_number = models.CharField(max_length=12, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, default="BE")

    class Meta(Fact.Meta):
        indexes = [
            *Fact.Meta.indexes,
            # Few live abroad, and every payment run asks who.
            models.Index(fields=["person"], name="residence_abroad", condition=models.Q(region=5)),
        ]


class Death(Fact):
    """Dead from `valid_from` on; a death that turns out to be wrong is simply superseded."""


class IncreasedAllowance(Fact):
    """Entitled to the increased allowance in health insurance (verhoogde tegemoetkoming)."""


class ForeignInsurance(Fact):
    """Socially insured in another state (Regulation 883/2004, treaty or international institution)."""

    class Ground(models.IntegerChoices):
        REGULATION = 1, _("insured in the EU, EEA or Switzerland")
        FOREIGN_PENSION_ONLY = 2, _("only foreign pensions")
        INTERNATIONAL_BODY = 3, _("international institution")

    value_fields = ("ground", "country")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    country = models.CharField(max_length=2)


class PremiumExemption(Fact):
    """A situation in which the premium, or what is not yet collected of it, is not due (DEC art. 45 §3)."""

    class Ground(models.IntegerChoices):
        COLLECTIVE_DEBT_SETTLEMENT = 1, _("collective debt settlement")
        BANKRUPT = 2, _("bankrupt")
        INSOLVENT = 3, _("insolvent according to a bailiff")
        TEMPORARY_PROTECTION = 4, _("temporary protection")

    series_fields = ("ground",)
    value_fields = ("ground",)

    ground = models.PositiveSmallIntegerField(choices=Ground)


class CareFinding(Fact):
    """A finding about care need by somebody who may deliver one (BVR art. 151 to 154).

    Valid over the period for which severity and duration were found; `issued_on` is the date of the document.
    Scores are tenths, so that half points fit; -1 where the instrument has no such score.
    """

    class Instrument(models.IntegerChoices):
        BELRAI_ATTEST = 1, _("BelRAI Screener of a care provider")
        KATZ_HOME = 2, _("Katz scale in home nursing")
        MEDICAL_SOCIAL = 3, _("medical-social scale")
        CHILD_SUPPLEMENT = 4, _("care supplement for children")
        KATZ_FACILITY = 5, _("Katz scale in a facility")
        KINE_E = 6, _("physiotherapy for a serious condition (E)")
        PALLIATIVE = 7, _("palliative home lump sum")
        BELRAI_ASSESSMENT = 8, _("BelRAI Screener by an authorised assessor")
        BEL_PHYSICAL_ADL = 9, _("BEL profile, physical ADL (minors)")
        BEL_PROFILE = 10, _("BEL profile (adults, until 31 May 2021)")

    class KatzClass(models.IntegerChoices):
        NONE = 0, "-"
        O = 1, "O"  # noqa: E741 - the scale itself calls it O
        A = 2, "A"
        B = 3, "B"
        C = 4, "C"
        CD = 5, "Cd"
        D = 6, "D"

    series_fields = ("instrument",)
    value_fields = ("instrument", "issued_on", "issuer", "total_tenths", "iadl_adl_tenths", "katz_class")

    instrument = models.PositiveSmallIntegerField(choices=Instrument)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=60)
    total_tenths = models.SmallIntegerField(default=-1)
    iadl_adl_tenths = models.SmallIntegerField(default=-1)
    katz_class = models.PositiveSmallIntegerField(choices=KatzClass, default=KatzClass.NONE)


class FacilityStay(Fact):
    """Stays in a facility that counts as residential care (BVR art. 148-149)."""

    class Kind(models.IntegerChoices):
        WZC = 1, _("residential care centre")
        PVT = 2, _("psychiatric nursing home")
        COMPARABLE_BELGIUM = 3, _("comparable facility elsewhere in Belgium")
        COMPARABLE_ABROAD = 4, _("comparable facility in the EU, EEA or Switzerland")

    value_fields = ("facility_kind", "facility")

    facility_kind = models.PositiveSmallIntegerField(choices=Kind)
    facility = models.CharField(max_length=80)


class Suspension(Fact):
    """A situation that suspends the payment of the ZZZ (BVR art. 182); `notified_on` is when the fund was told."""

    class Ground(models.IntegerChoices):
        NOT_DIRECTLY_ACCESSIBLE = 1, _("budget for not directly accessible care (nRTH)")
        PERSONAL_ASSISTANCE = 2, _("personal assistance budget (PAB)")
        FULL_TIME_MFC = 3, _("full-time in a multifunctional centre for minors")
        RESIDENTIAL_BELGIUM = 5, _("residential disability facility of another Belgian authority")
        RESIDENTIAL_ABROAD = 6, _("residential disability facility abroad")

    series_fields = ("ground",)
    value_fields = ("ground", "notified_on")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    notified_on = models.DateField()


class Detention(Fact):
    """In prison or in an institution of DEC art. 61 (BVR art. 142)."""


class BankAccount(Fact):
    """The account on which the person is paid; `blocked` when the bank sent a payment back."""

    value_fields = ("iban", "holder_name", "blocked")

    iban = models.CharField(max_length=34, validators=[check_iban])
    holder_name = models.CharField(max_length=140)
    blocked = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        indexes: ClassVar = [*Fact.Meta.indexes, models.Index(fields=["iban"], name="bankaccount_iban")]


class DirectDebitMandate(Fact):
    """The person lets the fund collect the premium (domiciliëring)."""

    value_fields = ("reference", "iban", "holder_name", "signed_on")

    reference = models.CharField(max_length=35)
    iban = models.CharField(max_length=34, validators=[check_iban])
    holder_name = models.CharField(max_length=140)
    signed_on = models.DateField()

    class Meta(Fact.Meta):
        indexes: ClassVar = [*Fact.Meta.indexes, models.Index(fields=["iban"], name="directdebitmandate_iban")]
