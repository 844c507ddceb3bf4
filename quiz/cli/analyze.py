"""`flask quiz analyze`: from answer sheets to the reliability of each theme."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, get_args

import click

from quiz.answer_files.answer_file import ReadingOptions
from quiz.cli.analysis import Analysis, Sheets
from quiz.cli.analysis_values import write_csv, write_json
from quiz.cli.answer_sheets import SheetReader, file_options
from quiz.cli.assumptions import assessment, assumptions_toml
from quiz.cli.questions_option import load_valid, questions_option
from quiz.cli.reliability_tables import text_table
from quiz.cli.text import counted
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.careless_sheets import CarelessSheets, Kind

AGAIN_HELP = "Answers of the same people on another day, told apart by --id, for the retest reliability."


@click.command("analyze")
@questions_option
@file_options
@click.option("--again", type=click.File("rb"), help=AGAIN_HELP)
@click.option("--exclude", multiple=True, type=click.Choice(get_args(Kind)), help="Sheets to leave out.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV: a line for each theme and for each statement.")
@click.option("--json", "as_json", is_flag=True, help="Write everything as JSON.")
@click.option("--toml", "as_toml", is_flag=True, help="Write the [assumptions] that these answers support.")
@click.option(
    "--picture", "chart", type=click.Path(path_type=Path, dir_okay=False), help="Also write a chart to this SVG file."
)
@click.argument("answers", type=click.File("rb"), nargs=-1, required=True)
def analyze_command(  # noqa: PLR0913 as each option is one
    questions: Path,
    answers: tuple[BinaryIO, ...],
    again: BinaryIO | None,
    exclude: tuple[Kind, ...],
    chart: Path | None,
    *,
    reading: ReadingOptions,
    explain: bool,
    as_csv: bool,
    as_json: bool,
    as_toml: bool,
) -> None:
    """Report how well the statements of each theme in ANSWERS (- for standard input) go together.

    ANSWERS are files as for `flask quiz score`, with one row per person; several files are pooled. A theme needs 30
    rows with answers to all its statements. If a person has several rows, the first one
    counts, and the second one for the retest reliability only.
    """
    if as_csv + as_json + as_toml > 1:
        raise click.UsageError("Choose one of --csv, --json and --toml.")
    if chart and chart.suffix.lower() not in {"", ".svg"}:
        raise click.UsageError(f"{chart.name} is not an SVG file name: it must end in .svg.")
    if again and len(answers) > 1:
        raise click.UsageError("With --again, name one file of answers.")
    questionnaire, _ = load_valid(questions)
    names = [Path(stream.name).name if len(answers) > 1 else "" for stream in answers]
    pairs = zip(answers, names, strict=True)
    readers = [SheetReader(questionnaire, stream, reading, explain=explain, name=name) for stream, name in pairs]
    later = SheetReader(questionnaire, again, reading, explain=explain) if again else None
    if explain:
        return
    found = _analysis(questionnaire, readers, later, CarelessSheets(frozenset(exclude)))
    if chart:
        _write_chart(chart, found)
    if as_csv:
        write_csv(questionnaire, found, sys.stdout)
    elif as_json:
        write_json(found, sys.stdout)
    elif as_toml:
        click.echo(assumptions_toml(questionnaire, found), nl=False)
    else:
        lines = [*text_table(questionnaire, found), "", *assessment(questionnaire, found)]
        click.echo("\n".join([*_pooled(readers, found), *lines]))
    for reader in (*readers, *([later] if later else [])):
        reader.exit_if_refused("counted")


def _analysis(
    questionnaire: Questionnaire, readers: Sequence[SheetReader], later: SheetReader | None, careless: CarelessSheets
) -> Analysis:
    absent = [theme.id for theme in questionnaire.themes if all(theme.id in r.file.columns.absent for r in readers)]
    sheets = Sheets(questionnaire, absent, careless)
    for number, reader in enumerate(readers):
        reader.note_people()
        rows = reader.rows()
        if reader.file.one_person:
            rows = (row._replace(id="the owner of the journal") for row in rows)
        sheets.add(rows, str(number))
    if later:
        sheets.add(later.rows(), "0", again=True)
    found = sheets.analysis()
    if later and not found.repeated:
        raise click.ClickException("Nobody is in both files. Name the column that tells people apart by --id.")
    return found


def _pooled(readers: Sequence[SheetReader], found: Analysis) -> list[str]:
    """Return lines that say how several files, or several sheets of the same person, were counted."""
    journals = sum(reader.file.one_person for reader in readers)
    lines = []
    if len(readers) > 1:
        own = f", of which {counted(journals, 'journal')} with one person each" if journals else ""
        lines.append(f"{len(readers)} files are pooled{own}: {counted(found.careless.sheets, 'sheet')}.")
    if found.repeated:
        people = "1 person" if found.repeated == 1 else f"{found.repeated:,} people"
        lines.append(
            f"{people} answered more than once: the first sheet counts, and the second one for the retest alone."
        )
    return [*lines, ""] if lines else []


def _write_chart(path: Path, found: Analysis) -> None:
    # Imported here because it loads matplotlib, which no other output needs.
    from quiz.charts.reliability import draw_reliability  # noqa: PLC0415

    try:
        path.write_bytes(draw_reliability(found.themes, found.retests))
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}).") from error
