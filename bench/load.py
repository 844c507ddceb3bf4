"""Measure what a person or a host can feel: bytes of a visit, waiting under load, errors, CPU time, memory.

A visit is the start page with its service worker, the quiz with a draft after each answer, the result with its
picture, and the PDF; then the result is saved and its journal is shown. First one visitor comes at a time, to a server
with one worker. Then all come at once, to a server with two, each from an address of its own and without a pause to
read. With --against, another checkout is measured in the same run, in alternation. Needs Linux.
"""

import argparse
import http.client
import json
import re
import secrets
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from statistics import median

from serving import ROOT, Server, database
from visitor import Visitor, visit

WARM_UP_VISITS = 3
ROUNDS = 3
FIRST_DAY = datetime(2023, 1, 1, 20, tzinfo=UTC)
READERS = 10
LONG_PATHS = ("/journal", "/journal/picture.svg", "/journal/1/report.pdf?journal=yes")
Figures = dict[str, float]


def alone(servers: Sequence[Server], visits: int) -> list[Figures]:
    """Return bytes and CPU time of one visit to each server: the least of some, in alternation."""
    found: list[Figures] = [{} for _ in servers]
    for number in range(WARM_UP_VISITS + visits):
        for server, figures in zip(servers, found, strict=True):
            visitor, before = Visitor(server.port), server.cpu_seconds()
            for until in visit(visitor, number):
                spent = (server.cpu_seconds() - before) * 1000
                for name, value in (("bytes received", visitor.received), ("processor ms", spent)):
                    if number >= WARM_UP_VISITS:
                        key = f"{name}, a visit to the {until}"
                        figures[key] = min(value, figures.get(key, value))
    return found


def crowd(server: Server, phones: int) -> Figures:
    """Start `phones` visits at the same moment; returns errors, waiting, and the memory of a worker afterwards."""
    seconds, errors, start = list[float](), Counter[str](), threading.Barrier(phones)

    def go(number: int) -> None:
        visitor = Visitor(server.port, source=f"127.1.{number // 250}.{number % 250 + 1}")
        start.wait()
        try:
            list(visit(visitor, number))
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
        "memory of a worker afterwards, MB": server.megabytes(),
    }


def together(servers: Sequence[Server], phones: int, rounds: int) -> list[Figures]:
    """Return what a crowd at each server saw, in alternation: the sum of all errors, else the median of the rounds."""
    found: list[list[Figures]] = [[] for _ in servers]
    for turn in range(rounds):
        for server, figures in list(zip(servers, found, strict=True))[:: -1 if turn % 2 else 1]:
            figures.append(crowd(server, phones))
    return [
        {name: (sum if "error" in name else median)([each[name] for each in figures]) for name in figures[0]}
        for figures in found
    ]


def long_journal(server: Server, results: int) -> Visitor:
    """Return a visitor with an open journal of so many results, imported from a file; raises RuntimeError."""
    visitor = Visitor(server.port)
    list(visit(visitor))
    export = json.loads(visitor.send("GET", "/journal/export.json").content)
    days = [FIRST_DAY + timedelta(days=number) for number in range(results - 1)]  # one is there already
    one = export["results"][0]
    export["results"] = [{**one, "id": secrets.token_hex(16), "taken": day.isoformat()} for day in days]
    hidden = visitor.open("/journal").page.forms["/journal/import"].hidden
    parts = [*hidden, ('file"; filename="steady.json', json.dumps(export))]
    body = "".join(f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts)
    answer = visitor.send("POST", "/journal/import", f"{body}--b--\r\n".encode(), "multipart/form-data; boundary=b")
    if answer.location != "/journal":
        raise RuntimeError(f"import: {answer.status}")
    return visitor


def beside_long_journals(server: Server, owner: Visitor, requests: int) -> Figures:
    """Return the seconds of /help while ten people ask for page, picture and PDF of a long journal, over and over."""
    stop, statuses, visitor = threading.Event(), Counter[int](), Visitor(server.port)

    def read(number: int) -> None:
        while not stop.is_set():
            path = LONG_PATHS[(number + statuses.total()) % len(LONG_PATHS)]
            status = Visitor(server.port, cookies=dict(owner.cookies)).send("GET", path).status
            statuses[status] += 1
            stop.wait(1 if status == HTTPStatus.SERVICE_UNAVAILABLE else 0)

    with ThreadPoolExecutor(READERS) as pool:
        readers = pool.map(read, range(READERS))
        stop.wait(1)
        for _ in range(requests):
            visitor.send("GET", "/help")
        stop.set()
        list(readers)
    print(f"{READERS} readers of long journals got {dict(statuses)}")
    beside = "/help beside ten readers of long journals"
    return {f"{beside}, median seconds": median(visitor.seconds), f"{beside}, slowest": max(visitor.seconds)}


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
    parser.add_argument("--phones", type=int, help="visitors at the same moment (200)")
    parser.add_argument("--visits", type=int, help="visits of one visitor alone (12)")
    parser.add_argument("--against", type=Path, metavar="DIR", help="another checkout, measured in the same run")
    parser.add_argument("--long-journals", action="store_true", help="/help beside ten readers of 1,000 results each")
    chosen = parser.parse_args()
    phones, visits = chosen.phones or (10 if chosen.quick else 200), chosen.visits or (3 if chosen.quick else 12)
    roots = [ROOT, *([chosen.against.resolve()] if chosen.against else [])]
    with ExitStack() as stack:
        places = [(stack.enter_context(database("sqlite-wal")), root) for root in roots]
        with ExitStack() as single:
            figures = alone([single.enter_context(Server(*place, workers=1).running()) for place in places], visits)
        servers = [stack.enter_context(Server(*place).running()) for place in places]
        for number, found in enumerate(together(servers, phones, 1 if chosen.quick else ROUNDS)):
            figures[number].update(found)
        for number, server in enumerate(servers if chosen.long_journals else ()):
            owner = long_journal(server, 101 if chosen.quick else 1000)
            figures[number].update(beside_long_journals(server, owner, 30 if chosen.quick else 300))
    print(f"{phones} phones at once; the least of {visits} visits alone\n{table(figures)}")
    raise SystemExit(1 if figures[0]["visits that ended in an error"] else 0)


if __name__ == "__main__":
    main()
