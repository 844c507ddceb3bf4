"""`flask quiz advise`: from answer sheets to the advice that each is shown, with reasons."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from quiz.advice.rules_page import advice_page
from quiz.answer_files.answer_file import ReadingOptions
from quiz.cli.answer_sheets import SheetReader, file_options
from quiz.cli.decision_tables import DecisionTables
from quiz.cli.questions_option import load_valid, questions_option


@click.command("advise")
@questions_option
@file_options
@click.option("--text", is_flag=True, help="Write a readable table for each row instead of CSV.")
@click.option("--page", is_flag=True, help="Write all rules in words, as Markdown, and read no answers.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.now(UTC).strftime("%Y-%m-%d"),
    show_default="today",
    help="The date of the results: equal pieces take turns by date.",
)
@click.argument("answers", type=click.File("rb"), required=False)
def advise_command(  # noqa: PLR0913 as each option is one
    questions: Path,
    answers: BinaryIO | None,
    day: datetime,
    *,
    reading: ReadingOptions,
    explain: bool,
    text: bool,
    page: bool,
) -> None:
    """Explain for each row of ANSWERS (- for standard input) which advice is shown, and why the rest is not.

    ANSWERS has a column for each statement, as for `flask quiz score`, and may have one for each context question, with
    the ids or words of options; blank or skip means unanswered. The CSV on standard output has a line for every row and
    piece.

    Private answers are read and printed, too: use made-up cases, never the answers of a real person.
    """
    questionnaire, book = load_valid(questions)
    if not book.pieces:
        raise click.ClickException(f"{questions} names no advice.")
    if page:
        click.echo(advice_page(questionnaire, book), nl=False)
        return
    if not answers:
        raise click.UsageError("Name a file of answers, or use --page.")
    reader = SheetReader(questionnaire, answers, reading, questionnaire.questions, explain=explain)
    if explain:
        return
    if reader.file.missing_questions:
        click.echo(f"No column {', '.join(reader.file.missing_questions)}: treated as unanswered.", err=True)
    tables = DecisionTables(questionnaire, book, day.date())
    if text:
        tables.write_text(reader.rows(), sys.stdout)
    else:
        tables.write_csv(reader.rows(), sys.stdout)
    reader.exit_if_refused("explained")
