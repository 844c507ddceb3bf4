"""Ask for pages that need nothing slow, while something slow is asked for a hundred times at once.

A real server with two workers and PostgreSQL is asked for a hundred new journals, PDFs or pictures by one address; gets
ten large imports; and a hundred people look at their journals while PostgreSQL is stopped. Prints how long one
other person waited for `/`, `/help`, `/quiz` and `/leave` meanwhile, and what the crowd got.
"""

import http
import http.client
import json
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from copy import deepcopy

from serving import database, options
from visitor import NOTHING, Fields, Visitor, visit

from tests import postgres
from tests.gunicorn import Server

PAGES = ("/", "/help", "/quiz", "/leave")
P99_SECONDS = 1.0
WARM_UP_ROUNDS = 10
"""How often each page is asked for before: each worker renders it once a day."""
IMPORTS = 10
IMPORTED_RESULTS = 900
Call = Callable[[], int]


def beside(server: Server, crowd: Sequence[Call]) -> tuple[list[float], Counter[int | str]]:
    """Start all calls at once; returns how long each page of another person took meanwhile, and what came of all."""
    found, seconds = Counter[int | str](), list[float]()

    def go(call: Call) -> None:
        try:
            found[call()] += 1
        except (OSError, http.client.HTTPException) as error:
            found[type(error).__name__] += 1

    people = [threading.Thread(target=go, args=[call]) for call in crowd]
    for person in people:
        person.start()
    while any(person.is_alive() for person in people):
        for path in PAGES:
            other = Visitor(server.port, source="127.2.0.1")
            status = other.send(path).status
            if status not in {http.HTTPStatus.OK, http.HTTPStatus.SEE_OTHER}:
                found[f"another person's {path}: {status}"] += 1
            seconds += other.seconds
    return sorted(seconds), found


def ask(visitor: Visitor, path: str, fields: Fields = NOTHING, file: str = "") -> Call:
    """Return a call that asks with a copy of the visitor's cookies."""
    return lambda: deepcopy(visitor).send(path, fields, file).status


def large_export(visitor: Visitor) -> str:
    """Return the visitor's journal with its result many times over."""
    document = json.loads(visitor.send("/journal/export.json").content)
    result = document["results"][0]
    document["results"] = [{**result, "id": secrets.token_hex(16)} for _ in range(IMPORTED_RESULTS)]
    return json.dumps(document)


def main() -> None:
    """Try each situation, print a line for each, and end with 1 when somebody waited too long."""
    size = 20 if options(__doc__).parse_args().quick else 100
    failed = False
    with database("postgresql") as address, Server(address).running() as server:
        unsaved, saved = Visitor(server.port), Visitor(server.port)
        for _ in range(WARM_UP_ROUNDS):
            for path in PAGES:
                Visitor(server.port).send(path)
        next(visit(unsaved))
        list(visit(saved))
        result, journal = unsaved.open("/results"), saved.open("/journal")
        picture = next(path for path in sorted(result.files) if path.startswith("/results/profile"))
        imports = journal.form("/journal/import")
        situations: dict[str, list[Call]] = {
            "new journals": [ask(unsaved, "/journal/keep", result.form("/journal/keep"))] * size,
            "PDFs": [ask(unsaved, result.report())] * size,
            "pictures": [ask(unsaved, picture)] * size,
            "large imports": [ask(saved, "/journal/import", imports, large_export(saved))] * IMPORTS,
            "journals while PostgreSQL hangs": [ask(saved, "/journal")] * size,
        }
        for name, crowd in situations.items():
            with postgres.hung(address) if "hangs" in name else nullcontext():
                began = time.monotonic()
                seconds, found = beside(server, crowd)
                lasted = time.monotonic() - began
            p50, p99 = (seconds[len(seconds) * part // 100] for part in (50, 99))
            failed |= p99 > P99_SECONDS or any(isinstance(what, str) for what in found)
            told = ", ".join(f"{times} x {what}" for what, times in sorted(found.items(), key=str))
            print(f"{len(crowd)} {name} ({told}), {lasted:.1f} s; {len(seconds)} pages of others: ", end="")
            print(f"p50 {p50:.3f} s, p99 {p99:.3f} s, longest {seconds[-1]:.3f} s")
    sys.exit(failed)


if __name__ == "__main__":
    main()
