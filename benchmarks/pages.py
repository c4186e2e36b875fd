"""Pages at the server: the file of a person and search one at a time, and twenty colleagues at work at once."""

import argparse
import http.client
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.measure import Result, peak_mib, report

REQUESTS = 60
BUDGET_MILLISECONDS = 50
SEARCH_BUDGET_MILLISECONDS = 30
COLLEAGUES, SECONDS_AT_WORK, SECONDS_BETWEEN_PAGES = 20, 40, 2.0


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

    def misspelled(index: int) -> None:
        name = people[index % len(people)].last_name
        wrong = f"{name[:2]}q{name[2:]} {people[index % len(people)].first_name}"
        assert client.get(reverse("counter:search"), {"q": wrong}).status_code == 200

    total = f"1:{scale}, {Person.objects.count():,}"

    def told(work: str, p95: float, budget: int) -> None:
        report(Result(work, total, f"{p95:.0f} ms", f"{budget} ms", p95 <= budget, peak_mib()))

    told("person page, p95 at the server", p95_milliseconds(page), BUDGET_MILLISECONDS)
    told("search by name, p95 at the server", p95_milliseconds(by_name), SEARCH_BUDGET_MILLISECONDS)
    told("search by INSZ, p95 at the server", p95_milliseconds(by_number), SEARCH_BUDGET_MILLISECONDS)
    told("search with a typing error, p95 at the server", p95_milliseconds(misspelled), SEARCH_BUDGET_MILLISECONDS)

    addresses = [reverse(f"counter:{name}") for name in ("home", "tasks", "applications", "recoveries", "fines")]
    addresses += [f"{reverse('counter:search')}?q={quote(person.last_name)}" for person in people[:20]]
    for person in people:
        addresses.append(reverse("counter:person", args=[person.pk]))
        addresses.append(reverse("counter:person-section", args=[person.pk, "membership"]))
        addresses.append(reverse("counter:premium", args=[person.pk, 2026]))
    with server() as port:
        times = at_work(port, client.cookies["sessionid"].value, addresses)
    work = f"any page, p95 with {COLLEAGUES} colleagues at work ({len(times):,} pages)"
    told(work, statistics.quantiles(times, n=20)[18], BUDGET_MILLISECONDS)


@contextmanager
def server() -> Iterator[int]:
    """Serve the counter as a fund does, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(Path(sys.executable).with_name("waitress-serve")), f"--listen=127.0.0.1:{port}"]
    process = subprocess.Popen([*command, "--threads=8", "zorgkas.wsgi:application"], stdout=sys.stderr)
    try:
        for _attempt in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def at_work(port: int, session: str, addresses: list[str]) -> list[float]:
    """Let everybody open a page every other second; return what each page took, in milliseconds, as the browser waits.

    The first seconds warm the server up and do not count.
    """
    times: list[float] = []
    refused: list[int] = []
    begin = time.monotonic() + 5
    end = begin + SECONDS_AT_WORK

    def colleague(seed: int) -> None:
        chance = random.Random(seed)
        time.sleep(chance.random() * SECONDS_BETWEEN_PAGES)
        while (now := time.monotonic()) < end:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            start = time.perf_counter()
            headers = {"Cookie": f"sessionid={session}", "Host": "localhost"}
            connection.request("GET", chance.choice(addresses), headers=headers)
            answer = connection.getresponse()
            answer.read()
            if now >= begin:
                times.append((time.perf_counter() - start) * 1000)
            if answer.status != http.client.OK:
                refused.append(answer.status)
            connection.close()
            time.sleep(SECONDS_BETWEEN_PAGES * (0.5 + chance.random()))

    threads = [threading.Thread(target=colleague, args=(seed,)) for seed in range(COLLEAGUES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused, refused
    return times


if __name__ == "__main__":
    main()
