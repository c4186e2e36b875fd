"""Messages at volume: the yearly list, answers about the increased allowance, mutations, and online questions."""

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.measure import Result, peak_mib, report

MEMBERS = 4_331_772
MUTATIONS = 50_000
ONLINE_A_SECOND, ONLINE_SECONDS = 50, 10
KSZ, FUND = "<sector>25</sector><institution>0</institution>", "<cbeNumber>{}</cbeNumber>"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=100)
    scale: int = parser.parse_args().scale

    with tempfile.TemporaryDirectory(prefix="zorgkas-exchange-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        # A database of its own: the list of all people must be that of its people.
        os.environ.pop("DATABASE_URL", None)
        os.environ["ZORGKAS_DATA_DIR"] = str(folder / "data")

        from zorgkas.cli._django import start_django

        start_django(needs_tables=False)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        numbers = people(MEMBERS // scale)
        whole(folder, numbers, scale)
        mutations(folder, numbers, scale)
        online(numbers, scale)


def people(count: int) -> list[str]:
    """A fund with members who live in Flanders, as numbers."""
    from zorgkas.membership.models import Membership
    from zorgkas.registry.insz import insz_numbers
    from zorgkas.registry.models import CareFund, Residence, Source
    from zorgkas.registry.services import create_people, record_facts, source

    fund, _new = CareFund.objects.get_or_create(
        code="bench",
        defaults={"name": "Benchmark", "enterprise_number": "0200000142", "creditor_identifier": "BE91ZZZ0200000142"},
    )
    row = np.arange(count)
    births = date(1930, 1, 1).toordinal() + row % 25_000
    numbers = insz_numbers(births, row // 25_000 * 2 + 1)
    told = source(Source.Kind.SYSTEM, "benchmark", _moment())
    ids = create_people(
        {
            "insz": numbers,
            "first_name": ["Jan"] * count,
            "last_name": ["Peeters"] * count,
            "birth_date": births,
            "sex": ["M"] * count,
        }
    )
    since = [date(2015, 1, 1)] * count
    member = {"person_id": ids, "valid_from": since, "fund_id": [fund.pk] * count}
    record_facts(Membership, {**member, "kind": np.ones(count, np.int16)}, source=told)
    home = {
        "person_id": ids,
        "valid_from": since,
        "region": np.ones(count, np.int16),
        "street": ["Kerkstraat"] * count,
        "house_number": ["5"] * count,
        "postal_code": ["9000"] * count,
        "municipality": ["Gent"] * count,
        "country": ["BE"] * count,
    }
    record_facts(Residence, home, source=told)
    return [str(number) for number in numbers.tolist()]


def _moment() -> "object":
    from django.utils import timezone

    return timezone.now()


def whole(folder: Path, numbers: list[str], scale: int) -> None:
    """Read the yearly list twice (all new addresses in a fifth, then a year later nothing new) and the answers."""
    from zorgkas.exchange.models import MessageFile
    from zorgkas.registry.models import CareFund

    MessageFile.objects.create(
        direction="out",
        message="IncreasedAllowance request",
        fund=CareFund.objects.get(),
        subject="bench",
        name="bench",
        path="bench",
        state="sent",
        ticket="asked",
        received_at=_moment(),
    )
    count = len(numbers)
    extra = "<referenceYear>2026</referenceYear><referenceDate>2026-07-01</referenceDate>"
    extra += f"<recordCount>{count}</recordCount>"
    files = (
        ("VZV25+, a fifth moved", "vzv25", "vzv25:v1", "VSB:PREMIUM", 1, extra, "persons", listed(numbers), ""),
        (
            "VZV25+, the next year, nothing new",
            "vzv25",
            "vzv25:v1",
            "VSB:PREMIUM",
            2,
            extra,
            "persons",
            listed(numbers),
            "",
        ),
        (
            "IncreasedAllowance, a fifth has it",
            "increasedAllowanceResponse",
            "increased-allowance:v1",
            "VSB:INCREASED ALLOWANCE",
            1,
            "",
            "responses",
            answers(numbers),
            "asked",
        ),
    )
    for work, root, namespace, context, number, more, wrapper, records, answer in files:
        path = folder / f"{root}-{number}.xml"
        write(path, root, namespace, context, number, more, wrapper, records, answer)
        seconds, memory = take_in(path)
        budget = 120 / scale if scale > 1 else 120
        report(
            Result(
                f"{work}: parsed, validated, turned into facts",
                f"1:{scale}, {count:,}",
                f"{seconds:.1f} s ({seconds / count * 1e6:.0f} µs a record)",
                f"{max(budget, 10):.0f} s, under 1 GiB",
                seconds <= max(budget, 10) and memory < 1024,
                memory,
            )
        )
        path.unlink()


def take_in(path: Path) -> tuple[float, int]:
    """Take a file in by the command, in a process of its own; its seconds and its peak memory in MiB."""
    from benchmarks.stream import run

    return run("exchange", "in", str(path))


def write(
    path: Path,
    root: str,
    namespace: str,
    context: str,
    number: int,
    more: str,
    wrapper: str,
    records: Iterator[str],
    answer: str,
) -> None:
    """Write a file of any size."""
    ticket = f"<ticket>{answer}</ticket>" if answer else ""
    with path.open("w") as stream:
        stream.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<z:{root} xmlns:z="urn:zorgkas:exchange:{namespace}">'
            f"<sender><organizationIdentification>{KSZ}</organizationIdentification></sender><receiver>{ticket}"
            f"<organizationIdentification>{FUND.format('0200000142')}</organizationIdentification></receiver>"
            f"<legalContext>{context}</legalContext><sequenceNumber>{number}</sequenceNumber>{more}<{wrapper}>\n"
        )
        stream.writelines(records)
        stream.write(f"</{wrapper}></z:{root}>\n")


def listed(numbers: list[str]) -> Iterator[str]:
    """Records of VZV25+; one in five lives elsewhere than is known."""
    for row, number in enumerate(numbers):
        street = "Stationsstraat" if row % 5 == 0 else "Kerkstraat"
        yield (
            f"<person><ssin>{number}</ssin><lastName>Peeters</lastName><firstNames>Jan</firstNames>"
            "<birthDate>1970-05-01</birthDate><gender>1</gender><subregister>POPULATION</subregister>"
            "<address><municipalityCode>44021</municipalityCode><municipality>Gent</municipality>"
            f"<postalCode>9000</postalCode><street>{street}</street><houseNumber>5</houseNumber></address>"
            "<residenceSince>2026-02-01</residenceSince></person>\n"
        )


def answers(numbers: list[str]) -> Iterator[str]:
    """Answers about the increased allowance."""
    for row, number in enumerate(numbers):
        has = row % 5 == 0
        yield (
            f"<response><requestCorrelation><customerTicket>{row:011d}</customerTicket>"
            f"<cbssTicket>00000000-0000-4000-8000-{row:012d}</cbssTicket><timestamp>2026-09-01T10:00:00</timestamp>"
            f"</requestCorrelation><criteria><ssin>{number}</ssin><referenceDate>2025-01-01</referenceDate></criteria>"
            f"<status><value>{'DATA_FOUND' if has else 'NO_DATA_FOUND'}</value><code>MSG00000</code></status>"
            f"<ssin>{number}</ssin><increasedAllowance><entitled>{'true' if has else 'false'}</entitled>"
            + ("<role>HOLDER</role><period><beginDate>2024-01-01</beginDate></period>" if has else "")
            + "</increasedAllowance></response>\n"
        )


def mutations(folder: Path, numbers: list[str], scale: int) -> None:
    """A day of mutations, with what they lead to: addresses, deaths, moves away, names."""
    from zorgkas.membership.services import run_premiums
    from zorgkas.registry.models import CareFund

    run_premiums(2026, CareFund.objects.get())
    count = min(MUTATIONS, len(numbers))
    path = folder / "mutations.xml"
    write(
        path,
        "notifyPersonMutations",
        "person-mutations:v1",
        "VSB:NATIONAL REGISTER",
        1,
        "",
        "personMutationNotifications",
        mutated(numbers[:count]),
        "",
    )
    seconds, memory = take_in(path)
    report(
        Result(
            "mutations of the National Register, with their consequences",
            f"1:{scale}, {count:,}",
            f"{seconds:.1f} s ({seconds / count * 1e6:.0f} µs a mutation)",
            "20 s",
            seconds <= 20 and memory < 1024,
            memory,
        )
    )


def mutated(numbers: list[str]) -> Iterator[str]:
    """Six in ten move within Flanders, one leaves it, one dies, two change their name."""
    kinds = [
        ("020", "<address><municipalityCode>11002</municipalityCode><municipality>Antwerpen</municipality></address>")
    ] * 6
    kinds += [
        ("020", "<address><municipalityCode>62063</municipalityCode><municipality>Luik</municipality></address>"),
        ("150", ""),
        ("010", "<lastName>Claes</lastName><firstNames>Jo</firstNames>"),
        ("010", "<lastName>Claes</lastName><firstNames>Jo</firstNames>"),
    ]
    for row, number in enumerate(numbers):
        it, value = kinds[row % 10]
        new = f"<newValue>{value}</newValue>" if value else ""
        yield (
            f"<personMutationNotification><ssin>{number}</ssin><itCode>{it}</itCode><mutation>ADDED</mutation>"
            f"<effectiveDate>2026-03-01</effectiveDate><registeredAt>2026-03-02T10:00:00</registeredAt>{new}"
            "</personMutationNotification>\n"
        )


def online(numbers: list[str], scale: int) -> None:
    """Questions of VSBConsult at a steady rate, to the server that a fund uses."""
    import http.client

    from waitress import create_server

    from zorgkas.exchange.online import add_client
    from zorgkas.registry.models import CareFund
    from zorgkas.wsgi import application

    _client, key = add_client(CareFund.objects.get(), f"bench {time.time()}", "11/0", "VSB:ZBO", "benchmark")
    server = create_server(application, host="127.0.0.1", port=0, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    port = server.effective_port
    start = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><z:consultRequest'
    start += ' xmlns:z="urn:zorgkas:exchange:vsb-consult:v1"><informationCustomer><customerIdentification><sector>11'
    start += "</sector><institution>0</institution></customerIdentification></informationCustomer><legalContext>VSB:ZBO"
    start += "</legalContext><criteria><ssin>"
    end = "</ssin><referenceDate>2026-03-15</referenceDate><parts><rights>true</rights></parts></criteria>"
    end += "</z:consultRequest></s:Body></s:Envelope>"

    def ask(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        text = start + numbers[index % len(numbers)] + end
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "text/xml", "Host": "localhost"}
        connection.request("POST", "/diensten/vsb-consult/", text, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        connection.close()

    for index in range(20):
        ask(index)
    p95 = p95_at_rate(ask, ONLINE_A_SECOND, ONLINE_SECONDS)
    report(
        Result(
            f"VSBConsult, p95 at {ONLINE_A_SECOND} questions a second",
            f"1:{scale}, {ONLINE_A_SECOND * ONLINE_SECONDS:,} questions",
            f"{p95:.0f} ms",
            "30 ms",
            p95 < 30,
            peak_mib(),
        )
    )


def p95_at_rate(ask: Callable[[int], object], a_second: int, seconds: int) -> float:
    """The 95th percentile in milliseconds of questions that come at a fixed rate, whether or not answers are ready."""
    times: list[float] = []
    lock = threading.Lock()

    def one(index: int, due: float) -> None:
        ask(index)
        with lock:
            times.append((time.perf_counter() - due) * 1000)

    start = time.perf_counter() + 0.2
    threads = []
    for index in range(a_second * seconds):
        due = start + index / a_second
        time.sleep(max(due - time.perf_counter(), 0))
        thread = threading.Thread(target=one, args=(index, due))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return statistics.quantiles(times, n=20)[18]


if __name__ == "__main__":
    main()
