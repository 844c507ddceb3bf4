"""The `flask quiz` commands, one module for each, except that commands for maintenance share `hosting`."""

import click

from quiz.cli.advise import advise_command
from quiz.cli.analyze import analyze_command
from quiz.cli.catalogs import catalogs_command
from quiz.cli.check import check_command
from quiz.cli.count import count_command
from quiz.cli.error_pages import error_pages_command
from quiz.cli.hosting import backup_command, expire_command, restore_command, rotate_key_command, to_postgres_command
from quiz.cli.pool import pool_command
from quiz.cli.rate import rate_command
from quiz.cli.score import score_command

quiz = click.Group(
    "quiz",
    [
        *(check_command, score_command, analyze_command, advise_command, rate_command, pool_command),
        *(backup_command, restore_command, to_postgres_command, rotate_key_command, expire_command, count_command),
        *(catalogs_command, error_pages_command),
    ],
    help="Check questionnaires, score and analyze answer sheets, explain advice and maintain an installation.",
)

# The British spelling, which older scripts have.
quiz.add_command(analyze_command, "analyse")
click.version_option(package_name="steady", message="Steady %(version)s")(quiz)
__all__ = ["quiz"]
