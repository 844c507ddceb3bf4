"""`flask quiz rate`: from experts' ratings to the content validity of each statement and theme."""

import sys
from pathlib import Path

import click

from quiz.cli.questions_option import load_valid, questions_option
from quiz.cli.rating_forms import FormReader
from quiz.cli.rating_template import write_form, write_key
from quiz.cli.text import counted
from quiz.cli.validity_tables import text_table, write_csv
from quiz.psychometrics.content_validity import content_validity


@click.command("rate")
@questions_option
@click.option("--template", is_flag=True, help="Write the blank form, and read nothing.")
@click.option("--key", is_flag=True, help="Write the theme that each statement is meant for, and read nothing.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV: a line for each theme and for each statement.")
@click.argument("forms", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1)
def rate_command(questions: Path, forms: tuple[Path, ...], *, template: bool, key: bool, as_csv: bool) -> None:
    """Report what experts think of the statements, from their filled-in FORMS.

    Each form is one expert, unless it has a `rater` column. Experts rate relevance and clarity from 1 to 4 and name the
    theme that they would sort a statement into. A blank cell means no answer.
    """
    if template + key + bool(forms) != 1:
        raise click.UsageError("Name the filled-in forms, or use --template or --key.")
    questionnaire, _ = load_valid(questions)
    if template:
        write_form(questionnaire, sys.stdout)
        return
    if key:
        write_key(questionnaire, sys.stdout)
        return
    if len({form.resolve() for form in forms}) < len(forms):
        raise click.UsageError("A form is named twice.")
    reader = FormReader(questionnaire)
    for form in forms:
        reader.read(form)
    results = content_validity(questionnaire, reader.ratings)
    if as_csv:
        write_csv(results, sys.stdout)
    else:
        click.echo("\n".join(text_table(results, len(reader.raters))))
    if reader.refused:
        click.echo(f"{counted(reader.refused, 'row')} refused; the others are counted.", err=True)
        sys.exit(1)
