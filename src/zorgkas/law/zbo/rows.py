"""One row of the means test: what becomes of it, and how much of it goes into which sum (BVR art. 195 to 210)."""

from zorgkas.engine import NEVER, Cents, Day, GapReason, Int8, Int32, Month, Year, rule
from zorgkas.engine.calendar import add_years, first_day, month_of
from zorgkas.engine.money import divide_half_up
from zorgkas.law.zbo.kinds import MeansKind, PropertyRight, RowOutcome


@rule(article="BVR art. 195 §2", since="2019-01-01")
def row_kind_exempt(row_kind: MeansKind, row_of_partner: bool) -> bool:
    """The list of incomes that never count; disability allowances and local employment fees only of the partner.

    An own disability allowance cannot be had beside a ZBO (DEC art. 84 §2): it is compared, see `row_outcome`.
    """
    if row_kind == MeansKind.DISABILITY_ALLOWANCE or row_kind == MeansKind.LOCAL_EMPLOYMENT_FEE:
        return row_of_partner
    return row_kind >= MeansKind.FAMILY_BENEFIT


@rule(article="BVR art. 205", since="2019-01-01")
def row_within_ten_years(row_transferred_on: Day, zbo_effective_month: Month, transfer_years: Int8) -> bool:
    """Given or sold in the ten years before the effective day."""
    day = first_day(zbo_effective_month)
    return add_years(day, -transfer_years) <= row_transferred_on and row_transferred_on < day


@rule(article="BVR art. 202, 206", since="2019-01-01")
def row_share_cents(row_amount_cents: Cents, row_share_numerator: Int32, row_share_denominator: Int32) -> Cents:
    """The part of the person and the partner in an undivided good, or of a part of a good; before any exemption."""
    return divide_half_up(row_amount_cents * row_share_numerator, row_share_denominator)


@rule(article="BVR art. 206, 207, 209", since="2019-01-01")
def row_transfer_cents(
    row_kind: MeansKind, row_share_cents: Cents, row_still_held_cents: Cents, row_debts_cents: Cents
) -> Cents:
    """The share in what was given or sold; of a sale less the debts paid with it and what is still among the assets."""
    if row_kind == MeansKind.GIFT:
        return row_share_cents
    return max(0, row_share_cents - row_still_held_cents - row_debts_cents)


@rule(article="BVR art. 208", since="2019-01-01")
def row_allowance_of_one_sale_cents(
    row_transferred_on: Day, zbo_effective_month: Month, sale_allowance_year_cents: Cents
) -> Cents:
    """1,500 euro a year, by the months from the month after the sale to the effective day; for a single sale."""
    if row_transferred_on == NEVER:
        return 0
    months = max(0, zbo_effective_month - (month_of(row_transferred_on) + 1))
    return divide_half_up(months * sale_allowance_year_cents, 12)


@rule(article="BVR art. 195-210", since="2019-01-01")
def row_outcome(
    row_kind: MeansKind,
    row_of_partner: bool,
    row_right: PropertyRight,
    row_year: Year,
    row_stopped_for_pension: bool,
    row_annuity_cents: Cents,
    row_kind_exempt: bool,
    row_within_ten_years: bool,
    row_transfer_cents: Cents,
    partner_counts: bool,
    reference_year: Year,
) -> RowOutcome:
    """Whether the row counts, or the first reason why it does not."""
    if row_of_partner and not partner_counts:
        return RowOutcome.NOT_OF_THE_FAMILY
    if row_kind_exempt:
        return RowOutcome.EXEMPT_KIND
    if row_kind == MeansKind.DISABILITY_ALLOWANCE:
        return RowOutcome.COMPARED_BENEFIT
    work = row_kind == MeansKind.WAGE or row_kind == MeansKind.SELF_EMPLOYED
    if work and row_stopped_for_pension:
        return RowOutcome.STOPPED_FOR_PENSION
    if (work or row_kind == MeansKind.REPLACEMENT) and row_year != 0 and row_year != reference_year:
        return RowOutcome.OTHER_YEAR
    property_ = row_kind == MeansKind.BUILT_PROPERTY or row_kind == MeansKind.UNBUILT_PROPERTY
    if property_ and row_right == PropertyRight.BARE:
        return RowOutcome.BARE_OWNERSHIP
    given_or_sold = row_kind == MeansKind.GIFT or row_kind == MeansKind.SALE
    if given_or_sold and not row_within_ten_years:
        return RowOutcome.OUTSIDE_TEN_YEARS
    sold = row_kind == MeansKind.SALE or row_kind == MeansKind.SALE_FOR_ANNUITY
    if sold and row_transfer_cents == 0 and row_annuity_cents == 0:
        return RowOutcome.STILL_HELD
    return RowOutcome.COUNTED


