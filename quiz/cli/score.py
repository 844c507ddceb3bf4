"""`flask quiz score`: answer sheets to scores in CSV."""

import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from quiz.answer_files.answer_file import ReadingOptions
from quiz.cli.answer_sheets import SheetReader, file_options
from quiz.cli.questions_option import load_valid, questions_option
from quiz.cli.text import csv_line
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from quiz.score_columns import column_names, column_values

ID_COLUMN = "id"


@click.command("score")
@questions_option
@file_options
@click.argument("answers", type=click.File("rb"))
def score_command(
    questions: Path,
    answers: BinaryIO,
    *,
    reading: ReadingOptions,
    explain: bool,
) -> None:
    """Score ANSWERS (- for standard input) and write a CSV of scores to standard output.

    ANSWERS is CSV, .xlsx, .ods or steady.json, with a column for each statement, named by its id or text. Answers are
    numbers, the scale's words or codes, blank where unanswered.
    """
    questionnaire, _ = load_valid(questions)
    reader = SheetReader(questionnaire, answers, reading, explain=explain)
    if explain:
        return
    # On a terminal, the scores themselves show the progress.
    reader.show_progress = not sys.stdout.isatty()
    write_scores(questionnaire, reader, sys.stdout)
    reader.exit_if_refused("scored")


def write_scores(questionnaire: Questionnaire, reader: SheetReader, out: TextIO) -> None:
    """Write the scores of each valid row, in the questionnaire's unit and exact, apart from rounding to a float."""
    scorer, themes = Scorer(questionnaire), questionnaire.themes

    @cache
    def theme_cells(index: int, totals: tuple[int, int]) -> str:
        return csv_line(column_values(scorer.theme_score(themes[index], *totals)))

    out.write(csv_line([ID_COLUMN, *(name for theme in themes for name in column_names(theme.id))]) + "\n")
    indexes = range(len(themes))
    for sheet in reader.rows():
        id_ = str(sheet.id)
        # Formatting would take most of the time, so the cells of each distinct score are formatted only once.
        cells = ",".join(map(theme_cells, indexes, sheet.totals()))
        out.write(f"{id_ if id_.isalnum() else csv_line([id_])},{cells}\n")
