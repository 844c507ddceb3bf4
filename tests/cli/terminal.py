"""Run the commands, and write small questionnaires and answers for them."""

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from quiz.cli import quiz
from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire

Row = Sequence[object]
Bands = Sequence[tuple[str, int, int]]


def run(*arguments: object, stdin: bytes | None = None, settings: dict[str, str] | None = None) -> Result:
    """Run `quiz …` without the environment of the tests, but with settings as environment variables."""
    environment = {"QUIZ_QUESTIONS": None, "QUIZ_SITE": None} | (settings or {})
    return CliRunner().invoke(quiz, [str(argument) for argument in arguments], input=stdin, env=environment)


def rows(output: str) -> list[dict[str, str]]:
    """Return the rows of a CSV output."""
    return list(csv.DictReader(io.StringIO(output)))


def toml(
    scale: range,
    themes: Mapping[str, Iterable[int]],
    reversed_: Iterable[int] = (),
    unit: str = "sum",
    bands: Mapping[str, Bands] | None = None,
) -> str:
    """Return the TOML of a questionnaire with statements named q1, q2 and so on.

    `themes` has the statement numbers by theme, `bands` the bands by theme, those of all themes under "".
    """
    points = ", ".join(f'{{ value = {value}, words = "point {value}" }}' for value in scale)
    parts = [f'title = "Published"\nunit = "{unit}"\nstyle = {{ grade = 0 }}']
    parts.append(f'[scale]\nprompt = "How often?"\nskip = "No answer"\npoints = [{points}]')
    parts.append("[assumptions]\nsd = 20\nreliability = 0.86")
    parts += [_band("bands", band) for band in (bands or {}).get("", ())]
    for theme in themes:
        parts.append(f'[[themes]]\nid = "{theme}"\nname = "{theme}"\nshort = "{theme}"')
        parts += [_band("themes.bands", band) for band in (bands or {}).get(theme, ())]
    numbers_reversed = set(reversed_)
    for theme, number in sorted(((t, n) for t, numbers in themes.items() for n in numbers), key=lambda pair: pair[1]):
        flag = str(number in numbers_reversed).lower()
        parts.append(
            f'[[statements]]\nid = "q{number}"\ntheme = "{theme}"\ntext = "Sentence {number}."\nreversed = {flag}'
        )
    return "\n".join(parts) + "\n"


def _band(table: str, band: tuple[str, int, int]) -> str:
    id_, low, high = band
    return f'[[{table}]]\nid = "{id_}"\nlow = {low}\nhigh = {high}\nwords = "{id_}"'


def questionnaire_from(path: Path, text: str) -> Questionnaire:
    """Write a questionnaire to a file, load it and return it."""
    path.write_text(text, encoding="utf-8")
    content = load(path)
    assert content.questionnaire is not None, "\n".join(map(str, content.problems))
    return content.questionnaire


def answer_csv(lines: Sequence[Row], statements: int) -> bytes:
    """Return a CSV of answers, with ids from 0."""
    heading = ",".join(["id", *(f"q{n}" for n in range(1, statements + 1))])
    return "\n".join([heading, *(",".join(map(str, [n, *line])) for n, line in enumerate(lines)), ""]).encode()


def answered(people: int, statements: int, reversed_: Sequence[int] = (), seed: int = 1) -> list[list[int]]:
    """Return correlated answers from 1 to 5. Answers to `reversed_` statements (numbered from 1) are reversed."""
    chance = random.Random(seed)
    found = []
    for _ in range(people):
        level = chance.gauss(0, 1)
        line = [min(5, max(1, round(3 + level + chance.gauss(0, 0.8)))) for _ in range(statements)]
        found.append([6 - value if n in reversed_ else value for n, value in enumerate(line, 1)])
    return found


def analyze(questions: Path, lines: Sequence[Row], *more: object, statements: int = 7) -> Result:
    """Run `quiz analyze` on answers from standard input."""
    return run("analyze", "--questions", questions, *more, "-", stdin=answer_csv(lines, statements))


def theme(result: Result, id_: str) -> dict[str, str]:
    """Return the row of a theme in a CSV output."""
    return next(row for row in rows(result.stdout) if row["theme"] == id_ and not row["statement"])
