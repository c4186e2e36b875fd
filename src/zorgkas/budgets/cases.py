"""The case that a decision is about: every fact the law asks, from what is known, for one question or for many at once.

A question is about one person, one form of care and one document (a finding about the need, or a stay).
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from django.utils.translation import gettext_noop as _
from psycopg import sql

from zorgkas.budgets.doubts import Case, Doubt, open_questions
from zorgkas.budgets.extension import extension
from zorgkas.budgets.questions import Question
from zorgkas.budgets.reassessment import failed_assessments, failed_before
from zorgkas.budgets.rights import Right, rights_of
from zorgkas.budgets.years import qualifying_years
from zorgkas.engine import FOREVER, NEVER
from zorgkas.engine.calendar import add_years, year_of
from zorgkas.law import law_on
from zorgkas.law.common.kinds import WaitingGroup
from zorgkas.law.common.states import legal_stay_states
from zorgkas.law.zzz.kinds import Instrument, Issuer, SuspensionGround
from zorgkas.ledger.accounts import Account, Product
from zorgkas.membership.models import Membership
from zorgkas.registry import snapshot
from zorgkas.registry.columns import to_numpy
from zorgkas.registry.models import CareFinding, Death, FacilityStay, ForeignInsurance, Residence, Source, Suspension
from zorgkas.registry.reasons import Reason, reason
from zorgkas.registry.snapshot import row
from zorgkas.registry.snapshot.read import AnyColumn

OPENED_TARGET = "zzz_opened_on"
COUNTING = [int(Residence.Region.FLANDERS), int(Residence.Region.BRUSSELS)]
ELSEWHERE = [int(region) for region in Residence.Region if region not in COUNTING]
# BVR art. 182, 1° and 2°.
DISABILITY_BUDGETS = [int(SuspensionGround.NOT_DIRECTLY_ACCESSIBLE), int(SuspensionGround.PERSONAL_ASSISTANCE)]
# More years than are ever asked.
ENOUGH_YEARS = 60


@dataclass(frozen=True)
class Asked:
    """A question with its case, the right that went before, and what nobody knows but the law asks."""

    question: Question
    case: Case
    before: Right | None
    missing: tuple[Reason, ...]


def ask(questions: Sequence[Question], on: datetime.date, known_at: datetime.datetime) -> list[Asked]:
    """Put together the cases of these questions with the facts as known at a moment, for the law of a day."""
    if not questions:
        return []
    rights = rights_of([question.person_id for question in questions], known_at)
    cases = [_document(question) for question in questions]
    add_dates(questions, cases, known_at)
    law = law_on(on)
    opened = [int(law.decide(case, OPENED_TARGET).raw) for case in cases]
    background = backgrounds(questions, opened, on, known_at)
    earlier = failed_assessments(questions, known_at)
    asked = []
    for question, case, one, day in zip(questions, cases, background, opened, strict=True):
        known = one.known
        mine = rights.get(question.person_id, [])
        case |= one.case
        case |= _running(question, mine)
        if known["palliative_from"] != NEVER:
            case["palliative_from"] = known["palliative_from"]
        extended, doubts = extension(question, mine, case, known, law)
        failed, about_assessor = failed_before(question, known["birth"], earlier.get(question.person_id, []))
        case |= {**extended, **failed, **question.answers}
        doubts += [*about_assessor, *_lived_elsewhere(case, known, day, law.parameters)]
        missing = missing_facts(question, case, known) or open_questions(case, doubts, question.answers, on)
        asked.append(Asked(question, case, mine[-1] if mine else None, missing))
    return asked


@dataclass(frozen=True)
class Background:
    """What holds of a person whatever budget is asked: the conditions of DEC art. 41, and what they were read from."""

    case: Case
    known: Mapping[str, Any]


def backgrounds(
    questions: Sequence[Question], opened: Sequence[int], on: datetime.date, known_at: datetime.datetime
) -> list[Background]:
    """Membership, stay, residence and premiums for each question, on the day its right opens."""
    facts = _facts(questions, opened, on, known_at)
    years = qualifying_years([question.person_id for question in questions], [year_of(day) for day in opened], known_at)
    unpaid = _unpaid_before(questions)
    found = []
    for number in range(len(questions)):
        known = {name: column[number].item() for name, column in facts.items()}
        case: Case = {name: int(column[number]) for name, column in years.items()}
        case |= _membership(known)
        case |= _residence(known)
        case["earlier_premiums_paid"] = number not in unpaid
        found.append(Background(case, known))
    return found


def _document(question: Question) -> Case:
    """What the question itself and its document say."""
    case: Case = {
        "care_form": int(question.care_form),
        "applied_on": question.applied_on,
        "fund_chosen": True,
        "attest_in_file_data": _from_message(question.finding) or _from_message(question.stay),
    }
    if finding := question.finding:
        case |= {
            "finding_instrument": finding.instrument,
            "finding_issued_on": finding.issued_on,
            "finding_from": finding.valid_from,
            "finding_to": finding.valid_to or FOREVER,
            "finding_issuer": Issuer.__members__.get(finding.issuer.upper().replace(" ", "_"), Issuer.AS_REQUIRED),
            "finding_total_tenths": finding.total_tenths,
            "finding_iadl_adl_tenths": finding.iadl_adl_tenths,
            "finding_katz_class": finding.katz_class,
        }
        if finding.instrument == Instrument.PALLIATIVE:
            case["palliative_from"] = finding.valid_from
    if stay := question.stay:
        case |= {
            "facility_kind": stay.facility_kind,
            "admitted_on": stay.valid_from,
            "left_facility_on": stay.valid_to or FOREVER,
        }
    return case


def _from_message(fact: CareFinding | FacilityStay | None) -> bool:
    return fact is not None and fact.source.kind == Source.Kind.MESSAGE


def add_dates(questions: Sequence[Question], cases: Sequence[Case], known_at: datetime.datetime) -> None:
    """Birth and death, before anything is asked of the law."""
    people = sorted({question.person_id for question in questions})
    columns: dict[str, AnyColumn] = {"birth_date": snapshot.birth_date(), "died_on": snapshot.first_from(Death)}
    table = to_numpy(snapshot.read(columns, persons=people, known_at=known_at))
    at = np.searchsorted(table["person_id"], [question.person_id for question in questions])
    for case, number in zip(cases, at, strict=True):
        case |= {name: table[name][number].item() for name in columns}


def _facts(
    questions: Sequence[Question], opened: Sequence[int], on: datetime.date, known_at: datetime.datetime
) -> dict[str, Any]:
    """What holds on the day the right opens, and where the person lives now; one row per question, in their order."""
    days = [
        datetime.date.fromordinal(day) if day > NEVER else q.claimed_on
        for day, q in zip(opened, questions, strict=True)
    ]
    years = int(law_on(on).parameters["residence_years_required"])
    rows = sql.SQL(
        "SELECT * FROM unnest({}::int[], {}::bigint[], {}::date[], {}::date[]) q (number, person_id, opened, years_ago)"
    ).format(
        sql.Literal(list(range(len(questions)))),
        sql.Literal([question.person_id for question in questions]),
        sql.Literal(days),
        sql.Literal([datetime.date(day.year - years, 1, 1) for day in days]),
    )
    table = to_numpy(snapshot.read(_columns(on), rows=rows, known_at=known_at))
    order = np.argsort(table["number"])
    return {name: column[order] for name, column in table.items()}


def _columns(on: datetime.date) -> dict[str, AnyColumn]:
    opened = row("opened")
    abroad = int(Residence.Region.ABROAD)
    return {
        "membership_kind": snapshot.value(Membership, "kind", opened, 0),
        "joined_late": snapshot.value(Membership, "joined_late", opened, False),
        "joined_on": snapshot.unbroken_since(Membership, opened),
        "region": snapshot.value(Residence, "region", opened, 0),
        "insured_abroad": snapshot.holds(ForeignInsurance, opened),
        "international": snapshot.holds(
            ForeignInsurance, opened, ground=int(ForeignInsurance.Ground.INTERNATIONAL_BODY)
        ),
        "residence_known": snapshot.holds(Residence, on),
        "abroad": snapshot.holds(Residence, on, region=abroad),
        "abroad_legally": snapshot.holds(Residence, on, region=abroad, country=list(legal_stay_states(on))),
        "outside": snapshot.holds(Residence, on, region=ELSEWHERE),
        "lived_elsewhere": snapshot.overlaps(Residence, row("years_ago"), opened, region=ELSEWHERE),
        "palliative_from": snapshot.first_from(CareFinding, start=opened, instrument=int(Instrument.PALLIATIVE)),
        "suspending_budget_to": snapshot.last_to(Suspension, on=on, ground=DISABILITY_BUDGETS),
        "birth": snapshot.birth_date(),
    }


def _membership(known: Mapping[str, Any]) -> Case:
    """Affiliation; the membership itself keeps whether somebody joined late (DEC art. 41; BVR art. 57 §5, 58 §3)."""
    kind = known["membership_kind"]
    group = waiting_group(known) if kind == Membership.Kind.VOLUNTARY else WaitingGroup.NONE
    by_choice = group == WaitingGroup.ALL_BENEFITS and known["region"] == Residence.Region.BRUSSELS
    return {
        "affiliated": kind in (Membership.Kind.COMPULSORY, Membership.Kind.VOLUNTARY),
        "waiting_group": int(group),
        "member_by_choice_in_brussels": by_choice and not known["international"],
        "joined_on": known["joined_on"],
        "joined_late": bool(known["joined_late"]),
        "uninterrupted_since": known["joined_on"],
    }


def waiting_group(known: Mapping[str, Any]) -> WaitingGroup:
    """For which benefits a voluntary member who joined late waits (DEC art. 3; 41 §1 al. 2-3).

    Who does not live in Belgium is a voluntary member because of work in Brussels (art. 3 §2 al. 4). International
    staff (§1 al. 5), residents of Brussels (§1 al. 2) and of the other language areas (§2 al. 5): all benefits.
    """
    if known["region"] == Residence.Region.ABROAD:
        return WaitingGroup.CARE_BUDGETS_WORKERS
    if known["international"] or not known["insured_abroad"]:
        return WaitingGroup.ALL_BENEFITS
    return WaitingGroup.CARE_BUDGETS


def _residence(known: Mapping[str, Any]) -> Case:
    return {
        "stays_legally": not known["abroad"] or bool(known["abroad_legally"]),
        "lives_outside_area": bool(known["outside"]),
    }


def _running(question: Question, rights: Sequence[Right]) -> Case:
    """Another form of care than that of the right that runs (BVR art. 150 and 176)."""
    running = [right for right in rights if right.runs_on(question.claimed_on)]
    return {"is_revision_or_change": any(right.care_form != question.care_form for right in running)}


def _lived_elsewhere(case: Case, known: Mapping[str, Any], opened: int, parameters: Mapping[str, Any]) -> list[Doubt]:
    """Years in Wallonia or abroad count when the person was insured; that no register here knows for sure.

    Only where such years are known: for the others no residence at all is known, and the years count as they are.
    """
    if not known["lived_elsewhere"]:
        return []
    insured = reason(_("in which years outside Flanders and Brussels the person was socially insured (BVR art. 113/1)"))
    doubts = [Doubt({"qualifying_years_before": ENOUGH_YEARS}, insured)]
    if case["waiting_group"] != WaitingGroup.NONE and opened > NEVER:
        since = add_years(opened, -parameters["waiting_years_late_joiners"])
        before = reason(_("since when the person was insured in another European state (DEC art. 41 §1 al. 2-3)"))
        doubts.append(Doubt({"uninterrupted_since": since}, before))
    return doubts


def missing_facts(question: Question, case: Case, known: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What the law asks and nothing known here answers."""
    missing = []
    if not known["residence_known"]:
        missing.append(reason(_("where the person lives")))
    eighteenth = year_of(known["birth"]) + 18
    minor = question.claimed_on.year < eighteenth or (
        question.claimed_on.year == eighteenth
        and question.claimed_on.timetuple()[1:3] < datetime.date.fromordinal(known["birth"]).timetuple()[1:3]
    )
    about_guardian = ("guardian_birth_date", "guardian_affiliated", "guardian_may_affiliate", "agency_derogates")
    if minor and not any(name in case for name in about_guardian):
        missing.append(reason(_("whether a parent or legal representative is affiliated (BVR art. 113 §2)")))
    return tuple(missing)


def _unpaid_before(questions: Sequence[Question]) -> set[int]:
    """Questions of people with an unpaid premium of a year before the year of the claim (BVR art. 112)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT q.number FROM unnest(%s::int[], %s::bigint[], %s::int[]) q (number, person_id, year)"
            " JOIN ledger_item i ON i.person_id = q.person_id AND i.account = %s AND i.product = %s"
            " AND i.period < q.year AND i.balance_cents > 0",
            [
                list(range(len(questions))),
                [question.person_id for question in questions],
                [question.claimed_on.year for question in questions],
                int(Account.PREMIUM_RECEIVABLE),
                int(Product.PREMIUM),
            ],
        )
        return {number for (number,) in cursor.fetchall()}
