"""`flask quiz check`: print every problem in an installation, a site folder, or a questionnaire with its advice."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from quiz.cli.findings import Findings
from quiz.cli.installation import check_installation, check_site_folder
from quiz.cli.text import counted
from quiz.cli.translations import add_translations_beside
from quiz.content.helplines import load_helplines
from quiz.content.loader import QUESTIONS_FILE_NAME, load, questions_path
from quiz.content.site import SITE_FILE_NAME


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--helplines", type=click.Path(path_type=Path), help="A helplines file to check, too.")
def check_command(file: Path | None, helplines: Path | None) -> None:
    """Print every problem in a questionnaire FILE or folder and in the advice that it names, or in a site folder.

    Without FILE, check everything that the application checks when it starts: settings and secret, the site folder with
    its questionnaire, advice and support lines, and whether the database can be written to.
    """
    today = datetime.now(UTC).date()
    if file is None:
        found = Findings() if helplines else check_installation(today)
    elif _is_site_folder(file):
        found = check_site_folder(file, today)
    else:
        found = _check_questionnaire(file)
    if helplines:
        lines, problems = load_helplines(helplines)
        found.add(problems)
        found.add_outdated_lines(lines, helplines.name, today)
    found.add_missing_glyphs()
    for line in (*found.errors, *found.warnings, *found.facts, _verdict(found)):
        click.echo(line)
    if found.errors:
        sys.exit(1)


def _is_site_folder(path: Path) -> bool:
    """Return whether a path is a site folder, even if its site.toml is missing or misspelled."""
    return path.is_dir() and ((path / SITE_FILE_NAME).is_file() or not (path / QUESTIONS_FILE_NAME).is_file())


def _check_questionnaire(path: Path) -> Findings:
    found, content = Findings(), load(path)
    found.add(content.problems)
    found.questionnaire, found.advice = content.questionnaire, content.advice
    if quiz := content.questionnaire:
        found.title = quiz.title
        file = questions_path(path)
        advice = [(file.parent / quiz.advice, content.advice)] if quiz.advice else []
        add_translations_beside(found, [(file, quiz), *advice])
    return found


def _verdict(found: Findings) -> str:
    warnings = counted(len(found.warnings), "warning")
    if found.errors:
        return f"Not usable yet: {counted(len(found.errors), 'error')}, {warnings}."
    if not found.questionnaire:
        return f"Good to use, {warnings}."
    themes, statements = len(found.questionnaire.themes), len(found.questionnaire.statements)
    size = f"{counted(themes, 'theme')}, {counted(statements, 'statement')}"
    pieces = f"{counted(len(found.advice.pieces), 'piece')} of advice"
    return f"{found.title}: good to use, {size}, {pieces}, {warnings}."
