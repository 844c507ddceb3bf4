"""The blank form on which an expert rates statements, and the key to it."""

import csv
from typing import TextIO

from quiz.core.questionnaire import Questionnaire

NUMBER, TEXT = "number", "text"
RATED = ("theme", "clarity", "relevance")
COLUMNS = (NUMBER, TEXT, *RATED, "comment")
KEY_COLUMNS = (NUMBER, TEXT, "theme", "name", "about")
BYTE_ORDER_MARK = "\ufeff"
"""Excel needs it to recognize UTF-8."""


def write_form(questionnaire: Questionnaire, out: TextIO) -> None:
    """Write the blank form: a numbered line for each statement in the order asked, without its id or theme.

    An id may give away the theme, and raters must sort statements without knowing it.
    """
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, statement in enumerate(questionnaire.statements, 1):
        writer.writerow([number, statement.text, *[""] * (len(COLUMNS) - 2)])


def write_key(questionnaire: Questionnaire, out: TextIO) -> None:
    """Write the key: the theme that each statement on the form is meant for. Raters see it after they sort."""
    themes = {theme.id: theme for theme in questionnaire.themes}
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEY_COLUMNS)
    for number, statement in enumerate(questionnaire.statements, 1):
        theme = themes[statement.theme]
        writer.writerow([number, statement.text, theme.id, theme.name, theme.about])
