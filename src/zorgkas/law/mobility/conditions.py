"""Conditions of the user and of the provider on the day of the request (DEC art. 41, 119 to 122; BVR art. 239, 242)."""

from zorgkas.engine import NEVER, Cents32, Day, Int8, Int16, rule
from zorgkas.engine.calendar import add_years
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.mobility.kinds import AidForm, AidRequest, RapidCondition


@rule(article="DEC art. 41 §1 al. 2", since="2022-01-01")
def aid_waiting_time_met(
    waiting_group: WaitingGroup, joined_late: bool, uninterrupted_since: Day, aid_applied_on: Day, waiting_years: Int8
) -> bool:
    """Only the first group of late voluntary members waits for more than care budgets."""
    if waiting_group != WaitingGroup.ALL_BENEFITS or not joined_late:
        return True
    return uninterrupted_since != NEVER and add_years(uninterrupted_since, waiting_years) <= aid_applied_on


@rule(article="BVR art. 242", since="2019-01-01")
def aid_hospital_allows(aid_in_hospital: bool, aid_psychiatric: bool, aid_discharge_prepared: bool) -> bool:
    """No request from a hospital, unless it is psychiatric or the discharge is being prepared."""
    return not aid_in_hospital or aid_psychiatric or aid_discharge_prepared


@rule(article="BVR art. 365, 367, 402", since="2019-01-01")
def aid_provider_may_apply(
    aid_provider_authorised: bool,
    aid_provider_for_rapid: bool,
    aid_provider_suspended: bool,
    aid_rapid: RapidCondition,
    aid_form: AidForm,
    aid_request: AidRequest,
) -> bool:
    """Authorised and not suspended, and for a rental with a rapidly degenerative condition authorised for that."""
    if aid_request == AidRequest.ABROAD:
        return True
    if not aid_provider_authorised or aid_provider_suspended:
        return False
    return aid_rapid == RapidCondition.NONE or aid_form != AidForm.RENTAL or aid_provider_for_rapid


@rule(article="DEC art. 119; BVR art. 322", since="2026-01-01")
def aid_limitation_lasts(
    aid_limitation_permanent: bool, aid_limitation_months: Int16, aid_form: AidForm, aid_term_of_kind_months: Int16
) -> bool:
    """For good, or at least as long as the term to renew; a rented aid has no such term."""
    if aid_limitation_permanent or aid_form != AidForm.PURCHASE:
        return True
    return aid_term_of_kind_months >= 0 and aid_limitation_months >= aid_term_of_kind_months


@rule(article="BVR art. 295", since="2019-01-01")
def aid_off_list_admissible(
    aid_on_list: bool,
    aid_user_cost_cents: Cents32,
    aid_least_cost_cents: Cents32,
    aid_hardship: bool,
    aid_reasoned: bool,
    aid_limitation_comparable: bool,
    aid_product_documents: bool,
) -> bool:
    """Not on the list, a cost of 300 euro, reasoned, a limitation as for a like aid, with its documents."""
    costly = aid_hardship or aid_user_cost_cents >= aid_least_cost_cents
    return not aid_on_list and costly and aid_reasoned and aid_limitation_comparable and aid_product_documents


@rule(article="BVR art. 303", since="2019-01-01")
def aid_additional_admissible(
    aid_user_cost_cents: Cents32, aid_least_cost_cents: Cents32, aid_hardship: bool, aid_reasoned: bool
) -> bool:
    """A supplement of at least 300 euro, unless in hardship, and reasons."""
    return aid_reasoned and (aid_hardship or aid_user_cost_cents >= aid_least_cost_cents)


@rule(article="BVR art. 330", since="2019-01-01")
def aid_repair_admissible(
    aid_balance_cents: Cents32,
    aid_user_cost_cents: Cents32,
    aid_least_cost_cents: Cents32,
    aid_hardship: bool,
    aid_reasoned: bool,
    aid_exceptional_wear: bool,
) -> bool:
    """The balance is used up, the cost is at least 300 euro, there are reasons, and it is exceptional."""
    costly = aid_hardship or aid_user_cost_cents >= aid_least_cost_cents
    return aid_balance_cents <= 0 and costly and aid_reasoned and aid_exceptional_wear


@rule(article="BVR art. 295, 303, 330", since="2019-01-01")
def aid_admissible(
    aid_request: AidRequest,
    aid_off_list_admissible: bool,
    aid_additional_admissible: bool,
    aid_repair_admissible: bool,
) -> bool:
    """Whether the special technical commission may look at a request for special needs; others need no such look."""
    if aid_request == AidRequest.OFF_LIST:
        return aid_off_list_admissible
    if aid_request == AidRequest.ADDITIONAL:
        return aid_additional_admissible
    return aid_repair_admissible if aid_request == AidRequest.ONE_OFF_REPAIR else True


@rule(article="BVR art. 243", since="2019-01-01")
def aid_delivery_allowed(detained_from: Day, detained_to: Day, aid_delivered_on: Day, died_on: Day) -> bool:
    """Nothing is delivered to who is in prison or an institution of DEC art. 61, nor after a death."""
    if died_on != NEVER and aid_delivered_on > died_on:
        return False
    return detained_from == NEVER or aid_delivered_on < detained_from or aid_delivered_on >= detained_to
