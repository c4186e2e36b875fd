"""Tables of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import CareFund, Fact


class Membership(Fact):
    """Affiliated with a care fund; runs per calendar year (BVR art. 63)."""

    class Kind(models.IntegerChoices):
        COMPULSORY = 1, _("compulsory")
        VOLUNTARY = 2, _("voluntary")
        ADMINISTRATIVE = 3, _("administrative")

    value_fields = ("fund_id", "kind")

    fund = models.ForeignKey(CareFund, models.PROTECT, db_index=False)
    kind = models.PositiveSmallIntegerField(choices=Kind)

    class Meta(Fact.Meta):
        pass
