"""Runs every program and test behind the figures, and ends with one table of them.

A program gives its figure as its last line (figures.py); of one that does not, the last line is told as it is. Tests
count as tests that did not pass. What is not here yet is said to be missing.
"""

import argparse
import os
import platform
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from figures import Figure, read

from tests.postgres import program

ROOT = Path(__file__).parent.parent
LONGEST = 3600
"""Seconds that one program may take."""


@dataclass(frozen=True)
class Program:
    """A program in bench/: the figure it gives, its options for a quick look, and whether it takes a seed."""

    number: str
    name: str
    quick: str = ""
    seeded: bool = False


@dataclass(frozen=True)
class Tests:
    """Tests that are a figure: what none of them may find, and where they are."""

    number: str
    what: str
    paths: tuple[str, ...]


ROWS = (
    Program("1", "posts", "--posts 300 --raw 100", seeded=True),
    Program("2", "histories", "--histories 10", seeded=True),
    Program("3", "kill", "sqlite-delete --kills 2 --results 50", seeded=True),
    Program("4", "twice", "sqlite-delete --tokens 10"),
    Program("5", "two_servers", "--phones 20 --kills 1"),
    Tests("6", "plaintext in the database and its files", ("tests/journal/test_at_rest.py",)),
    Program("7", "seals"),
    Tests("8", "answers lost to ten accidents in a browser", ("tests/browser/test_nothing_lost.py",)),
    Tests(
        "9",
        "answers without the full header set",
        ("tests/web/test_headers.py",),
    ),
    Tests(
        "10",
        "policy violations, errors or strangers asked in a browser",
        ("tests/browser/test_journey.py", "tests/browser/test_journal.py", "tests/browser/test_leave.py"),
    ),
    Tests("11", "ASVS items without a test, a reason or a place", ("tests/test_asvs.py",)),
    Program("12", "mutants"),
    Program("13", "backup", "sqlite-delete --rounds 1"),
    Program("14", "audit"),
)


def run(command: Sequence[str]) -> tuple[str, bool]:
    """Run something, show what it says, and give that and whether it ended well."""
    print(f"$ {' '.join(command[1:])}", flush=True)
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    around = {**os.environ, "PYTHONPATH": path}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=around, check=False, capture_output=True, text=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return f"not done after {LONGEST} seconds", False
    print(done.stdout + done.stderr[-2000:], flush=True)
    return done.stdout, done.returncode == 0


def of_program(row: Program, seed: int, *, quick: bool) -> Figure:
    """Run a program and give its figure."""
    file = f"bench/{row.name}.py"
    if not (ROOT / file).exists():
        return Figure(row.number, row.name, "-", "not here yet", ok=False)
    options = row.quick.split() if quick else []
    options += ["--seed", str(seed)] if row.seeded else []
    text, well = run([sys.executable, file, *options])
    lines = text.strip().splitlines() or ["it said nothing"]
    found = read(lines[-1])
    return replace(found, ok=found.ok and well) if found else Figure(row.number, row.name, "0", lines[-1], ok=well)


def of_tests(row: Tests) -> Figure:
    """Run tests and give how many did not pass."""
    there = [path for path in row.paths if (ROOT / path).exists()]
    if not there:
        return Figure(row.number, row.what, "0", "not here yet", ok=False)
    text, well = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *there])
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", text)}
    failed = sum(counts.values()) - counts.get("passed", 0)
    counted = f"{failed} of {sum(counts.values())} tests did not pass"
    return Figure(row.number, row.what, "0", counted, ok=well and not failed)


def versions() -> str:
    """Name what all of this ran on."""
    server = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=False).stdout
    browser = os.environ.get("TEST_BROWSER", "")
    shown = (
        subprocess.run([browser, "--version"], capture_output=True, text=True, check=False).stdout if browser else ""
    )
    return "; ".join(
        [
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            " ".join(server.split()[:3]) or "no PostgreSQL",
            " ".join(shown.split()[:2]) or "Playwright's own Chromium",
            f"{os.cpu_count()} cores",
            f"{datetime.now(UTC):%Y-%m-%d}",
        ]
    )


def table(figures: Sequence[Figure]) -> str:
    """Set the figures as a Markdown table."""
    heads = ("#", "what", "target", "counted", "ok", "seed")
    said = {True: "yes", False: "NO"}
    rows = [heads, ["---"] * len(heads), *([said.get(cell, cell) for cell in astuple(figure)] for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Run everything, or the figures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="number", help="some figures only (all of them otherwise)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--quick", action="store_true", help="small numbers: to see that all runs, not to claim")
    asked = parser.parse_args()
    began, figures = time.monotonic(), []
    for row in ROWS:
        if not asked.figures or row.number in asked.figures:
            tests = isinstance(row, Tests)
            figures.append(of_tests(row) if tests else of_program(row, asked.seed, quick=asked.quick))
    print(table(figures))
    print(f"\n{versions()}; {(time.monotonic() - began) / 60:.0f} minutes{', quick' if asked.quick else ''}")
    sys.exit(not all(figure.ok for figure in figures))


if __name__ == "__main__":
    main()
