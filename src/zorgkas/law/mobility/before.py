"""Around 1 January 2019, when insurers and VAPH handed mobility aids to the funds (BVR art. 644 to 656)."""

from zorgkas.engine import NEVER, Day, GapReason, Month, rule
from zorgkas.engine.calendar import make_day, make_month
from zorgkas.law.mobility.kinds import AidForm, AidPayer


@rule(article="BVR art. 644", since="2018-12-01")
def aid_request_treated_by(aid_applied_on: Day) -> AidPayer:
    """Until 15 December 2018 the insurer; in the two weeks after that nobody: to be filed again."""
    if aid_applied_on <= make_day(2018, 12, 15):
        return AidPayer.INSURER
    return AidPayer.NOBODY if aid_applied_on < make_day(2019, 1, 1) else AidPayer.FUND


@rule(article="BVR art. 645", since="2018-12-01")
def aid_invoice_paid_by(aid_form: AidForm, aid_insurer_applied_on: Day, aid_billed_month: Month) -> AidPayer:
    """Asked from the insurer: the insurer pays purchases and the rents of 2018, the fund the rents from 2019 on."""
    if aid_insurer_applied_on == NEVER or aid_insurer_applied_on > make_day(2018, 12, 15):
        return AidPayer.FUND
    rented = aid_form != AidForm.PURCHASE
    return AidPayer.FUND if rented and aid_billed_month >= make_month(2019, 1) else AidPayer.INSURER


@rule(
    article="BVR art. 652 §2",
    since="2019-01-01",
    gap=GapReason(
        "The minister fixes until when a user may file invoices on a budget that VAPH granted;"
        " that date is in no source.",
        nl="De minister bepaalt tot wanneer een gebruiker facturen mag indienen op een budget dat VAPH toekende;"
        " die datum staat in geen enkele bron.",
    ),
)
def aid_vaph_balance_by_user(aid_invoice_by_authorised: bool) -> bool:
    """Only invoices that do not come from an authorised provider, and only until that date."""
    return not aid_invoice_by_authorised
