"""From the BEL profile to the BelRAI Screener: what older rights kept (pages of 2021 and 2022)."""

from zorgkas.engine import Int8, Month, fact, rule
from zorgkas.law.zzz.kinds import Instrument

# No attest exists, and nobody has assessed yet: the condition of the automatic extension of 2022.
fact("nothing_to_extend_on", bool, default=False)


@rule(article="okra.be; Vlaamse Ouderenraad (BEL-profielschaal)", since="2021-06-01")
def bel_right_protected(
    finding_instrument: Instrument, due_month: Month, running_last_month: Month, severely_dependent: bool
) -> bool:
    """A lower BelRAI Screener takes nothing away from a decision on a BEL profile before that decision ends."""
    screener = finding_instrument == Instrument.BELRAI_ATTEST or finding_instrument == Instrument.BELRAI_ASSESSMENT
    return screener and not severely_dependent and due_month <= running_last_month


@rule(article="VVSG 2022 (BEL-profielschaal)", since="2021-12-31", until="2023-01-01")
def bel_right_extended_until(
    running_last_month: Month, nothing_to_extend_on: bool, bel_extension_months: Int8
) -> Month:
    """A recognition that ended from 31 December 2021 on ran three months longer, without attest or assessment."""
    return running_last_month + (bel_extension_months if nothing_to_extend_on else 0)
