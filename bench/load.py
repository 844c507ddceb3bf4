"""Measure what a person or a host can feel: bytes of a visit, waiting under load, errors, CPU time, memory.

A visit is the start page, what the service worker fetches, the quiz with a draft after each answer, the result with its
picture, and the PDF; then the result is saved and its journal is shown. First one visitor comes at a time, to a server
with one worker. Then all come at once, to a server with two, each from an address of its own and without a pause to
read. With --against, another checkout is measured in the same run, in alternation. Needs Linux.
"""

import argparse
import http.client
import re
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from serving import ROOT, Server, database
from visitor import Visitor, visit

WARM_UP_VISITS = 3
Figures = dict[str, float]


def alone(servers: Sequence[Server], visits: int) -> list[Figures]:
    """Return bytes and CPU time of one visit to each server: the least of some, in alternation."""
    found: list[Figures] = [{} for _ in servers]
    for number in range(WARM_UP_VISITS + visits):
        for server, figures in zip(servers, found, strict=True):
            visitor, before = Visitor(server.port), server.cpu_seconds()
            for until in visit(visitor, number):
                spent = (server.cpu_seconds() - before) * 1000
                for name, value in (("bytes received", visitor.received), ("CPU ms", spent)):
                    if number >= WARM_UP_VISITS:
                        key = f"{name}, a visit to the {until}"
                        figures[key] = min(value, figures.get(key, value))
    return found


def crowd(server: Server, phones: int, turn: int) -> Figures:
    """Start `phones` visits at the same moment; returns errors, waiting, CPU time, and the memory of a worker.

    In each turn everyone has other answers, so that no picture or report is one that was drawn before.
    """
    before = server.cpu_seconds()
    seconds, errors, start = list[float](), Counter[str](), threading.Barrier(phones)

    def go(number: int) -> None:
        visitor = Visitor(server.port, source=f"127.1.{number // 250}.{number % 250 + 1}")
        start.wait()
        try:
            list(visit(visitor, turn * phones + number))
        except (OSError, RuntimeError, http.client.HTTPException) as error:
            errors[str(error) or type(error).__name__] += 1
        seconds.extend(visitor.seconds)

    with ThreadPoolExecutor(phones) as pool:
        list(pool.map(go, range(phones)))
    for error, times in errors.items():
        print(f"{times} x {error}")
    seconds.sort()
    return {
        "visits that ended in an error": errors.total(),
        "requests of a round": len(seconds),
        "p50, seconds": seconds[len(seconds) // 2],
        "p99, seconds": seconds[len(seconds) * 99 // 100],
        "CPU ms of a visit": (server.cpu_seconds() - before) * 1000 / phones,
        "memory of a worker afterwards, MB": server.megabytes(),
    }


def together(servers: Sequence[Server], phones: int, rounds: int) -> list[Figures]:
    """Return what a crowd at each server saw, in alternation: the sum of all errors, else the median of the rounds."""
    found: list[list[Figures]] = [[] for _ in servers]
    for turn in range(rounds):
        for server, figures in list(zip(servers, found, strict=True))[:: -1 if turn % 2 else 1]:
            figures.append(crowd(server, phones, turn))
    return [
        {name: (sum if "error" in name else median)([each[name] for each in figures]) for name in figures[0]}
        for figures in found
    ]


def table(columns: Sequence[Figures]) -> str:
    """Return the figures as a Markdown table, with the ratio of this checkout to the other."""
    rows = [["", "this checkout", "the other", "ratio"][: 2 * len(columns)], ["---"] * 2 * len(columns)]
    for name in columns[0]:
        values = [column[name] for column in columns]
        ratio = [f"{values[0] / values[1]:.2f}" if values[1] else "-"] if len(values) > 1 else []
        rows.append([name, *(re.sub(r"\.?0+$", "", f"{value:,.3f}") for value in values), *ratio])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Measure, print the table, and end with 1 when a visitor saw an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few visitors and one round: to see that all runs")
    parser.add_argument("--against", type=Path, metavar="DIR", help="another checkout, measured in the same run")
    chosen = parser.parse_args()
    phones, visits, rounds = (10, 3, 1) if chosen.quick else (200, 12, 3)
    roots = [ROOT, *([chosen.against.resolve()] if chosen.against else [])]
    with ExitStack() as stack:
        places = [(stack.enter_context(database("sqlite-wal")), root) for root in roots]
        with ExitStack() as single:
            figures = alone([single.enter_context(Server(*place, workers=1).running()) for place in places], visits)
        servers = [stack.enter_context(Server(*place).running()) for place in places]
        for column, found in zip(figures, together(servers, phones, rounds), strict=True):
            column.update(found)
    print(f"{phones} phones at once; the least of {visits} visits alone\n{table(figures)}")
    raise SystemExit(1 if figures[0]["visits that ended in an error"] else 0)


if __name__ == "__main__":
    main()