@rule(article="BVR art. 196 §5, 197", since="2019-01-01")
def row_income_cents(
    row_kind: MeansKind,
    row_amount_cents: Cents,
    row_permitted_work_cents: Cents,
    row_withheld_cents: Cents,
    row_maintenance_paid_cents: Cents,
) -> Cents:
    """An income a year. A pension: what is paid, with what is held back, without court-ordered maintenance paid on.

    Work from before a pension, with permitted work now: the permitted work a year.
    """
    if row_kind == MeansKind.PENSION:
        return max(0, row_amount_cents + row_withheld_cents - row_maintenance_paid_cents)
    if (row_kind == MeansKind.WAGE or row_kind == MeansKind.SELF_EMPLOYED) and row_permitted_work_cents >= 0:
        return row_permitted_work_cents
    return row_amount_cents


@rule(article="BVR art. 205, 208, 210", since="2019-01-01")
def row_annuity_counted_cents(
    row_within_ten_years: bool,
    row_transfer_cents: Cents,
    row_allowance_cents: Cents,
    row_annuity_cents: Cents,
    transfer_percent: Int8,
) -> Cents:
    """A sale for a life annuity: for ten years the amount of the sale, but at least the annuity; then the annuity."""
    if not row_within_ten_years:
        return row_annuity_cents
    of_sale = divide_half_up(max(0, row_transfer_cents - row_allowance_cents) * transfer_percent, 100)
    return max(of_sale, row_annuity_cents)


@rule(article="BVR art. 195-210", since="2019-01-01")
def row_counted_cents(
    row_kind: MeansKind,
    row_outcome: RowOutcome,
    row_income_cents: Cents,
    row_share_cents: Cents,
    row_transfer_cents: Cents,
    row_annuity_counted_cents: Cents,
) -> Cents:
    """What the row brings into the sum of its kind: an income, a cadastral income, a capital or a value."""
    if row_outcome != RowOutcome.COUNTED:
        return 0
    if row_kind == MeansKind.BUILT_PROPERTY or row_kind == MeansKind.UNBUILT_PROPERTY:
        return row_share_cents
    if row_kind == MeansKind.CAPITAL:
        return row_share_cents
    if row_kind == MeansKind.GIFT or row_kind == MeansKind.SALE:
        return row_transfer_cents
    if row_kind == MeansKind.SALE_FOR_ANNUITY:
        return row_annuity_counted_cents
    return row_income_cents


@rule(
    article="BVR art. 206 al. 2",
    since="2019-01-01",
    gap=GapReason(
        "Usufruct and bare ownership are valued as for the inheritance tax; those tables are not in our"
        " sources, so the value comes with the file.",
        nl="Vruchtgebruik en blote eigendom krijgen de waarde van de erfbelasting; die tabellen hebben we niet."
        " De waarde komt dus uit het dossier.",
    ),
)
def usufruct_value_cents(row_amount_cents: Cents, row_right: PropertyRight) -> Cents:
    """Open: see the reason of the gap."""
    return row_amount_cents if row_right == PropertyRight.FULL else 0
