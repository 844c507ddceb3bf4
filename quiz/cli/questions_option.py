"""The `--questions` option, and the questionnaire that it names."""

import os
from pathlib import Path

import click

from quiz.advice.book import AdviceBook
from quiz.cli.text import counted
from quiz.content.loader import QUESTIONS_FILE_NAME, load
from quiz.core.questionnaire import Questionnaire
from quiz.shipped_files import SHIPPED
from quiz.web.settings import SHIPPED_FOLDER


def default_questions() -> Path:
    """Return the questionnaire of the site folder, if it has one, else the one that comes with Steady."""
    shipped = SHIPPED / SHIPPED_FOLDER
    path = Path(os.environ.get("QUIZ_SITE", shipped), QUESTIONS_FILE_NAME)
    return path if os.path.lexists(path) else shipped / QUESTIONS_FILE_NAME


questions_option = click.option(
    "--questions",
    type=click.Path(path_type=Path),
    envvar="QUIZ_QUESTIONS",
    default=default_questions,
    show_default="that of the site",
)


def load_valid(path: Path) -> tuple[Questionnaire, AdviceBook]:
    """Load a questionnaire with its advice. Prints all errors and raises ClickException if there are any."""
    content = load(path)
    if content.questionnaire is None:
        for problem in content.errors:
            click.echo(str(problem), err=True)
        raise click.ClickException(f"{path} cannot be used: {counted(len(content.errors), 'error')}.")
    return content.questionnaire, content.advice
