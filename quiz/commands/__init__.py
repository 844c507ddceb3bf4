"""The `flask quiz` commands."""

from quiz.commands.group import quiz

__all__ = ["quiz"]
