"""Real estate: cadastral income of built and unbuilt property, at home and abroad (BVR art. 198 to 203)."""

from zorgkas.engine import Cents, Cents32, GapReason, Int8, rule


@rule(article="BVR art. 198, 200, 1°", since="2019-01-01")
def built_property_counted_cents(
    means_built_cents: Cents32,
    dependent_children: Int8,
    built_exempt_cents: Cents32,
    built_exempt_child_cents: Cents32,
    built_factor: Int8,
) -> Cents:
    """What is above 1,500 euro, and 250 more for each dependent child, times three."""
    exempt = built_exempt_cents + dependent_children * built_exempt_child_cents
    return max(0, means_built_cents - exempt) * built_factor


@rule(article="BVR art. 199, 200, 2°", since="2019-01-01")
def unbuilt_property_counted_cents(
    means_unbuilt_cents: Cents32, means_built_cents: Cents32, unbuilt_exempt_cents: Cents32, unbuilt_factor: Int8
) -> Cents:
    """Times nine; who owns unbuilt property only leaves 60 euro aside first."""
    exempt = unbuilt_exempt_cents if means_built_cents == 0 else 0
    return max(0, means_unbuilt_cents - exempt) * unbuilt_factor


@rule(article="BVR art. 198-202", since="2019-01-01")
def property_counted_cents(built_property_counted_cents: Cents, unbuilt_property_counted_cents: Cents) -> Cents:
    """Built and unbuilt together."""
    return built_property_counted_cents + unbuilt_property_counted_cents


@rule(
    article="BVR art. 203",
    since="2019-01-01",
    gap=GapReason(
        "Article 203 has no text in our sources: whether, and how, interest on a mortgage lowers what counts"
        " for property is not known. The budget is calculated without such interest.",
        nl="Van artikel 203 hebben we geen tekst: of en hoe hypotheekrente verlaagt wat voor een woning of grond"
        " telt, is niet bekend. Het budget wordt zonder die rente berekend.",
    ),
)
def mortgage_interest_counts(property_counted_cents: Cents) -> bool:
    """Open: see the reason of the gap."""
    return property_counted_cents > 0
