"""The other two budgets in the demo year: files of VAPH, applications of older people, questions, and revisions."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.contrib.auth.models import User

from zorgkas.budgets import services
from zorgkas.budgets.models import Application, DataQuestion, DisabilityFile, Entitlement, Means, OlderCareFinding
from zorgkas.ledger.accounts import Product
from zorgkas.letters.services import write_extension_letters, write_question_letters
from zorgkas.population.columns import Ints
from zorgkas.population.year.chance import choose, uniform
from zorgkas.population.year.world import World
from zorgkas.registry.models import CareFund, Person, Source
from zorgkas.registry.services import record_fact, source

# How many in the whole year, per million members and at least a few: enough to follow each budget on screen.
APPLICATIONS, FILES, NEW_PENSIONS = 1_000, 60, 1_200
AT_LEAST = 12
OLD_ENOUGH = 70
SAYS_ALL = ("work_known", "property_known", "transfers_known", "household_known")


def play_budgets(
    fund: CareFund, worker: User, world: World, year: int, month: int, seed: int, today: date, since: datetime
) -> Counter[str]:
    """What arrives in a month and what the fund does with it."""
    counts: Counter[str] = Counter()
    told = source(Source.Kind.MESSAGE, f"demo year {year}-{month:02d} seed {seed}: budgets", _noon(today))
    counts["files of VAPH"] += _files(world, year, month, seed, told)
    granted = services.grant_zbh(fund, since)
    counts.update({"budgets for a disability granted": granted.granted})
    counts["applications of older people"] += _applications(fund, worker, world, year, month, seed, today, told)
    _answers(fund, worker, today)
    _new_pensions(fund, year, month, seed, today, told)
    services.remind(fund, today)
    revised = services.revise(fund, since)
    counts.update({"budgets raised by revision": revised.raised, "budgets lowered by revision": revised.lowered})
    counts["budgets ended by revision"] += revised.ended
    services.book_interest(fund, today)
    counts["letters with questions"] += write_question_letters(fund, today)
    counts["letters about an extension"] += write_extension_letters(fund, today)
    return counts


def _share(world: World, number: int, month: int) -> int:
    """How many of a year's number come in a month."""
    whole = max(int(world.member.sum()) * number // 1_000_000, AT_LEAST)
    return whole * month // 12 - whole * (month - 1) // 12


def _chosen(world: World, year: int, month: int, seed: int, subject: str, number: int, *, older: bool) -> Ints:
    """People without a budget, other ones each month."""
    of_age = world.age(year) >= OLD_ENOUGH if older else (world.age(year) > 27) & (world.age(year) < 60)
    free = world.member & world.alive & ~world.zzz & ~world.other_budget & (world.region == 1)
    mine = np.floor(uniform(seed, f"{subject} month", world.index) * 12).astype(np.int64) == month - 1
    return choose(seed, subject, world.index, number, free & of_age & mine)


def _files(world: World, year: int, month: int, seed: int, told: Source) -> int:
    """VAPH sends a file of before the doors were closed: the right works back."""
    number = _share(world, FILES, month)
    who = _chosen(world, year, month, seed, "file of VAPH", number, older=False)
    for one in who.tolist():
        values = {
            "group": DisabilityFile.Group.ADULTS,
            "recognised": True,
            "demand_end_of_2014": True,
            "demand_start_of_2016": True,
        }
        start = date(year, month, 1) - timedelta(days=20)
        record_fact(DisabilityFile, int(world.person[one]), start, None, values, source=told)
    return len(who)


def _applications(
    fund: CareFund, worker: User, world: World, year: int, month: int, seed: int, today: date, told: Source
) -> int:
    """Older people apply; their screener and pension arrive, of some the savings are not said."""
    number = _share(world, APPLICATIONS, month)
    who = _chosen(world, year, month, seed, "application of an older person", number, older=True)
    people = Person.objects.in_bulk(world.person[who].tolist())
    draws = uniform(seed, "means of an older person", world.index[who])
    for one, draw in zip(who.tolist(), draws.tolist(), strict=True):
        person = people[int(world.person[one])]
        applied_on = today - timedelta(days=int(draw * 9))
        _screened(person, applied_on, draw, told)
        pension = 1_300_000 + int(draw * 10_000) * 100
        _means(person, Means.Kind.PENSION, pension, date(year - 5, 1, 1), told)
        answers: dict[str, object] = dict.fromkeys((*SAYS_ALL, "pensions_known"), True)
        if draw < 0.7:
            answers["capital_known"] = True
        application = services.apply_zbo(person, applied_on, user=worker, fund=fund, answers=answers)
        services.decide(application, None, today)
    return len(who)


def _screened(person: Person, on: date, draw: float, told: Source) -> None:
    values = {
        "instrument": OlderCareFinding.Instrument.BELRAI_ASSESSMENT
        if on >= date(2026, 3, 1)
        else OlderCareFinding.Instrument.MEDICAL_SOCIAL,
        "issued_on": on,
        "issuer": "Dienst maatschappelijk werk",
        "total_tenths": 60 + int(draw * 24) * 5,
        "hierarchical_tenths": 40 + int(draw * 60),
        "cognition_tenths": int(draw * 60),
    }
    end = on.replace(year=on.year + 3, day=min(on.day, 28))
    record_fact(OlderCareFinding, person.pk, on, end, values, source=told)


def _means(person: Person, kind: int, cents: int, start: date, told: Source) -> None:
    values = {"number": int(kind), "kind": int(kind), "amount_cents": cents}
    record_fact(Means, person.pk, start, None, values, source=told)


def _answers(fund: CareFund, worker: User, today: date) -> None:
    """Who was asked about savings a month ago says that there are some; then the application is decided."""
    asked = DataQuestion.objects.filter(
        application__fund=fund, what="capital_known", answered_on__isnull=True, sent_on__lt=today - timedelta(days=20)
    )
    told = source(Source.Kind.DOCUMENT, f"demo answers {today.isoformat()}", _noon(today))
    for question in asked.select_related("application__person").order_by("pk"):
        application = question.application
        _means(application.person, Means.Kind.CAPITAL, 1_500_000, application.applied_on, told)
        services.answer_question(question, today, user=worker)
        if application.state in (Application.State.RECEIVED, Application.State.WAITING):
            services.decide(Application.objects.get(pk=application.pk), worker, today)


def _new_pensions(fund: CareFund, year: int, month: int, seed: int, today: date, told: Source) -> None:
    """The pension register tells other pensions of people who have a budget by the law."""
    rights: Sequence[int] = list(
        Entitlement.objects.filter(
            product=Product.ZBO, superseded_at__isnull=True, valid_to__isnull=True, granted_year_cents__isnull=False
        )
        .order_by("person_id")
        .values_list("person_id", flat=True)
        .distinct()
    )
    index = np.arange(len(rights))
    number = min(max(len(rights) * NEW_PENSIONS // 1_000_000 * 12, 2), len(rights))
    for place in choose(seed, f"new pension {month}", index, number, np.ones(len(rights), np.bool_)).tolist():
        row = Means.objects.filter(
            person_id=rights[place], kind=Means.Kind.PENSION, superseded_at__isnull=True, valid_to__isnull=True
        ).first()
        if row is not None:
            cents = row.amount_cents * (120 if place % 2 else 85) // 100
            _means(row.person, row.kind, cents, date(year, month, 1), told)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
