"""`flask quiz count`: how many check-ins were completed in each month."""

import click
from flask.cli import with_appcontext

from quiz.cli.hosting import database, plain_errors
from quiz.cli.text import aligned
from quiz.journal.monthly_count import completed_by_month


@click.command("count")
@with_appcontext
def count_command() -> None:
    """Print how many check-ins were completed in each month.

    They are counted only while QUIZ_COUNT is on, and nothing else about them is stored.
    """
    with plain_errors("Nothing was read"):
        months = completed_by_month(database())
    for line in aligned("<>", [(month, str(count)) for month, count in months]) if months else ():
        click.echo(line)
    if not months:
        click.echo("No check-ins have been counted. They are counted while QUIZ_COUNT is on.")
