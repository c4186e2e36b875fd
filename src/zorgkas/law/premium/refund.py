"""When a paid premium goes back to who joined voluntarily (BVR art. 80)."""

from zorgkas.engine import fact, rule

# Voluntary members: knew at the moment of payment that joining was voluntary, and asked the money back in writing.
fact("knew_joining_was_voluntary", bool, default=True)
fact("asked_refund_in_writing", bool, default=False)


@rule(article="BVR art. 80", since="2019-01-01")
def voluntary_premium_refunded(knew_joining_was_voluntary: bool, asked_refund_in_writing: bool) -> bool:
    """Only who did not know that joining was voluntary, and asks in writing, gets paid premiums back."""
    return asked_refund_in_writing and not knew_joining_was_voluntary
