"""`flask quiz check`: print every problem in a questionnaire, its advice and the helplines."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from click.core import ParameterSource

from quiz.advice.book import AdviceBook
from quiz.cli.questions_option import DEFAULT_QUESTIONS
from quiz.cli.text import counted
from quiz.content.characters import texts
from quiz.content.helplines import load_helplines
from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire
from quiz.shipped_files import SHIPPED

DEFAULT_HELPLINES = SHIPPED / "data" / "helplines.toml"


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path), envvar="QUIZ_QUESTIONS", default=DEFAULT_QUESTIONS)
@click.option(
    "--helplines", type=click.Path(path_type=Path), envvar="QUIZ_HELPLINES", help="A helplines file to check."
)
@click.pass_context
def check_command(context: click.Context, file: Path, helplines: Path | None) -> None:
    """Print every problem in a questionnaire FILE or folder and in the advice that it names.

    Without FILE, check the questionnaire and the helplines that the application uses.
    """
    if context.get_parameter_source("file") is not ParameterSource.COMMANDLINE:
        helplines = helplines or DEFAULT_HELPLINES
    helplines_valid = helplines is None or _check_helplines(helplines)
    content = load(file)
    for problem in content.problems:
        click.echo(str(problem))
    questionnaire, warnings = content.questionnaire, counted(len(content.problems) - len(content.errors), "warning")
    if questionnaire:
        _warn_about_missing_glyphs(questionnaire, content.advice)
        themes, statements = len(questionnaire.themes), len(questionnaire.statements)
        size = f"{counted(themes, 'theme')}, {counted(statements, 'statement')}"
        pieces = f"{counted(len(content.advice.pieces), 'piece')} of advice"
        click.echo(f"{questionnaire.title}: good to use, {size}, {pieces}, {warnings}.")
    else:
        click.echo(f"Not usable yet: {counted(len(content.errors), 'error')}, {warnings}.")
    if not (questionnaire and helplines_valid):
        sys.exit(1)


def _check_helplines(path: Path) -> bool:
    """Print the problems of a helplines file and its outdated lines, and return whether it can be used."""
    helplines, problems = load_helplines(path)
    for problem in problems:
        click.echo(str(problem))
    today = datetime.now(UTC).date()
    for country, line in helplines.stale(today) if helplines else ():
        click.echo(
            f"{path.name}: warning: {country.name}, {line.name}: last checked on {line.checked_on}, so it is no longer "
            "shown. Check it and update checked_on."
        )
    return helplines is not None


def _warn_about_missing_glyphs(*parts: Questionnaire | AdviceBook) -> None:
    # Loads matplotlib, which the other commands can do without.
    from quiz.report.glyphs import missing_characters  # noqa: PLC0415

    if characters := missing_characters(text for part in parts for text in texts(asdict(part))):
        click.echo(
            f"warning: The report fonts have no glyph for {' '.join(characters)}. "
            "Web pages show these characters; the PDF has boxes in their place."
        )
