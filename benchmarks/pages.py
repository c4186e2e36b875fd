"""Pages at the server: the file of a person, and search by name and by number, over the database of the stream."""

import argparse
import statistics
import time
from collections.abc import Callable

from benchmarks.measure import Result, peak_mib, report

REQUESTS = 60
BUDGET_MILLISECONDS = 50


def p95_milliseconds(request: Callable[[int], object], count: int = REQUESTS) -> float:
    """Return the 95th percentile over `count` requests, after a few that warm up."""
    for index in range(5):
        request(index)
    times = []
    for index in range(count):
        start = time.perf_counter()
        request(index)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[18]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default="")
    scale = parser.parse_args().scale

    from zorgkas.cli._django import start_django

    start_django()
    from django.test import Client
    from django.urls import reverse

    from zorgkas.ledger.models import Item
    from zorgkas.registry.models import Person
    from zorgkas.web.users import add_user

    user = add_user("bench", "benchmark only, never served", ["case_worker"], full_name="Bench")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    ids = list(
        Item.objects.filter(product=2).order_by("person_id").values_list("person_id", flat=True).distinct()[:500]
    )
    people = list(Person.objects.filter(pk__in=ids[:: max(1, len(ids) // REQUESTS)]))
    for person in people:
        client.post(reverse("counter:reason", args=[person.pk]), {"reason": "check", "next": "/"})

    def page(index: int) -> None:
        response = client.get(reverse("counter:person", args=[people[index % len(people)].pk]))
        assert response.status_code == 200, response.status_code

    def by_name(index: int) -> None:
        assert client.get(reverse("counter:search"), {"q": people[index % len(people)].last_name}).status_code == 200

    def by_number(index: int) -> None:
        assert client.get(reverse("counter:search"), {"q": people[index % len(people)].insz}).status_code == 200

    total = f"1:{scale}, {Person.objects.count():,}"
    for work, request in (("person page", page), ("search by name", by_name), ("search by INSZ", by_number)):
        p95 = p95_milliseconds(request)
        within = p95 <= BUDGET_MILLISECONDS
        report(
            Result(
                f"{work}, p95 at the server", total, f"{p95:.0f} ms", f"{BUDGET_MILLISECONDS} ms", within, peak_mib()
            )
        )


if __name__ == "__main__":
    main()
