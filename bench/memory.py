"""What a worker takes of memory, beside a bare Flask's, and that it takes no more after 10,000 journeys. Needs Linux.

A journey is somebody's whole way: the start, the quiz, sending it, the result and its picture. Every fourth keeps it
and looks at the journal and its picture, every tenth prints the report. The server is the real one, two workers of four
threads, with the two arenas that deploy/steady.service gives it (`--arenas 0` is the C library's own choice), asked by
four people at a time. Memory is what belongs to a process alone and its share of what several use
(the proportional set size), the mean of the workers. Flat is: the median of the last third of the readings is at most
1.05 times that of the middle third; the first has starts in it that come once, of matplotlib and of the compiler.
"""

import argparse
import os
import threading
from collections.abc import Callable
from statistics import median

import proc
from figures import Figure, conclude
from phone import Phone, form, questionnaire, sheet
from serving import Server, database

QUIZ = questionnaire()
AT_ONCE = 4
READINGS = 12
WARM = 20
"""Requests to each path before it is read how much a worker takes."""
TARGET = 1.05


def look(phone: Phone, path: str) -> None:
    """Ask for a page that must be there."""
    answer = phone.send("GET", path)
    assert answer.status == 200, (path, answer.status)  # noqa: PLR2004


def journey(port: int, number: int) -> None:
    """Go the whole way once, with answers nobody else has."""
    phone = Phone(port)
    for path in ("/", "/before"):
        look(phone, path)
    phone.read_fields(phone.send("GET", "/quiz"))
    assert phone.send("POST", "/quiz", form(sheet(QUIZ, 7_919 * number))).to == "/results"
    phone.read_fields(phone.send("GET", "/results"))
    look(phone, "/results/profile.svg")
    if number % 4 == 0:
        assert phone.send("POST", "/journal/keep", [("", "")]).kept
        phone.send("POST", "/journal/words/noted", [("", "")])
        for path in ("/journal", "/journal/picture.svg"):
            look(phone, path)
    if number % 10 == 0:
        look(phone, "/results/report.pdf")


def go(work: Callable[[int], None], numbers: range) -> None:
    """Do something with each number, several at a time; raises what went wrong with one."""
    faults: list[BaseException] = []

    def part(first: int) -> None:
        try:
            for number in numbers[first::AT_ONCE]:
                work(number)
        except BaseException as fault:  # noqa: BLE001 told below, on the main thread
            faults.append(fault)

    threads = [threading.Thread(target=part, args=(first,)) for first in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def megabytes(server: Server) -> float:
    """Give what one worker takes, the mean of both."""
    assert server.process
    _, *workers = proc.family(server.process.pid)
    return sum(map(proc.megabytes, workers)) / len(workers)


def warm(server: Server, *paths: str) -> float:
    """Ask for pages a few times, then give what one worker takes."""
    go(lambda number: look(Phone(server.port), paths[number % len(paths)]), range(WARM * len(paths)))
    return megabytes(server)


def main() -> None:
    """Print what is taken at the start and on the way, and fail when it grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journeys", type=int, default=10_000)
    parser.add_argument("--arenas", type=int, default=2)
    chosen = parser.parse_args()
    journeys = chosen.journeys
    if chosen.arenas:
        os.environ["MALLOC_ARENA_MAX"] = str(chosen.arenas)
    with database("sqlite-delete") as address:
        floor = Server(address, application="floor:app")
        with floor.running():
            print(f"bare Flask: {warm(floor, '/'):.0f} MB a worker")
        ours, step = Server(address), max(1, journeys // READINGS)
        with ours.running():
            print(f"with pages, before any picture or report: {warm(ours, '/', '/quiz', '/about', '/help'):.0f} MB")
            readings = []
            for first in range(0, journeys, step):
                go(lambda number: journey(ours.port, number), range(first, min(first + step, journeys)))
                readings.append(megabytes(ours))
                print(f"after {min(first + step, journeys):,} journeys: {readings[-1]:.1f} MB", flush=True)
    third = len(readings) // 3
    ratio = median(readings[-third:]) / median(readings[third : 2 * third])
    what = f"memory of a worker in the last third of {journeys:,} journeys, to that in the middle third"
    conclude(Figure("-", what, f"{TARGET}", f"{ratio:.3f}", ok=ratio <= TARGET))


if __name__ == "__main__":
    main()
