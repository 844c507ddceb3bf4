"""The `--questions` option, and the questionnaire that it names."""

from pathlib import Path

import click

from quiz.advice.book import AdviceBook
from quiz.cli.text import counted
from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire
from quiz.shipped_files import SHIPPED

DEFAULT_QUESTIONS = SHIPPED / "data" / "questions.toml"
questions_option = click.option(
    "--questions",
    type=click.Path(path_type=Path),
    envvar="QUIZ_QUESTIONS",
    default=DEFAULT_QUESTIONS,
    show_default="the shipped questionnaire",
)


def load_valid(path: Path) -> tuple[Questionnaire, AdviceBook]:
    """Load a questionnaire with its advice. Prints all errors and raises ClickException if there are any."""
    content = load(path)
    if content.questionnaire is None:
        for problem in content.errors:
            click.echo(str(problem), err=True)
        raise click.ClickException(f"{path} cannot be used: {counted(len(content.errors), 'error')}.")
    return content.questionnaire, content.advice
