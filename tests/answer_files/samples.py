"""A questionnaire and answers to it, for files as survey tools write them."""

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path

from click.testing import Result

from tests.cli.terminal import rows, run

WORDS = ["Never", "Rarely", "Sometimes", "Often", "Always"]
PROMPT = "In the last two weeks, how often was this so?"
TEXTS = {
    "Q1_1": "I slept well.",
    "Q1_2": "I woke up tired.",
    "Q1_3": "I lay awake at night.",
    "Q1_4": "I felt worn out.",
    "Q2_1": "I felt at ease.",
    "Q2_2": "I was on edge.",
    "Q2_3": "I worried a lot.",
    "Q2_4": "My heart raced.",
}
IDS = list(TEXTS)
REVERSED = {"Q1_1", "Q2_1"}
Grid = list[list[str]]


def questionnaire_toml() -> str:
    """Return the TOML of a questionnaire with two themes of four statements, the first of each reversed."""
    points = ", ".join(f'{{ value = {n}, words = "{words}" }}' for n, words in enumerate(WORDS, 1))
    parts = [
        'title = "Two weeks"\nstyle = { grade = 0 }',
        f'[scale]\nprompt = "{PROMPT}"\nskip = "Does not apply"\npoints = [{points}]',
        "[assumptions]\nsd = 22\nreliability = 0.8",
        '[[themes]]\nid = "rest"\nname = "rest"\nshort = "Rest"',
        '[[themes]]\nid = "calm"\nname = "calm"\nshort = "Calm"',
    ]
    for id_, text in TEXTS.items():
        theme = "rest" if id_ < "Q2" else "calm"
        flag = str(id_ in REVERSED).lower()
        parts.append(f'[[statements]]\nid = "{id_}"\ntheme = "{theme}"\ntext = "{text}"\nreversed = {flag}')
    return "\n".join(parts) + "\n"


def answers(people: int = 40, seed: int = 3) -> Grid:
    """Return answers from 1 to 5 in the order of `IDS`, some blank."""
    chance = random.Random(seed)
    grid = []
    for _ in range(people):
        level = chance.gauss(3, 1)
        values = {id_: min(5, max(1, round(chance.gauss(level, 0.8)))) for id_ in IDS}
        keyed = {id_: 6 - value if id_ in REVERSED else value for id_, value in values.items()}
        grid.append(["" if chance.random() < 0.05 else str(keyed[id_]) for id_ in IDS])
    return grid


def delimited(grid: Sequence[Sequence[str]], separator: str = ",", end: str = "\n", quoting: int = 0) -> str:
    """Return rows as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(grid)  # type: ignore[arg-type]
    return out.getvalue()


def score(folder: Path, content: bytes | str, *options: object, command: str = "score") -> Result:
    """Run a command on a file with this content."""
    (folder / "q.toml").write_text(questionnaire_toml(), encoding="utf-8")
    path = folder / "answers"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return run(command, "--questions", folder / "q.toml", *options, path)


def scores(result: Result) -> list[dict[str, str]]:
    """Return the scores of all rows, without their ids."""
    return [{name: cell for name, cell in row.items() if name != "id"} for row in rows(result.stdout)]


def expected(folder: Path, grid: Grid) -> list[dict[str, str]]:
    """Return the scores of answers in the plainest CSV."""
    return scores(score(folder, delimited([IDS, *grid])))
