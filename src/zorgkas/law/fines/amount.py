"""How high a fine is and where a payment goes (DEC art. 47; BVR art. 84)."""

from zorgkas.engine import Cents32, GapReason, Int8, rule


@rule(article="DEC art. 47 §1 al. 1 en 2", since="2002-01-01")
def fine_cents(fine_allowance: bool, fine_full_cents: Cents32, fine_reduced_cents: Cents32) -> Cents32:
    """The lower fine for who has the increased allowance on the reference day."""
    return fine_reduced_cents if fine_allowance else fine_full_cents


@rule(article="DEC art. 47 §1 al. 4", since="2022-01-01")
def fine_may_be_raised(earlier_fines: Int8) -> bool:
    """From the third fine on the Government may set a higher amount; it has not done so in any text we know."""
    return earlier_fines >= 2


@rule(
    article="DEC art. 47 §1 al. 4",
    since="2022-01-01",
    gap=GapReason(
        "The Government may raise the third and later fine; no amount and no way to exempt who would become"
        " poorer is in any source, so the ordinary amount is imposed.",
        nl="De Regering mag de derde boete en de volgende verhogen; geen enkele bron geeft een bedrag of zegt"
        " hoe wie armer zou worden, vrijgesteld wordt. Daarom geldt het gewone bedrag.",
    ),
)
def raised_fine_cents(fine_may_be_raised: bool, fine_full_cents: Cents32) -> Cents32:
    """Open question: see the reason of the gap."""
    return fine_full_cents


@rule(article="BVR art. 84 al. 3", since="2019-01-01")
def payment_to_fine_cents(fine_payment_cents: Cents32, fine_open_cents: Cents32) -> Cents32:
    """A payment pays the fine first."""
    return min(fine_payment_cents, fine_open_cents)


@rule(article="BVR art. 84 al. 3", since="2019-01-01")
def payment_to_premiums_cents(fine_payment_cents: Cents32, payment_to_fine_cents: Cents32) -> Cents32:
    """What is left pays the premiums that the agency asks with it."""
    return fine_payment_cents - payment_to_fine_cents
