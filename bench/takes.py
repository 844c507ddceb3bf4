"""What one request costs with 1 to 60 takes in a journal, in processor time, through Flask's own test client.

What does not look at the takes must cost the same: the quiz, and keeping one more. What shows all of them may cost as
much more as there is more to show; it stands in the table and has no target.
"""

import time
from collections.abc import Callable
from statistics import median

from figures import Figure, conclude

from tests.web.journal_client import JournalClient, World

SIZES = (1, 6, 12, 30, 60)
ROUNDS = 7
TARGET = 1.5
FLAT = ("the quiz", "keeping one more")
PATHS = {
    "the quiz": "/quiz",
    "journal page": "/journal",
    "its picture": "/journal/picture.svg",
    "one kept result": "/journal/1",
    "CSV": "/journal/export.csv",
    "JSON": "/journal/export.json",
    "PDF without the journal": "/results/report.pdf",
    "PDF with the journal": "/results/report.pdf?journal=yes",
}
OK = 200


def reader(world: World, takes: int) -> JournalClient:
    """Give somebody with an open journal, and with a result of this session."""
    phone = world.phone()
    phone.send(world.keyed(4))
    code = world.journal_of([world.keyed(1 + number % 5, jealousy=1 + number % 3) for number in range(takes)])
    assert phone.open_with(code).status_code < 400  # noqa: PLR2004
    return phone


def milliseconds(ask: Callable[[], object]) -> float:
    """Give the processor time of one request."""
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def look(phone: JournalClient, path: str) -> None:
    """Ask for something that must be there."""
    assert phone.get(path).status_code == OK, path


def keep(world: World, phone: JournalClient, number: int) -> float:
    """Take the quiz and keep the result; gives what the keeping itself cost."""
    phone.press(phone.page("/results"), "/quiz/again")
    phone.send(world.keyed(1 + number % 5))
    page = phone.page("/results")
    return milliseconds(lambda: phone.press(page, "/journal/keep"))


def main() -> None:
    """Print the table, and fail when something grows that should be flat."""
    world = World()
    phones = [reader(world, takes) for takes in SIZES]
    table: dict[str, list[float]] = {}
    for what, path in PATHS.items():
        # In turns, so that a busy moment hits all sizes alike.
        rounds = [[milliseconds(lambda: look(phone, path)) for phone in phones] for _ in range(ROUNDS)]  # noqa: B023
        table[what] = [median(times[1:]) for times in zip(*rounds, strict=True)]
    rounds = [[keep(world, phone, number) for phone in phones] for number in range(ROUNDS)]
    table["keeping one more"] = [median(times[1:]) for times in zip(*rounds, strict=True)]
    print(f"{'takes':26}{''.join(f'{takes:>8}' for takes in SIZES)}   {SIZES[-1]} beside {SIZES[0]}")
    for what, costs in table.items():
        print(f"{what:26}{''.join(f'{cost:8.1f}' for cost in costs)}   {costs[-1] / costs[0]:.2f} times")
    worst = max(table[what][-1] / table[what][0] for what in FLAT)
    what = f"time of what should be flat with {SIZES[-1]} takes, to that with {SIZES[0]}: the highest ratio"
    conclude(Figure("-", what, f"{TARGET}", f"{worst:.2f}", ok=worst <= TARGET))


if __name__ == "__main__":
    main()
