"""Run the commands, and write small questionnaires for them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from quiz.cli import quiz
from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire

Bands = Sequence[tuple[str, int, int]]


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    """Run `quiz …` without the environment of the tests."""
    environment = {"QUIZ_QUESTIONS": None}
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
    turned = set(reversed_)
    for theme, number in sorted(((t, n) for t, numbers in themes.items() for n in numbers), key=lambda pair: pair[1]):
        flag = str(number in turned).lower()
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
