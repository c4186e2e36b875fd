"""The basic allowance of a care centre from its parts, with the facility's own figures (BVR art. 473-504/1).

The agency calculates it and tells the fund the amount (art. 455): here it can be checked to the cent. Every euro step
is rounded to two decimals, half up (art. 473 §2). Averages of residents are thousandths.
"""

from zorgkas.engine import Cents, Cents32, Int32, fact, rule
from zorgkas.engine.money import divide_half_up

# Parts that follow from staff and seniority, as the agency told them, in cents a stay day.
fact("part_a1_cents", Cents32, default=0, low=2_000, high=9_000)
fact("part_a2_cents", Cents32, default=0, low=0, high=1_000)
fact("part_a3_cents", Cents32, default=0, low=0, high=30)
fact("part_e2_cents", Cents32, default=0, low=0, high=30)
fact("part_e3_cents", Cents32, default=0, low=0, high=100)
fact("part_e4_cents", Cents32, default=0, low=0, high=100)
fact("part_i_cents", Cents32, default=0, low=0, high=200)
# The average numbers of residents in the reference period, in thousandths.
fact("residents_o", Int32, default=0, low=0, high=30_000)
fact("residents_a", Int32, default=0, low=0, high=30_000)
fact("residents_b", Int32, default=0, low=0, high=60_000)
fact("residents_c", Int32, default=0, low=0, high=60_000)
fact("residents_cd", Int32, default=0, low=0, high=60_000)
fact("residents_d", Int32, default=0, low=0, high=20_000)
# Recognised units, averages in thousandths.
fact("units_cvk", Int32, default=0, low=0, high=20_000)
fact("units_wzc", Int32, default=0, low=1_000, high=250_000)
# Which parts the facility meets the conditions of (BVR art. 490, 493, 500, 502).
fact("has_hygiene_guidelines", bool, default=True)
fact("has_palliative_function", bool, default=True)
fact("has_coordinating_physician", bool, default=True)
fact("has_dementia_training", bool, default=True)
# Life guides: employed and asked, full-time equivalents in thousandths.
fact("guides_employed", Int32, default=1_000, low=0, high=5_000)
fact("guides_norm", Int32, default=1_000, low=1, high=5_000)


@rule(article="BVR art. 484-504", since="2025-09-11")
def residents_all(
    residents_o: Int32,
    residents_a: Int32,
    residents_b: Int32,
    residents_c: Int32,
    residents_cd: Int32,
    residents_d: Int32,
) -> Int32:
    """All residents, on average, in thousandths; 1 when there are none, so that nothing is divided by zero."""
    return max(1, residents_o + residents_a + residents_b + residents_c + residents_cd + residents_d)


@rule(article="BVR art. 489", since="2019-01-01")
def part_b1_cents(
    residents_o: Int32,
    residents_a: Int32,
    residents_b: Int32,
    residents_c: Int32,
    residents_cd: Int32,
    residents_d: Int32,
    residents_all: Int32,
    care_material_o_cents: Cents,
    care_material_a_cents: Cents,
    care_material_b_cents: Cents,
    care_material_c_cents: Cents,
) -> Cents32:
    """Care material, by the categories of the residents; D has the amount of B, Cd that of C."""
    light = care_material_o_cents * residents_o + care_material_a_cents * residents_a
    middle = care_material_b_cents * (residents_b + residents_d)
    return divide_half_up(light + middle + care_material_c_cents * (residents_c + residents_cd), residents_all)


@rule(article="BVR art. 490", since="2021-01-31")
def part_b2_cents(has_hygiene_guidelines: bool, hygiene_day_cents: Cents) -> Cents32:
    """Products against infections of the facility."""
    return hygiene_day_cents if has_hygiene_guidelines else 0


