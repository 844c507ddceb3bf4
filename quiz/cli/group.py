"""`flask quiz`: checking content, scoring and studying answer sheets and explaining advice, from a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from click.core import ParameterSource

from quiz.advice.book import AdviceBook
from quiz.advice.rules_page import advice_page
from quiz.cli.analysis import as_csv, count_sheets, drawn
from quiz.cli.assumptions import as_toml, verdict
from quiz.cli.decisions import Sheets
from quiz.cli.findings import as_text
from quiz.cli.progress import watched
from quiz.cli.sheets import SheetFault, score_sheets
from quiz.content.helplines import load_helplines
from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import Reliability, ReliabilityAnalysis

QUESTIONS = Path("data/questions.toml")
HELPLINES = Path("data/helplines.toml")

questions_option = click.option(
    "--questions", type=click.Path(path_type=Path), envvar="QUIZ_QUESTIONS", default=QUESTIONS, show_default=True
)


@click.group()
def quiz() -> None:
    """Check questionnaires, score and study answer sheets, explain advice and look after an installation."""


@quiz.command()
@click.argument("file", type=click.Path(path_type=Path), envvar="QUIZ_QUESTIONS", default=QUESTIONS)
@click.option("--helplines", type=click.Path(path_type=Path), envvar="QUIZ_HELPLINES", help="Support lines to check.")
@click.pass_context
def check(context: click.Context, file: Path, helplines: Path | None) -> None:
    """Print every problem in a questionnaire FILE or folder and in the advice it names.

    Without FILE, the questionnaire and the support lines that are in use are checked.
    """
    if context.get_parameter_source("file") is not ParameterSource.COMMANDLINE:
        helplines = helplines or HELPLINES
    lines_sound = helplines is None or _check_helplines(helplines)
    content = load(file)
    for problem in content.problems:
        click.echo(str(problem))
    warnings = len(content.problems) - len(content.errors)
    if content.questionnaire:
        found = content.questionnaire
        parts = [
            _count(len(found.themes), "theme"),
            _count(len(found.statements), "statement"),
            f"{_count(len(content.advice.pieces), 'piece')} of advice",
            _count(warnings, "warning"),
        ]
        _tell_boxes(found, content.advice)
        click.echo(f"{found.title}: good to use, {', '.join(parts)}.")
    else:
        click.echo(f"Not usable yet: {_count(len(content.errors), 'error')}, {_count(warnings, 'warning')}.")
        sys.exit(1)
    if not lines_sound:
        sys.exit(1)


@quiz.command()
@questions_option
@click.argument("answers", type=click.File("rb"))
def score(questions: Path, answers: BinaryIO) -> None:
    """Score ANSWERS.csv (- for standard input) and write a CSV of scores to standard output.

    ANSWERS has a column per statement id, blank where unanswered, and may have an `id` column.
    """
    questionnaire, _ = _sound(questions)
    # Scores that scroll by on the same terminal tell by themselves how far they are.
    lines = answers if sys.stdout.isatty() else watched(answers)
    _tell(score_sheets(questionnaire, lines, sys.stdout), "scored")


@quiz.command()
@questions_option
@click.option("--csv", "machine", is_flag=True, help="Write CSV: a line for each theme and for each statement.")
@click.option("--toml", is_flag=True, help="Write the [assumptions] these answers support, to paste.")
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Draw it too, into this SVG file.")
@click.argument("answers", type=click.File("rb"))
def analyse(questions: Path, answers: BinaryIO, picture: Path | None, *, machine: bool, toml: bool) -> None:
    """Tell how well each theme's statements go together in ANSWERS.csv (- for standard input).

    ANSWERS is what `flask quiz score` reads, one row a person. A theme needs 30 rows with all its statements answered.
    """
    if machine and toml:
        raise click.UsageError("Choose --csv or --toml.")
    if picture and picture.suffix.lower() not in {"", ".svg"}:
        message = f"{picture.name} is no name for an SVG file: let it end in .svg."
        raise click.UsageError(message)
    questionnaire, _ = _sound(questions)
    tally = ReliabilityAnalysis(questionnaire)
    refused = _faults(count_sheets(tally, questionnaire, watched(answers)))
    found = list(tally.results())
    if picture:
        _write(picture, drawn(found))
    if machine:
        as_csv(found, sys.stdout)
    elif toml:
        _write_toml(found)
    else:
        click.echo("\n".join([*as_text(found), "", *verdict(questionnaire, found)]))
    _end(refused, "counted")


@quiz.command()
@questions_option
@click.option("--text", is_flag=True, help="Write a table to read for each row, not CSV.")
@click.option("--page", is_flag=True, help="Write all rules in words, as Markdown, and read no answers.")
@click.argument("answers", type=click.File("rb"), required=False)
def advise(questions: Path, answers: BinaryIO | None, *, text: bool, page: bool) -> None:
    """Explain for each row of ANSWERS.csv (- for standard input) which advice is shown, and why the rest is not.

    ANSWERS has a column per statement id, as for `flask quiz score`, and may have one per context question id, with
    option ids; blank or skip is unanswered. The CSV on standard output has a line for every piece and row.

    Private answers are read and told too: ANSWERS is for cases you made up, never for what somebody told you.
    """
    questionnaire, book = _sound(questions)
    if not book.pieces:
        raise click.ClickException(f"{questions} names no advice.")
    if page:
        click.echo(advice_page(questionnaire, book), nl=False)
    elif answers:
        sheets = Sheets(questionnaire, book, answers)
        write = sheets.as_text if text else sheets.as_csv
        _tell(write(sys.stdout, lambda note: click.echo(note, err=True)), "explained")
    else:
        raise click.UsageError("Name a file of answers, or give --page.")


def _write(path: Path, picture: bytes) -> None:
    try:
        path.write_bytes(picture)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror})."
        raise click.ClickException(message) from error


def _write_toml(found: Sequence[Reliability]) -> None:
    try:
        click.echo(as_toml(found), nl=False)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _tell(faults: Iterable[SheetFault], done: str) -> None:
    """Print each refused row; with any, say so and end with status 1."""
    _end(_faults(faults), done)


def _faults(faults: Iterable[SheetFault]) -> int:
    """Print each refused row and count them."""
    refused = 0
    try:
        for fault in faults:
            refused += 1
            click.echo(str(fault), err=True)
    except SheetFault as fault:
        raise click.ClickException(str(fault)) from fault
    return refused


def _end(refused: int, done: str) -> None:
    if refused:
        click.echo(f"{_count(refused, 'row')} refused; the others are {done}.", err=True)
        sys.exit(1)


def _check_helplines(path: Path) -> bool:
    """Print what is wrong with the support lines and which are not shown any more; tell whether they can be used."""
    helplines, problems = load_helplines(path)
    for problem in problems:
        click.echo(str(problem))
    today = datetime.now(UTC).date()
    for country, line in helplines.stale(today) if helplines else ():
        told = f"{country.name}, {line.name}: last checked on {line.checked_on}, so it is not shown any more."
        click.echo(f"{path.name}: warning: {told} Check it and set checked_on.")
    return helplines is not None


def _tell_boxes(*parts: Questionnaire | AdviceBook) -> None:
    """Print the letters that a PDF cannot show."""
    # Not at the top: it asks matplotlib, which the other commands can do without.
    from quiz.report.glyphs import missing_characters  # noqa: PLC0415

    if boxes := missing_characters(text for part in parts for text in _texts(asdict(part))):
        click.echo(
            f"warning: No font of ours has {' '.join(boxes)}: pages show them, the PDF has boxes in their place."
        )


def _texts(value: object) -> Iterator[str]:
    """Give every text in dictionaries and lists of them."""
    match value:
        case str():
            yield value
        case dict():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for part in value:
                yield from _texts(part)


def _sound(path: Path) -> tuple[Questionnaire, AdviceBook]:
    content = load(path)
    if not content.questionnaire:
        for problem in content.errors:
            click.echo(str(problem), err=True)
        message = f"{path} cannot be used: {_count(len(content.errors), 'error')}."
        raise click.ClickException(message)
    return content.questionnaire, content.advice


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
