"""Reads the answer sheets that a command is given, and prints messages about the file and its rows."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, BinaryIO

import click

from quiz.answer_files.answer_file import AnswerFile, AnswerRow, ReadingOptions
from quiz.answer_files.layout import Refusal
from quiz.answer_files.table import UnusableFile
from quiz.cli.explanation import explanation
from quiz.cli.progress_meter import with_progress
from quiz.cli.text import counted
from quiz.core.question import Question
from quiz.core.questionnaire import Questionnaire

MAX_SAME_FAULT = 3
"""Up to this many rows with the same fault are reported one by one."""

Command = Callable[..., Any]


def file_options(command: Command) -> Command:
    """Add the options that describe a file of answers. The command gets them as `reading` and `explain`."""
    options = (
        click.option("--missing", multiple=True, metavar="TEXT", help="A cell that means no answer; may be repeated."),
        click.option("--lowest", type=int, metavar="NUMBER", help="The file's number for the scale's lowest answer."),
        click.option("--reversed-already", is_flag=True, help="Answers to reversed statements are reversed already."),
        click.option("--id", "person", default="", metavar="COLUMN", help="The column that tells people apart."),
        click.option("--explain", is_flag=True, help="Show how each column is read, and compute nothing."),
    )

    @wraps(command)
    def wrapped(
        *arguments: object,
        missing: tuple[str, ...],
        lowest: int | None,
        reversed_already: bool,
        person: str,
        **more: object,
    ) -> object:
        return command(*arguments, reading=ReadingOptions(missing, lowest, reversed_already, person), **more)

    decorated: Command = wrapped
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


class SheetReader:
    """Reads the answer sheets of one file, and reports on standard error what the user should know about it."""

    def __init__(  # noqa: PLR0913 each is an option of a command
        self,
        questionnaire: Questionnaire,
        stream: BinaryIO,
        options: ReadingOptions | None = None,
        questions: Sequence[Question] = (),
        *,
        explain: bool = False,
        name: str = "",
    ) -> None:
        """Read the file once to recognize it; with `explain`, print how it was read.

        With a `name`, each message begins with it, to tell several files apart. Raises ClickException if the file
        cannot be used.
        """
        self._name = f"{name}: " if name else ""
        self.refused = 0
        """Rows refused so far."""
        self._faults: Counter[str] = Counter()
        self.show_progress = True
        try:
            self.file = AnswerFile(questionnaire, stream, options, questions, with_progress)
        except UnusableFile as error:
            raise click.ClickException(f"{self._name}{error}") from error
        if explain:
            click.echo("\n".join([*([name] if name else []), *explanation(self.file)]))
        if self.file.doubt:
            raise click.ClickException(f"{self._name}{self.file.doubt}")
        for note in self.file.notes:
            click.echo(f"{self._name}Note: {note}", err=True)
        if self.file.columns.absent:
            click.echo(f"{self._name}Note: There are no columns for {', '.join(self.file.columns.absent)}.", err=True)

    def note_people(self) -> None:
        """Print notes about a column that may not tell people apart correctly."""
        for note in self.file.person_notes:
            click.echo(f"{self._name}Note: {note}", err=True)

    def rows(self) -> Iterator[AnswerRow]:
        """Yield the valid rows. Print why others are refused, and count them."""
        rows = self.file.rows(self._refuse)
        return with_progress(rows, self.file.census.rows) if self.show_progress else rows

    def exit_if_refused(self, done: str) -> None:
        """If rows were refused, say how many, and what was `done` with the others, and exit with status 1."""
        for cause, times in self._faults.items():
            if times > MAX_SAME_FAULT:
                click.echo(f"{counted(times - MAX_SAME_FAULT, 'more row')} with the same fault: {cause}", err=True)
        if self.refused:
            click.echo(f"{counted(self.refused, 'row')} refused; the others are {done}.", err=True)
            sys.exit(1)

    def _refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        self._faults[refusal.cause] += 1
        if self._faults[refusal.cause] <= MAX_SAME_FAULT:
            click.echo(f"{self._name}line {refusal.line}: {refusal.message} This row is refused.", err=True)
