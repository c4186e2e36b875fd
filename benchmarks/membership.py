"""Memberships at scale, over the database of the stream: automatic affiliation, facts that are followed, late news."""

import argparse
import time
from datetime import date

from benchmarks.measure import Result, report
from benchmarks.stream import YEAR, Step
from zorgkas.cli._django import start_django

LATE_NEWS = 100_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale

    start_django()
    from zorgkas.population.fund import CODE, neighbour_funds

    neighbour_funds()
    fund = ("--fund", CODE)
    affiliate, follow, again, late = (Step(scale) for _ in range(4))
    affiliate.run("membership", "affiliate", str(YEAR), "--on", f"{YEAR}-07-01")
    follow.run("membership", "follow", str(YEAR), *fund, "--on", f"{YEAR}-07-01")
    again.run("premium", "run", str(YEAR), *fund)
    seconds, told = tell_late_news(LATE_NEWS // scale)
    late.run("premium", "run", str(YEAR), *fund)
    late.seconds += seconds

    people = count_people()
    affiliate.report("automatic affiliation of a year: everybody looked at", people, 120)
    follow.report("memberships follow the facts of a year", people, 120)
    again.report("premium run after that: only the differences", people, 90)
    # The budget of the issue: heard of, calculated again and booked within 30 seconds, at any scale.
    report(
        Result(
            "increased allowance of 100,000 people heard of late: recorded, recalculated and booked",
            f"1:{scale}, {told:,}",
            f"{late.seconds:.1f} s",
            "30 s",
            late.seconds <= 30,
            late.peak,
        )
    )


def count_people() -> int:
    """How many people there are."""
    from zorgkas.registry.models import Person

    return Person.objects.count()


def tell_late_news(number: int) -> tuple[float, int]:
    """Record that so many members had the increased allowance all along; return the seconds and how many."""
    from django.utils import timezone

    from zorgkas.membership.models import Membership
    from zorgkas.registry.models import IncreasedAllowance, Source
    from zorgkas.registry.services import record_facts, source

    entitled = IncreasedAllowance.objects.filter(superseded_at=None).values("person_id")
    members = Membership.objects.filter(superseded_at=None, valid_to=None, kind=Membership.Kind.COMPULSORY)
    people = list(members.exclude(person_id__in=entitled).values_list("person_id", flat=True).order_by("pk")[:number])
    start = time.perf_counter()
    told = source(Source.Kind.MESSAGE, f"late news {timezone.now().isoformat()}", timezone.now())
    columns = {"person_id": people, "valid_from": [date(YEAR - 2, 6, 1)] * len(people)}
    record_facts(IncreasedAllowance, columns, source=told)
    return time.perf_counter() - start, len(people)


if __name__ == "__main__":
    main()
