"""`flask quiz pool`: combine the files that people handed in into one table of answers and nothing else."""

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quiz.answer_files.answer_file import ReadingOptions
from quiz.cli.answer_sheets import SheetReader, file_options
from quiz.cli.questions_option import load_valid, questions_option
from quiz.cli.text import counted
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.careless_sheets import MIN_ANSWERS_TO_COMPARE

Sheet = tuple[int | None, ...]
"""The raw answers to all statements (as chosen, not reverse-keyed), in the order asked."""


@click.command("pool")
@questions_option
@file_options
@click.option("--all", "every", is_flag=True, help="Write all results of each person, numbered, not only the first.")
@click.argument("files", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1, required=True)
def pool_command(
    questions: Path, files: tuple[Path, ...], *, reading: ReadingOptions, explain: bool, every: bool
) -> None:
    """Put the answers in FILES into one CSV for `flask quiz analyze`: a row for each person, and no other columns.

    A steady.json or steady.csv is one person. Dates, notes and answers to other questions are left out. People are
    numbered in an order that tells nothing about them. If a person has several results, the first one is written.
    """
    questionnaire, _ = load_valid(questions)
    pool = Pool(questionnaire)
    for path in files:
        try:
            with path.open("rb") as stream:
                reader = SheetReader(questionnaire, stream, reading, explain=explain, name=path.name)
                if not explain:
                    pool.add(reader, path.name)
        except (click.ClickException, OSError) as error:
            message = error.message if isinstance(error, click.ClickException) else f"{path.name}: {error.strerror}."
            pool.leave_out(message)
    if explain:
        return
    _write(questionnaire, pool.people, every=every)
    click.echo(f"{counted(len(files), 'file')}: {' '.join(pool.summary(every=every))}", err=True)
    if pool.left_out or pool.refused:
        sys.exit(1)


class Pool:
    """Collects the sheets of people from many files. `people` has a list for each person, oldest sheet first."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self.people: list[list[Sheet]] = []
        self.left_out = self.refused = 0
        self._journals: set[Sheet] = set()

    def add(self, reader: SheetReader, name: str) -> None:
        """Add the people in a file, unless it is a journal that was added before."""
        reader.note_people()
        found = self._people(reader)
        if len(found) > 1 and not reader.file.tells_people_apart:
            click.echo(f"{name}: Note: Each of its {len(found):,} rows counts as a person.", err=True)
        self.refused += reader.refused
        # People may hand in their journals twice, with more results the second time.
        first = found[0][0] if reader.file.one_person and found else ()
        if len(set(first)) > 1 and len(first) - first.count(None) >= MIN_ANSWERS_TO_COMPARE and first in self._journals:
            self.leave_out(f"{name}: Its first result is in an earlier file, too.")
            return
        self._journals.add(first)
        self.people += found

    def leave_out(self, message: str) -> None:
        """Print why a file is left out, and count the file."""
        self.left_out += 1
        click.echo(f"{message} This file is left out.", err=True)

    def summary(self, *, every: bool) -> Iterator[str]:
        """Yield sentences that say how many people, results and files there are."""
        later = sum(len(sheets) - 1 for sheets in self.people)
        yield f"{'1 person' if len(self.people) == 1 else f'{len(self.people):,} people'}, with their first result."
        if later:
            done = "written, too" if every else "left out (--all writes them)"
            yield f"{counted(later, 'later result')} {'is' if later == 1 else 'are'} {done}."
        if self.left_out:
            yield f"{counted(self.left_out, 'file')} left out."
        if self.refused:
            yield f"{counted(self.refused, 'row')} refused."

    def _people(self, reader: SheetReader) -> list[list[Sheet]]:
        """Return the sheets of each person in a file. A journal is one person, and so is each row without an id."""
        found: dict[object, list[Sheet]] = {}
        for number, row in enumerate(reader.rows()):
            named = isinstance(row.id, str) and bool(row.id.strip())
            person = "" if reader.file.one_person else row.id if named else number
            found.setdefault(person, []).append(tuple(_raw(self._questionnaire, row.keyed)))
        return list(found.values())


def _raw(questionnaire: Questionnaire, keyed: Sequence[Sequence[int | None]]) -> Iterator[int | None]:
    """Yield the raw answers to all statements, in the order asked."""
    ends = questionnaire.scale.low + questionnaire.scale.high
    by_id: dict[str, int | None] = {}
    for theme, values in zip(questionnaire.themes, keyed, strict=True):
        by_id |= dict(zip((one.id for one in questionnaire.statements_of(theme.id)), values, strict=False))
    for statement in questionnaire.statements:
        value = by_id.get(statement.id)
        yield ends - value if value is not None and statement.reversed else value


def _write(questionnaire: Questionnaire, people: Sequence[list[Sheet]], *, every: bool) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    ids = [statement.id for statement in questionnaire.statements]
    writer.writerow(["id", *(["result"] if every else []), *ids])
    # Sorted by answers, because the order of the files might tell who is who.
    ordered = sorted(people, key=lambda sheets: [(value is not None, value or 0) for value in sheets[0]])
    for number, sheets in enumerate(ordered, 1):
        for place, sheet in enumerate(sheets if every else sheets[:1], 1):
            writer.writerow([number, *([place] if every else []), *("" if value is None else value for value in sheet)])