@rule(article="BVR art. 491-493", since="2023-01-01")
def part_c_cents(
    residents_b: Int32,
    residents_c: Int32,
    residents_cd: Int32,
    residents_all: Int32,
    has_palliative_function: bool,
    palliative_day_cents: Cents,
) -> Cents32:
    """The palliative function."""
    share = divide_half_up(palliative_day_cents * (residents_b + residents_c + residents_cd), residents_all)
    return share if has_palliative_function else 0


@rule(article="BVR art. 496", since="2023-01-01")
def part_e1_cents(
    residents_b: Int32, residents_c: Int32, residents_cd: Int32, residents_all: Int32, head_nurse_day_cents: Cents
) -> Cents32:
    """Head nurse or team leader."""
    return divide_half_up(head_nurse_day_cents * (residents_b + residents_c + residents_cd), residents_all)


@rule(article="BVR art. 500", since="2025-09-11")
def part_f_cents(has_coordinating_physician: bool, physician_day_cents: Cents) -> Cents32:
    """The coordinating and advisory physician."""
    return physician_day_cents if has_coordinating_physician else 0


@rule(article="BVR art. 501", since="2019-01-01")
def part_g_cents(units_cvk: Int32, units_wzc: Int32, short_stay_day_cents: Cents) -> Cents32:
    """Extra financing of short stay."""
    return divide_half_up(short_stay_day_cents * units_cvk, max(1, units_cvk + units_wzc))


@rule(article="BVR art. 502", since="2024-09-15")
def part_h_cents(
    residents_cd: Int32, residents_all: Int32, has_dementia_training: bool, dementia_training_day_cents: Cents
) -> Cents32:
    """Training about dementia."""
    return divide_half_up(dementia_training_day_cents * residents_cd, residents_all) if has_dementia_training else 0


@rule(article="BVR art. 473 §4", since="2026-01-01", until="2027-01-01")
def guidance_millionths(guides_employed: Int32, guides_norm: Int32, guidance_full_millionths: Int32) -> Int32:
    """The factor for living guidance: 1.022318, less when there were fewer life guides than asked."""
    share = divide_half_up(guidance_full_millionths * min(guides_employed, guides_norm), guides_norm)
    return 1_000_000 + share


@rule(article="BVR art. 473 §3", since="2026-01-01", until="2027-01-01")
def guided_parts_cents(
    part_a1_cents: Cents32,
    part_a2_cents: Cents32,
    part_a3_cents: Cents32,
    part_b1_cents: Cents32,
    part_b2_cents: Cents32,
    part_c_cents: Cents32,
    management_day_cents: Cents,
    part_e1_cents: Cents32,
    part_e2_cents: Cents32,
    part_e3_cents: Cents32,
    part_f_cents: Cents32,
    part_g_cents: Cents32,
    part_h_cents: Cents32,
) -> Cents32:
    """The parts that are raised for living guidance, together (D is management and data)."""
    staff = part_a1_cents + part_a2_cents + part_a3_cents + part_e1_cents + part_e2_cents + part_e3_cents
    rest = part_b1_cents + part_b2_cents + part_c_cents + part_f_cents + part_g_cents + part_h_cents
    return staff + rest + management_day_cents


@rule(article="BVR art. 473 §3", since="2026-01-01", until="2027-01-01")
def support_part_cents(support_staff_day_cents: Cents, support_coefficient_ten_billionths: int) -> Cents32:
    """Part K times the adaptation coefficient of the pivot."""
    return divide_half_up(support_staff_day_cents * support_coefficient_ten_billionths, 10_000_000_000)


@rule(article="BVR art. 473", since="2026-01-01", until="2027-01-01")
def basic_allowance_cents(
    guided_parts_cents: Cents32,
    guidance_millionths: Int32,
    part_e4_cents: Cents32,
    part_i_cents: Cents32,
    support_part_cents: Cents32,
) -> Cents32:
    """The basic allowance of a stay day: each step rounded to the cent."""
    guided = divide_half_up(guided_parts_cents * guidance_millionths, 1_000_000)
    return guided + part_e4_cents + part_i_cents + support_part_cents
