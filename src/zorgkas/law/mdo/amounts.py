"""Who is paid how much (BVR art. 534/81, 534/87, 534/88). Each amount is a target of its own, as not all are known."""

from zorgkas.engine import Cents32, Int8, fact, rule

# Care providers that may be paid: not those who attend for an organisation, nor the mediator, nor who is close.
fact("mdo_payable_providers", Int8, default=0, low=0, high=12)


@rule(article="BVR art. 534/81", since="2022-01-01")
def mdo_paid_providers(mdo_payable_providers: Int8, mdo_most_providers: Int8) -> Int8:
    """At most four, in the order in which the organiser ranks them."""
    return min(mdo_payable_providers, mdo_most_providers)


@rule(article="BVR art. 534/87, 534/88", since="2022-01-01")
def mdo_organiser_fee_cents(mdo_organiser_cents: Cents32) -> Cents32:
    """What the organiser gets."""
    return mdo_organiser_cents


@rule(article="BVR art. 534/87, 534/88", since="2022-01-01")
def mdo_mediator_fee_cents(mdo_mediator_cents: Cents32) -> Cents32:
    """What the care mediator gets."""
    return mdo_mediator_cents


@rule(article="BVR art. 534/87, 534/88", since="2022-01-01")
def mdo_provider_fee_cents(mdo_provider_cents: Cents32) -> Cents32:
    """What each payable care provider gets."""
    return mdo_provider_cents
