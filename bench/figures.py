"""How every program here ends: with one figure, as a line that bench/reliability.py reads, and 1 when it is missed."""

import json
import sys
from dataclasses import asdict, dataclass

MARK = "figure "


@dataclass(frozen=True)
class Figure:
    """One row of the table: its number there ("-" for none), what was counted, the target, the count, and the seed."""

    number: str
    what: str
    target: str
    counted: str
    ok: bool
    seed: str = "-"


def conclude(figure: Figure) -> None:
    """Print a figure as the last line, and end the program."""
    print(MARK + json.dumps(asdict(figure), ensure_ascii=False), flush=True)
    sys.exit(not figure.ok)


def read(line: str) -> Figure | None:
    """Read the line that `conclude` prints; `None` for any other."""
    return Figure(**json.loads(line.removeprefix(MARK))) if line.startswith(MARK + "{") else None
