"""Collecting premiums in the demo year: plans, an exemption, relief, reminders, and the letters about all of it."""

import datetime
from collections import Counter

from django.contrib.auth.models import User

from zorgkas.collection import services as collection
from zorgkas.collection.models import PaymentPlan, Relief
from zorgkas.ledger.accounts import Account, Product
from zorgkas.ledger.models import Item
from zorgkas.letters import services as letters
from zorgkas.membership.services import settle
from zorgkas.registry.models import CareFund, Death, Person, PremiumExemption
from zorgkas.registry.queries import known

# Who comes to the counter about money in this year, and when: a few of those who did not pay.
PLAN_MONTH, EXEMPTION_MONTH, RELIEF_MONTH, REMINDER_MONTH = 5, 6, 7, 11
PLANS = 3
PARTS = 4
NOTE = "minder inkomen dit jaar"


def play_collection(fund: CareFund, asks: User, decides: User, year: int, today: datetime.date) -> Counter[str]:
    """What happens about the collection of premiums in a month; again after a crash it does only what is missing.

    Plans are agreed before the summer, and by some who were reminded: these still run at the end of the year.
    """
    counts: Counter[str] = Counter()
    match today.month:
        case month if month == PLAN_MONTH:
            counts["payment plans"] = _plans(fund, asks, year, today)
        case month if month == EXEMPTION_MONTH:
            counts["premiums not due"] = _exemption(fund, year, today)
        case month if month == RELIEF_MONTH:
            counts["arrears relieved"] = _relief(fund, asks, decides, year, today)
        case month if month == REMINDER_MONTH:
            counts["reminders"] = letters.remind(fund, year, today)[1]
            counts["payment plans"] = _plans(fund, asks, year, today)
    checked = collection.check_plans(fund, today)
    counts["plans lapsed"] = checked.lapsed
    letters.write_plan_letters(fund)
    letters.write_relief_letters(fund)
    counts["letters about failed direct debits"] = letters.write_return_letters(fund)
    counts["refunds told"] = letters.write_refund_letters(fund)
    return counts


def _owing(fund: CareFund, year: int, skip: int) -> list[Person]:
    """Some members who owe the premium of the year, in the order of their number; `skip` takes others each time."""
    owed = Item.objects.filter(
        fund=fund,
        account=Account.PREMIUM_RECEIVABLE,
        product=Product.PREMIUM,
        period=year,
        balance_cents__gt=0,
    ).exclude(person_id__in=known(Death).values("person_id"))
    return [item.person for item in owed.select_related("person").order_by("person_id")[skip : skip + PLANS]]


def _plans(fund: CareFund, user: User, year: int, today: datetime.date) -> int:
    if PaymentPlan.objects.filter(fund=fund, agreed_on=today).exists():
        return 0
    first, agreed = today + datetime.timedelta(days=14), 0
    for person in _owing(fund, year, 0):
        parts = collection.equal_parts(collection.preview_total(person, fund), PARTS, first)
        try:
            collection.agree_plan(person, fund, parts, user=user, on=today, note=NOTE)
            agreed += 1
        except collection.PlanRefused:
            continue
    return agreed


def _exemption(fund: CareFund, year: int, today: datetime.date) -> int:
    """One member is admitted to a collective debt settlement, and shows the order."""
    for person in _owing(fund, year, PLANS)[:1]:
        ground = PremiumExemption.Ground.COLLECTIVE_DEBT_SETTLEMENT
        since = today.replace(day=1)
        if known(PremiumExemption).filter(person=person, ground=ground).exists():
            return 0
        effects = collection.preview_exemption(person, ground, since, None)
        collection.register_exemption(person, ground, since, None, proof="beschikking van toelaatbaarheid")
        for effect in effects:
            settle([person.pk], effect.year, fund)
        fact = known(PremiumExemption).filter(person=person, ground=ground).get()
        letters.write_exemption_letter(fund, person, fact, effects, proof="de beschikking van toelaatbaarheid")
        return 1
    return 0


def _relief(fund: CareFund, asks: User, decides: User, year: int, today: datetime.date) -> int:
    """One member needs a place in residential care and shows an attest of the OCMW: the arrears are waived."""
    if Relief.objects.filter(fund=fund, asked_on__year=year).exists():
        return 0
    for person in _owing(fund, year, 2 * PLANS)[:1]:
        amounts = {claim: claim.balance_cents for claim in collection.late_claims(person, fund, today)}
        if not amounts:
            return 0
        relief = collection.propose_relief(
            person,
            fund,
            pillar=4,
            ground=Relief.Ground.OCMW,
            document="attest van het OCMW",
            motivation="Het OCMW bevestigt dat uw inkomen te laag is om uw achterstand te betalen.",
            amounts=amounts,
            user=asks,
            asked_on=today,
        )
        collection.decide_relief(relief, user=decides)
        return 1
    return 0
