"""`flask quiz score`: answer sheets in CSV to scores in CSV."""

import csv
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from quiz.cli.answer_sheets import ID_COLUMN, SheetReader
from quiz.cli.progress_meter import with_progress
from quiz.cli.questions_option import load_valid, questions_option
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from quiz.score_columns import column_names, column_values


@click.command("score")
@questions_option
@click.argument("answers", type=click.File("rb"))
def score_command(questions: Path, answers: BinaryIO) -> None:
    """Score ANSWERS.csv (- for standard input) and write a CSV of scores to standard output.

    ANSWERS has a column per statement id, blank where unanswered, and may have an `id` column.
    """
    questionnaire, _ = load_valid(questions)
    # Scores written to the same terminal show the progress themselves.
    lines = answers if sys.stdout.isatty() else with_progress(answers)
    reader = SheetReader(questionnaire, lines)
    write_scores(questionnaire, reader, sys.stdout)
    reader.exit_if_refused("scored")


def write_scores(questionnaire: Questionnaire, reader: SheetReader, out: TextIO) -> None:
    """Write the scores of every valid row, in the questionnaire's unit, exact but for rounding to the nearest float."""
    scorer, themes = Scorer(questionnaire), questionnaire.themes

    @cache
    def theme_cells(index: int, total: int, answered: int) -> list[object]:
        return column_values(questionnaire, scorer.theme_score(themes[index], total, answered))

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([ID_COLUMN, *(name for theme in themes for name in column_names(theme.id))])
    for sheet in reader.rows():
        row: list[object] = [sheet.id]
        for index, keyed in enumerate(sheet.keyed):
            row += theme_cells(index, sum(keyed), len(keyed))
        writer.writerow(row)
