"""What was found about the care need of an older person (BVR art. 193 to 193/2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Fact


class OlderCareFinding(Fact):
    """A finding for a ZBO, with the two scores more that it needs. Scores are tenths, -1 where there is none.

    Valid over the period for which the need was found; `issued_on` is the date of the document.
    """

    class Instrument(models.IntegerChoices):
        BELRAI_ATTEST = 1, _("BelRAI Screener of a care provider")
        MEDICAL_SOCIAL = 3, _("medical-social scale")
        BELRAI_ASSESSMENT = 8, _("BelRAI Screener by an authorised assessor")

    series_fields = ("instrument",)
    value_fields = ("instrument", "issued_on", "issuer", "total_tenths", "hierarchical_tenths", "cognition_tenths")

    instrument = models.PositiveSmallIntegerField(choices=Instrument)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=60)
    total_tenths = models.SmallIntegerField(default=-1)
    # The functional hierarchical scale of IADL and ADL; the modules cognition, psychological and behaviour together.
    hierarchical_tenths = models.SmallIntegerField(default=-1)
    cognition_tenths = models.SmallIntegerField(default=-1)
