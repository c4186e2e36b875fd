"""Another fund: the form of change, and two funds that report the same person (DEC art. 42 §1; BVR art. 64 to 66)."""

from zorgkas.engine import NEVER, Day, GapReason, Int8, rule
from zorgkas.engine.calendar import make_day, year_of
from zorgkas.law.premium.kinds import ReportOutcome, SwitchOutcome


@rule(article="BVR art. 65", since="2019-01-01")
def switch_in_time(switch_received_on: Day, switch_form_month: Int8, switch_form_day: Int8) -> bool:
    """The new fund has the form on 5 December of the current year at the latest."""
    return switch_received_on <= make_day(year_of(switch_received_on), switch_form_month, switch_form_day)


@rule(article="DEC art. 42 §1; BVR art. 65, 66", since="2019-01-01")
def switch_outcome(
    switch_in_time: bool,
    automatic_member: bool,
    paid_to_present_fund: bool,
    fund_of_sickness_funds: bool,
    in_other_sickness_fund: bool,
) -> SwitchOutcome:
    """An automatic affiliation ends when a fund is chosen, at once while nothing was paid; else from next year on."""
    if automatic_member and not paid_to_present_fund:
        return SwitchOutcome.AT_ONCE
    if switch_in_time:
        return SwitchOutcome.NEXT_YEAR
    if fund_of_sickness_funds and in_other_sickness_fund:
        return SwitchOutcome.EXCEPTION
    return SwitchOutcome.TOO_LATE


@rule(article="DEC art. 42 §1; BVR art. 63, 65", since="2019-01-01")
def switch_effective_on(switch_outcome: SwitchOutcome, switch_received_on: Day) -> Day:
    """1 January of the next year; at once is from 1 January of this year, as affiliation runs per calendar year.

    NEVER when no article gives a day: a form that came too late, and the exception of BVR art. 66.
    """
    if switch_outcome == SwitchOutcome.AT_ONCE:
        return make_day(year_of(switch_received_on), 1, 1)
    if switch_outcome == SwitchOutcome.NEXT_YEAR:
        return make_day(year_of(switch_received_on) + 1, 1, 1)
    return NEVER


@rule(
    article="BVR art. 65",
    since="2019-01-01",
    gap=GapReason(
        "What a form that arrives after 5 December does, other than not working on the next 1 January, is not"
        " written; here the member is told and must ask again.",
        nl="Wat een formulier doet dat na 5 december aankomt, behalve dat het niet werkt op de volgende 1"
        " januari, staat er niet; hier krijgt het lid dat te horen en moet het opnieuw vragen.",
    ),
)
def late_form_works_on(switch_received_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return switch_received_on


@rule(
    article="BVR art. 66",
    since="2019-01-01",
    gap=GapReason(
        "A member of a sickness fund outside the union of the own care fund may still change, but the article"
        " gives no day and the details of the minister (art. 67) are not in our sources.",
        nl="Wie lid is van een ziekenfonds buiten de landsbond van zijn zorgkas, mag nog veranderen, maar het"
        " artikel geeft geen dag en de details van de minister (art. 67) hebben we niet.",
    ),
)
def exception_works_on(switch_received_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return switch_received_on


@rule(article="BVR art. 64", since="2019-01-01")
def report_outcome(
    reported_on: Day, other_reported_on: Day, reported_in_terms: bool, other_reported_in_terms: bool
) -> ReportOutcome:
    """The fund that reported first within the terms has the member; on the same day the funds must agree."""
    if reported_in_terms != other_reported_in_terms:
        return ReportOutcome.OURS if reported_in_terms else ReportOutcome.THEIRS
    if not reported_in_terms or reported_on == other_reported_on:
        return ReportOutcome.UNDECIDED
    return ReportOutcome.OURS if reported_on < other_reported_on else ReportOutcome.THEIRS


@rule(
    article="BVR art. 64",
    since="2019-01-01",
    gap=GapReason(
        "The terms within which a fund reports an affiliation to the agency stand not in art. 64 and in no"
        " source of ours; whether a report was in time is given.",
        nl="De termijnen waarbinnen een zorgkas een aansluiting aan het agentschap meldt, staan niet in art. 64"
        " en in geen enkele bron die we hebben; of een melding op tijd was, wordt ingevuld.",
    ),
)
def report_by(reported_on: Day) -> Day:
    """Open question: see the reason of the gap."""
    return reported_on
