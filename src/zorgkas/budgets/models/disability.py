"""What VAPH and the gateway deliver for the ZBH: the file of a person, and support that excludes the budget."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Fact


class DisabilityFile(Fact):
    """The file data behind a ZBH (BVR art. 233, 636 to 641/2); valid as long as its attest."""

    class Group(models.IntegerChoices):
        NONE = 0, _("no group")
        ADULTS = 1, _("adults with a registered demand in 2014 and 2016")
        YOUTH_WAITERS = 2, _("youngsters on the list of 2015")
        YOUNG_ADULTS = 3, _("young adults with twelve points")
        MINORS = 4, _("children with twelve points")
        PRIORITY = 5, _("adults in priority group 1 or 2")
        SWITCHERS = 6, _("gave up not directly accessible care")
        ABROAD = 7, _("not in Belgium at the end of 2022")

    value_fields = (
        "group",
        "recognised",
        "demand_end_of_2014",
        "demand_start_of_2016",
        "support_at_grant",
        "nrth_at_grant",
        "listed_in_2015",
        "points_tenths",
        "priority_group",
        "budget_asked_on",
        "switched_voluntarily",
        "notice_ended_on",
        "abroad_end_of_2022",
    )

    group = models.PositiveSmallIntegerField(choices=Group)
    recognised = models.BooleanField(default=False)
    demand_end_of_2014 = models.BooleanField(default=False)
    demand_start_of_2016 = models.BooleanField(default=False)
    support_at_grant = models.BooleanField(default=False)
    nrth_at_grant = models.BooleanField(default=False)
    listed_in_2015 = models.BooleanField(default=False)
    points_tenths = models.SmallIntegerField(default=-1)
    priority_group = models.PositiveSmallIntegerField(default=0)
    budget_asked_on = models.DateField(null=True, blank=True)
    switched_voluntarily = models.BooleanField(default=False)
    notice_ended_on = models.DateField(null=True, blank=True)
    abroad_end_of_2022 = models.BooleanField(default=False)


class DisabilitySupport(Fact):
    """Support or a stay that excludes a ZBH (BVR art. 238, by its numbers). What suspends a ZZZ: Suspension."""

    class Ground(models.IntegerChoices):
        PERSONAL_ASSISTANCE = 2, _("personal assistance budget")
        MFC = 3, _("multifunctional centre")
        RESIDENTIAL_BELGIUM = 4, _("residential disability facility of another Belgian authority")
        RESIDENTIAL_ABROAD = 5, _("residential disability facility abroad")
        PSYCHIATRIC_NURSING_HOME = 6, _("psychiatric nursing home")
        SPECIAL_YOUTH_CARE = 7, _("special youth care")
        COMMUNITY_INSTITUTION = 8, _("community institution")
        AMBULATORY_ELSEWHERE = 9, _("ambulatory facility outside Flanders")
        CHILD_CARE_CENTRE = 10, _("centre for child care and family support")
        URGENT_MEANS = 11, _("means for minors with urgent needs")
        INTERNEES_UNIT = 12, _("unit for internees")
        OBSERVATION_UNIT = 13, _("observation, diagnosis or treatment unit")
        NOT_DIRECTLY_ACCESSIBLE = 14, _("budget for not directly accessible care")
        INCOME_REPLACEMENT = 15, _("income-replacement or integration allowance")

    series_fields = ("ground",)
    value_fields = ("ground", "notified_on")

    ground = models.PositiveSmallIntegerField(choices=Ground)
    notified_on = models.DateField()
