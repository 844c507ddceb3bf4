"""Measure what a person or a host can feel: bytes of a visit, waiting under load, errors, CPU time, memory.

A visit is the start page, what the service worker fetches, the quiz with a draft after each answer, the result with its
picture, and the PDF; then the result is saved and its journal is shown. First one visitor comes at a time, to a server
with one worker. Then all come at once, to a server with two, each from an address of its own and without a pause to
read. Needs Linux.
"""

import http.client
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from serving import database, options
from visitor import Visitor, visit

from tests.gunicorn import Server

WARM_UP_VISITS = 3
Figures = dict[str, float]


def alone(server: Server, visits: int) -> Figures:
    """Return bytes and CPU time of one visit: the least of some."""
    found = Figures()
    for number in range(WARM_UP_VISITS + visits):
        visitor, before = Visitor(server.port), cpu_seconds(server)
        for until in visit(visitor, number):
            spent = (cpu_seconds(server) - before) * 1000
            for name, value in (("bytes received", visitor.received), ("CPU ms", spent)):
                if number >= WARM_UP_VISITS:
                    key = f"{name}, a visit to the {until}"
                    found[key] = min(value, found.get(key, value))
    return found


def crowd(server: Server, phones: int, turn: int) -> Figures:
    """Start `phones` visits at the same moment; returns errors, waiting, CPU time, and the memory of a worker.

    In each turn everyone has other answers, so that no picture or report is one that was drawn before.
    """
    before = cpu_seconds(server)
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
        "CPU ms of a visit": (cpu_seconds(server) - before) * 1000 / phones,
        "memory of a worker afterwards, MB": megabytes(server),
    }


def workers(server: Server) -> list[int]:
    """Return the ids of a server's workers."""
    assert server.process
    main = server.process.pid
    return [int(id_) for id_ in Path(f"/proc/{main}/task/{main}/children").read_text().split()]


def cpu_seconds(server: Server) -> float:
    """Return the CPU time of the workers so far (Linux: the clock of another process)."""
    return sum(time.clock_gettime(~id_ << 3 | 2) for id_ in workers(server))


def megabytes(server: Server) -> float:
    """Return the memory of one worker, the mean of all: its own and its share of what they share (PSS)."""
    sizes = [Path(f"/proc/{id_}/smaps_rollup").read_text() for id_ in workers(server)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in sizes) / 1024 / len(sizes)


def main() -> None:
    """Measure, print the figures, and end with 1 when a visitor saw an error."""
    phones, visits, rounds = (10, 3, 1) if options(__doc__).parse_args().quick else (200, 12, 3)
    with database("sqlite-wal") as address, Server(address, workers=1).running() as server:
        figures = alone(server, visits)
    with database("sqlite-wal") as address, Server(address).running() as server:
        turns = [crowd(server, phones, turn) for turn in range(rounds)]
    for name in turns[0]:
        # Of the rounds, the sum of all errors, else the median.
        figures[name] = (sum if "error" in name else median)([turn[name] for turn in turns])
    print(f"{phones} phones at once, {rounds} rounds; the least of {visits} visits alone")
    for name, value in figures.items():
        print(f"| {name} | {value:,.6g} |")
    sys.exit(figures["visits that ended in an error"] > 0)


if __name__ == "__main__":
    main()
