"""The `--questions` option, and the questionnaire that it names."""

import os
from contextlib import suppress
from pathlib import Path

import click
from pydantic_core import from_json

from quiz.advice.book import AdviceBook
from quiz.cli.text import counted
from quiz.content.loader import QUESTIONS_FILE_NAME, load
from quiz.core.questionnaire import Questionnaire
from quiz.shipped_files import HOME, SHIPPED
from quiz.web.settings import ENV_PREFIX, SHIPPED_FOLDER


def default_questions() -> Path:
    """Return the questionnaire that the application uses: the one in `QUIZ_QUESTIONS`, the site folder, or Steady.

    Unlike `load_settings`, this neither checks the other settings nor creates a secret.
    """
    shipped = SHIPPED / SHIPPED_FOLDER
    if questions := _path_setting("QUESTIONS"):
        return questions
    path = (_path_setting("SITE") or shipped) / QUESTIONS_FILE_NAME
    return path if os.path.lexists(path) else shipped / QUESTIONS_FILE_NAME


def _path_setting(name: str) -> Path | None:
    """Return the path in a setting, which starts at `HOME` and may be a JSON string; `None` if it is not set."""
    text = os.environ.get(f"{ENV_PREFIX}{name}", "")
    with suppress(ValueError):
        if isinstance(decoded := from_json(text), str):
            text = decoded
    return HOME / text if text else None


questions_option = click.option(
    "--questions", type=click.Path(path_type=Path), default=default_questions, show_default="that of the site"
)


def load_valid(path: Path) -> tuple[Questionnaire, AdviceBook]:
    """Load a questionnaire with its advice. Prints all errors and raises ClickException if there are any."""
    content = load(path)
    if content.questionnaire is None:
        for problem in content.errors:
            click.echo(str(problem), err=True)
        raise click.ClickException(f"{path} cannot be used: {counted(len(content.errors), 'error')}.")
    return content.questionnaire, content.advice
