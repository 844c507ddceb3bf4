"""The `flask quiz` commands."""

from quiz.cli.group import quiz
from quiz.cli.hosting import COMMANDS

for command in COMMANDS:
    quiz.add_command(command)

__all__ = ["quiz"]
