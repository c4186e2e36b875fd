"""Facts that come after a decision: an allowance that is asked, an absence from a facility, an advance on a benefit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Fact


class AskedAllowance(Fact):
    """A copy of the application for a federal integration allowance, valid from the day it was shown (BVR art. 167)."""

    class Answer(models.IntegerChoices):
        AWAITED = 0, _("awaited")
        PROVES_NEED = 1, _("its attest proves the care need")
        NO_PROOF = 2, _("it proves no care need")

    value_fields = ("answer",)

    answer = models.PositiveSmallIntegerField(choices=Answer, default=Answer.AWAITED)


class FacilityAbsence(Fact):
    """Away from the psychiatric nursing home without asking another form of care (BVR art. 148)."""

    value_fields = ()


class Advance(Fact):
    """An advance on a benefit that somebody else owes, until it is received (BVR art. 229)."""

    value_fields = ("benefits", "debtor", "debtor_gave_advances")

    benefits = models.CharField(max_length=200)
    debtor = models.CharField(max_length=120)
    debtor_gave_advances = models.BooleanField(default=False)
