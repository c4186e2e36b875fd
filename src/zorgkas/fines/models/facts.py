"""Facts that keep somebody from a fine, or a year from counting."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Fact


class FineProtection(Fact):
    """A situation in which no fine is imposed (DEC art. 47 §3, 2°; BVR art. 82), with what shows it.

    Prison is a `Detention`, bankruptcy and collective debt settlement a `PremiumExemption`.
    """

    class Ground(models.IntegerChoices):
        MISSING = 1, _("missing")
        ABSENT = 2, _("declared absent")
        STRUCK_OFF = 3, _("struck off the register")
        BUDGET_GUIDANCE = 4, _("budget guidance")
        BUDGET_MANAGEMENT = 5, _("budget management")
        DEBT_MEDIATION = 6, _("debt mediation by a recognised institution")
        AMICABLE_DEBT_MEDIATION = 7, _("amicable debt mediation by a bailiff")
        INQUIRY = 8, _("inquiry of the agency into the duty to join")
        DETAINED = 9, _("prison or internment")

    class Proof(models.IntegerChoices):
        INSTITUTION_ATTEST = 1, _("attest of the institution")
        REGISTER_PRINT = 2, _("print of the National Register")
        REPORT_ATTEST = 3, _("attest of the report")
        JUDGMENT = 4, _("copy of the judgment")
        OCMW_ATTEST = 5, _("attest of the public centre for social welfare (OCMW)")
        RECOGNISED_ATTEST = 6, _("attest of the recognised institution")
        BAILIFF_ATTEST = 7, _("attest of the bailiff")
        AGENCY_NOTICE = 8, _("notice of the agency")
        FUND_ATTEST = 9, _("attest of the care fund")

    series_fields: ClassVar[tuple[str, ...]] = ("ground",)
    value_fields = ("ground", "proof", "proof_reference")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    proof = models.PositiveSmallIntegerField(choices=Proof)
    proof_reference = models.CharField(max_length=80, blank=True)

    class Meta(Fact.Meta):
        pass


class UncountedYear(Fact):
    """A premium year that does not count for a fine (BVR art. 82 al. 1, 4° and 8°); valid from that year on."""

    class Ground(models.IntegerChoices):
        AUTHORITY_ERROR = 1, _("error of the agency, the National Register or the Crossroads Bank")
        WRONGLY_RETURNED = 2, _("fully paid, and wrongly sent back by the fund")

    series_fields: ClassVar[tuple[str, ...]] = ("year", "ground")
    value_fields = ("year", "ground", "proof_reference")

    year = models.PositiveSmallIntegerField()
    ground = models.PositiveSmallIntegerField(choices=Ground)
    proof_reference = models.CharField(max_length=80, blank=True)

    class Meta(Fact.Meta):
        pass


class ClaimedWithFine(Fact):
    """The agency asks this premium together with a fine, since that day (BVR art. 69, 71, 84)."""

    series_fields: ClassVar[tuple[str, ...]] = ("year",)
    value_fields = ("year",)

    year = models.PositiveSmallIntegerField()

    class Meta(Fact.Meta):
        pass
