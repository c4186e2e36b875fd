"""How things are measured: each step in its own process, with its time and its peak memory."""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """One line of the table. `peak_mib` is of the measuring process, without the database server."""

    work: str
    scale: str
    measured: str
    budget: str
    within: bool
    peak_mib: int = 0


def timed(function: Callable[[], object], repeat: int = 5) -> float:
    """Return the best time in seconds of `repeat` calls: the one least disturbed by others."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return best


def in_own_process(module: str, arguments: list[str], environment: dict[str, str] | None = None) -> list[Result]:
    """Run `python -m benchmarks.<module>` and return its results, also those from before it failed.

    Each result is shown as it comes, and progress goes straight to the screen: nothing measured is lost.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
    assert process.stdout is not None
    results = []
    for line in process.stdout:
        if line.startswith("{"):
            results.append(Result(**json.loads(line)))
            print(f"{results[-1].work}: {results[-1].measured}", file=sys.stderr)
    if process.wait():
        results.append(Result(f"{module}: stopped half-way", "", f"exit status {process.returncode}", "0", False))
    return results


def report(result: Result) -> None:
    """Print one result for the parent process."""
    print(json.dumps(asdict(result)), flush=True)


def peak_mib() -> int:
    """Return the peak memory of this process and of the commands it ran, in MiB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) // 1024


def machine() -> str:
    """Describe the machine in one line."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory_gib:.0f} GiB, Python {platform.python_version()}"


def table(results: list[Result]) -> str:
    """Return the results as a table in Markdown."""
    lines = ["| work | scale | measured | budget | within | peak memory |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {r.work} | {r.scale} | {r.measured} | {r.budget} | {'yes' if r.within else '**no**'} "
        f"| {f'{r.peak_mib} MiB' if r.peak_mib else '-'} |"
        for r in results
    ]
    return "\n".join(lines)
