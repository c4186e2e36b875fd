"""Facts of the means test: the household, its children, and every row of income and property (BVR art. 194 to 210)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zorgkas.registry.models import Fact, Person


class Household(Fact):
    """Lives with one other person at the same main residence (BVR art. 194 §3)."""

    class CounterProof(models.IntegerChoices):
        NONE = 0, _("none")
        IS_NO_FAMILY = 1, _("they are no family")
        IS_FAMILY = 2, _("they are a family")

    value_fields = (
        "partner_id",
        "related_to_third_degree",
        "religious_community",
        "member_detained",
        "partner_has_category",
        "counter_proof",
    )

    partner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    related_to_third_degree = models.BooleanField(default=False)
    religious_community = models.BooleanField(default=False)
    member_detained = models.BooleanField(default=False)
    # The partner has a reduced self-reliance as well, whether or not a budget is paid (BVR art. 195 §1 al. 2).
    partner_has_category = models.BooleanField(default=False)
    counter_proof = models.PositiveSmallIntegerField(choices=CounterProof, default=CounterProof.NONE)


class DependentChild(Fact):
    """A child that counts as dependent, for a reason of BVR art. 194 §4."""

    class Ground(models.IntegerChoices):
        CHILD_BENEFIT = 1, _("child benefit")
        MAINTENANCE_RECEIVED = 2, _("maintenance received")
        MAINTENANCE_PAID = 3, _("maintenance paid")
        CARE_FIXED_EX_PARTNER_PAID = 4, _("looked after, child benefit for the former partner")
        FOSTER_PLACEMENT = 5, _("placed in the foster family")

    series_fields = ("number",)
    value_fields = ("number", "child_birth_date", "ground")

    number = models.PositiveSmallIntegerField()
    child_birth_date = models.DateField()
    ground = models.PositiveSmallIntegerField(choices=Ground)


class Means(Fact):
    """One row of the means test of somebody and the partner: an income a year, a good, a gift or a sale.

    Valid as long as it is received or held; a gift or a sale from its day on. Work and replacement income name their
    year (BVR art. 196 counts the second year before). Rows of a person have a number, so that they stand beside each
    other.
    """

    class Kind(models.IntegerChoices):
        PENSION = 1, _("pension")
        INCOME_GUARANTEE = 2, _("income guarantee for older people")
        WAGE = 3, _("wage")
        SELF_EMPLOYED = 4, _("income of a self-employed person")
        REPLACEMENT = 5, _("replacement income")
        OTHER_INCOME = 6, _("other income")
        BUILT_PROPERTY = 7, _("built property (cadastral income)")
        UNBUILT_PROPERTY = 8, _("unbuilt property (cadastral income)")
        CAPITAL = 9, _("savings and investments")
        GIFT = 10, _("gift")
        SALE = 11, _("sale")
        SALE_FOR_ANNUITY = 12, _("sale for a life annuity")
        FAMILY_BENEFIT = 21, _("family benefit")
        MAINTENANCE_IN_LINE = 22, _("maintenance from parents or children")
        WAR_RENT = 23, _("war pension")
        DISABILITY_ALLOWANCE = 24, _("disability allowance")
        HOLIDAY_PAY = 25, _("holiday pay of a pension")
        LOCAL_EMPLOYMENT_FEE = 26, _("fee of the local employment agency")
        GERMAN_COMPENSATION = 28, _("German compensation")
        VOLUNTEER_FEE = 29, _("volunteer fee")
        SOCIAL_PROTECTION_BENEFIT = 30, _("benefit of the Flemish social protection")

    class Right(models.IntegerChoices):
        FULL = 1, _("full ownership")
        USUFRUCT = 2, _("usufruct")
        BARE = 3, _("bare ownership")

    series_fields = ("number",)
    value_fields = (
        "number",
        "kind",
        "of_partner",
        "amount_cents",
        "share_numerator",
        "share_denominator",
        "right",
        "year",
        "stopped_for_pension",
        "permitted_work_cents",
        "withheld_cents",
        "maintenance_paid_cents",
        "transferred_on",
        "debts_cents",
        "still_held_cents",
        "annuity_cents",
    )

    number = models.PositiveSmallIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    of_partner = models.BooleanField(default=False)
    amount_cents = models.BigIntegerField()
    share_numerator = models.PositiveIntegerField(default=1)
    share_denominator = models.PositiveIntegerField(default=1)
    right = models.PositiveSmallIntegerField(choices=Right, default=Right.FULL)
    year = models.PositiveSmallIntegerField(default=0)
    stopped_for_pension = models.BooleanField(default=False)
    permitted_work_cents = models.IntegerField(default=-1)
    withheld_cents = models.IntegerField(default=0)
    maintenance_paid_cents = models.IntegerField(default=0)
    transferred_on = models.DateField(null=True, blank=True)
    debts_cents = models.BigIntegerField(default=0)
    still_held_cents = models.BigIntegerField(default=0)
    annuity_cents = models.IntegerField(default=0)


class OtherBenefit(Fact):
    """Another benefit or compensation beside a ZBO (DEC art. 75, 84 §2; BVR art. 218, 231)."""

    class Kind(models.IntegerChoices):
        FEDERAL_ALLOWANCE = 1, _("federal allowance (IVT, IT, 1969, supplementary)")
        COMPARABLE_ELSEWHERE = 2, _("comparable benefit of Brussels or another community")
        COMPENSATION = 3, _("compensation for the same care need")

    series_fields = ("kind",)
    value_fields = ("kind", "year_cents", "capital_cents", "share_known", "share_cents", "percentage_hundredths")

    kind = models.PositiveSmallIntegerField(choices=Kind)
    year_cents = models.IntegerField(default=0)
    # A compensation paid as capital: the part for self-reliance when judgment or settlement says it; the percentage of
    # annex 1 of the order, by age.
    capital_cents = models.BigIntegerField(default=0)
    share_known = models.BooleanField(default=False)
    share_cents = models.BigIntegerField(default=0)
    percentage_hundredths = models.PositiveSmallIntegerField(default=0)
