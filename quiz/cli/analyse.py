"""`flask quiz analyse`: answer sheets in CSV to the reliability of each theme."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import click

from quiz.answer_files.answer_file import AnswerRow, ReadingOptions
from quiz.cli.answer_sheets import SheetReader, file_options
from quiz.cli.assumptions import assessment, assumptions_toml
from quiz.cli.questions_option import load_valid, questions_option
from quiz.cli.reliability_tables import text_table, write_csv
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import Reliability, reliability


@click.command("analyse")
@questions_option
@file_options
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV: a line for each theme and for each statement.")
@click.option("--toml", "as_toml", is_flag=True, help="Write the [assumptions] that these answers support.")
@click.option(
    "--picture", "chart", type=click.Path(path_type=Path, dir_okay=False), help="Also write a chart to this SVG file."
)
@click.argument("answers", type=click.File("rb"))
def analyse_command(  # noqa: PLR0913 as each option is one
    questions: Path,
    answers: BinaryIO,
    chart: Path | None,
    *,
    reading: ReadingOptions,
    explain: bool,
    as_csv: bool,
    as_toml: bool,
) -> None:
    """Report how well the statements of each theme in ANSWERS (- for standard input) go together.

    ANSWERS has the format of `flask quiz score`, with one row per person. A theme needs 30 rows with answers to all its
    statements.
    """
    if as_csv and as_toml:
        raise click.UsageError("Choose --csv or --toml.")
    if chart and chart.suffix.lower() not in {"", ".svg"}:
        raise click.UsageError(f"{chart.name} is not an SVG file name: it must end in .svg.")
    questionnaire, _ = load_valid(questions)
    reader = SheetReader(questionnaire, answers, reading, explain=explain)
    if explain:
        return
    results = _reliability(questionnaire, reader.rows())
    if chart:
        _write_chart(chart, results)
    if as_csv:
        write_csv(results, sys.stdout)
    elif as_toml:
        click.echo(assumptions_toml(questionnaire, results), nl=False)
    else:
        click.echo("\n".join([*text_table(results), "", *assessment(questionnaire, results)]))
    reader.exit_if_refused("counted")


def _reliability(questionnaire: Questionnaire, sheets: Iterable[AnswerRow]) -> list[Reliability]:
    """Return the statistics of every theme, from the sheets with an answer to all its statements.

    Sheets are counted by pattern of answers: memory grows with the number of patterns, not of people.
    """
    themes = [
        (theme, len(questionnaire.statements_of(theme.id)), Counter[tuple[int, ...]]())
        for theme in questionnaire.themes
    ]
    for sheet in sheets:
        for (_, size, patterns), keyed in zip(themes, sheet.keyed, strict=True):
            if len(keyed) == size and None not in keyed:
                patterns[tuple(value for value in keyed if value is not None)] += 1
    return [reliability(questionnaire, theme, patterns) for theme, _, patterns in themes]


def _write_chart(path: Path, results: Sequence[Reliability]) -> None:
    # Loads matplotlib, which the other outputs can do without.
    from quiz.charts.reliability import draw_reliability  # noqa: PLC0415

    try:
        path.write_bytes(draw_reliability(results))
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}).") from error
