"""The `flask quiz` commands."""

from quiz.commands.group import quiz
from quiz.commands.hosting import COMMANDS

for command in COMMANDS:
    quiz.add_command(command)

__all__ = ["quiz"]
