"""Memberships in the demo year: who chose no fund, who comes from a neighbour, and what the facts change."""

from collections import Counter
from datetime import date, datetime

from zorgkas.letters.services import write_membership_letters
from zorgkas.membership.funds import NoAutomaticFund, automatic_fund
from zorgkas.membership.services import affiliate_automatically, follow_facts, switch_many
from zorgkas.membership.services.switching import Form
from zorgkas.population.neighbours import MARK, MEMBERS_PER_FUND, people_of
from zorgkas.registry.models import CareFund, Source
from zorgkas.registry.services import source

# Forms of change come at the end of the year, and a few of them too late (BVR art. 65).
FORMS = {11: 8, 12: 2}


def handle_memberships(fund: CareFund, year: int, seed: int, today: date, now: datetime) -> Counter[str]:
    """Do the membership work of a month; without the neighbouring funds there is none."""
    try:
        automatic = automatic_fund()
    except NoAutomaticFund:
        return Counter()
    if not Source.objects.filter(reference=f"{MARK} seed {seed}").exists():
        return Counter()
    followed = follow_facts(year, fund, today)
    affiliated = affiliate_automatically(year, today)
    counts = Counter(
        {
            "members who left the scope": followed.left,
            "affiliated automatically": affiliated.affiliated,
            "back with their fund": affiliated.returned,
        }
    )
    counts += _forms(fund, year, seed, today, now)
    for one in {fund.pk: fund, automatic.pk: automatic}.values():
        counts["letters about memberships"] += write_membership_letters(one)
    return counts


def _forms(fund: CareFund, year: int, seed: int, today: date, now: datetime) -> Counter[str]:
    """Members of the neighbours send their form; those of December after the 5th are too late."""
    number = FORMS.get(today.month, 0)
    if not number:
        return Counter()
    start = sum(FORMS[month] for month in FORMS if month < today.month)
    members = people_of(seed)[::MEMBERS_PER_FUND] + people_of(seed)[1::MEMBERS_PER_FUND]
    pile = [Form(person.pk, today) for person in members[start : start + number]]
    told = source(Source.Kind.DOCUMENT, f"demo year {year}-{today.month:02d} seed {seed}: forms of change", now)
    switched = switch_many(fund, pile, source=told)
    return Counter({"came from another fund": switched.done, "forms that came too late": switched.too_late})
