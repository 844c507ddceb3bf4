"""A file of answers: recognized, checked, and then read row by row."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import BinaryIO, NamedTuple

from quiz.answer_files import doubts
from quiz.answer_files.census import Census, Counts, count_texts
from quiz.answer_files.column_names import ColumnNames
from quiz.answer_files.headings import count_fits, find_headings, person_notes
from quiz.answer_files.journal_export import TAKEN, JournalExport
from quiz.answer_files.layout import Layout, Refusal, Refuse
from quiz.answer_files.notation import Notation
from quiz.answer_files.option_cells import OptionCells
from quiz.answer_files.source import open_table
from quiz.answer_files.statement_columns import StatementColumns
from quiz.answer_files.table import SAMPLE_ROWS, Row, UnusableFile
from quiz.core.question import Question
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from quiz.score_columns import column_names

ROWS_TO_DOUBT_KEYING = 2_000
"""The most rows that are checked for statements that are reversed already."""
MAX_QUOTED_CHARACTERS = 40
"""Longer cells are cut off in messages."""
Watched = Callable[[Iterator[Row]], Iterator[Row]]
"""Yields the same rows, and may show the progress of reading."""
SUMMARY = re.compile(
    r"\s*(mean|average|avg|median|mode|min|(grand )?totals?|sum|minimum|maximum|st(andar)?d\.? ?dev(iation)?|variance|"
    r"mittelwert|durchschnitt|summe|moyenne|promedio)\s*([(:=.].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Names of summary rows, which spreadsheets add below the rows of people."""
LATER_SUMMARY = re.compile(rf"{SUMMARY.pattern}|\s*(max|sd|n|count|range)\s*([(:=.].*)?", SUMMARY.flags)
"""Names of further summary rows below the first one; elsewhere, they may be names of people."""
OPENPSYCHOMETRICS = {"engnat", "testelapse", "introelapse"}
"""Columns that only files from openpsychometrics.org have. In these files, 0 and -1 mean no answer."""


@dataclass(frozen=True)
class ReadingOptions:
    """What a user says about a file.

    `missing` has the texts that mean no answer, and `lowest` is the file's number for the lowest point of the scale. If
    `reversed_already`, the file has keyed values for reversed statements. `person` names the column that tells people
    apart.
    """

    missing: tuple[str, ...] = ()
    lowest: int | None = None
    reversed_already: bool = False
    person: str = ""


ONE_SCALE = "The statements have several scales, and files of answers can be read for one scale only."


class AnswerRow(NamedTuple):
    """The answers in one row. `id` is the row's cell in the column that tells people apart, else its number from 1.

    `keyed` has a list for each theme, in the questionnaire's order, with the keyed value of each statement, `None` for
    no answer; a theme without columns has an empty list. `context` has the chosen option ids by question id, `None`
    for no answer.
    """

    id: str | int
    keyed: list[list[int | None]]
    context: dict[str, str | None]

    def totals(self) -> list[tuple[int, int]]:
        """Return, for each theme, the sum and the number of its answers."""
        # filter also drops zeros, which add nothing to a sum.
        return [(sum(filter(None, keyed)), len(keyed) - keyed.count(None)) for keyed in self.keyed]


class AnswerFile:
    """An answer file whose columns and cells have been recognized. `questions`: context questions to read, too."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        stream: BinaryIO,
        options: ReadingOptions | None = None,
        questions: Sequence[Question] = (),
        watched: Watched = lambda rows: rows,
    ) -> None:
        """Read the file once, through `watched`, to recognize it. Raises UnusableFile if nothing in it can be used."""
        options = options or ReadingOptions()
        if len(questionnaire.all_scales) > 1:
            raise UnusableFile(ONE_SCALE)
        texts = {statement.id: statement.text for statement in questionnaire.statements}
        names = ColumnNames(texts | {question.id: question.text for question in questions})
        self.table = open_table(stream, questionnaire, lambda rows: count_fits(rows, names))
        sample = list(islice(self.table.rows(), SAMPLE_ROWS))
        if sample[:1] == [None]:
            raise UnusableFile("line 1: A quotation mark is not closed, or one inside a cell is not doubled.")
        if not any(cell.strip() for row in sample for cell in row or ()):
            raise UnusableFile("The file is empty.")
        self.headings = find_headings(sample, names, options.person)
        below = [row for row in sample[self.headings.last + 1 :] if row]
        self.layout = Layout.of(self.headings, below)
        self.person_notes = [] if options.person else [*person_notes(self.headings, below)]
        """Sentences for commands that tell people apart."""
        places = {id_: place + self.layout.before for id_, place in self.headings.places.items()}
        self.columns = StatementColumns.of(questionnaire, self.headings, places)
        self._scores = {name for theme in questionnaire.themes for name in column_names(theme.id)[1:]}
        self._options = [OptionCells(questionnaire, one, places[one.id]) for one in questions if one.id in places]
        self.missing_questions = [one.id for one in questions if one.id not in places]
        """Ids of context questions without a column."""
        self.notation = Notation(questionnaire.scale, self._missing(options, questionnaire), options.lowest)
        self.census = Census.of(self._count(watched), self.notation)
        self.doubt = doubts.name_doubt(names, self.census) or doubts.scale_doubt(self.notation, self.census)
        """Why the file should not be used, and what to do about it; "" if it can be used."""
        self._values = self._values_by_text(Scorer(questionnaire), options)
        self.notes = [*self.table.notes, *doubts.scale_notes(self.notation, self.census)]
        if not options.reversed_already:
            first = [row.keyed for row in islice(self.rows(_pass_over), ROWS_TO_DOUBT_KEYING)]
            self.notes += doubts.reversal_notes(questionnaire, first)

    def rows(self, refuse: Refuse) -> Iterator[AnswerRow]:
        """Yield the valid rows, and pass each invalid one to `refuse`. Rows without any text are skipped."""
        places, parts = self.columns.places, self.columns.parts
        # With one place, itemgetter would return a cell instead of a tuple, so the first place is added.
        cells_of, values = itemgetter(*places, places[0]), self._values
        nothing, person, options = [None] * len(places), self._person, self._options
        labels, summary = sorted({place for place in (person, 0) if place is not None} - {*places}), SUMMARY
        number = 0
        for row in self.layout.full_rows(self.table, self.headings, refuse):
            number += 1
            try:
                found = [texts[cell] for texts, cell in zip(values, cells_of(row), strict=False)]
                context = {cells.id: cells.option(row) for cells in options} if options else {}
            except KeyError:
                refuse(self._off_scale(row))
            except ValueError as error:
                refuse(Refusal(self.table.line, str(error), str(error)))
            else:
                if found == nothing and not any(cell.strip() for cell in row):
                    number -= 1
                    continue
                named = [row[place] for place in labels if not row[place].isdigit()]
                if called := [name for name in named if summary.fullmatch(name)]:
                    message = f"It is called “{called[0].strip()}”, so it may be no person."
                    refuse(Refusal(self.table.line, message, message))
                    summary = LATER_SUMMARY
                    continue
                yield AnswerRow(number if person is None else row[person], [found[a:b] for a, b in parts], context)

    @property
    def tells_people_apart(self) -> bool:
        """Whether some column tells people apart."""
        return self._person is not None

    @property
    def one_person(self) -> bool:
        """Whether all rows are from one person: the file is an exported journal, perhaps without its dates."""
        if isinstance(self.table, JournalExport) or self.headings.columns[0].name == TAKEN:
            return True
        return self._person is None and any(column.name in self._scores for column in self.headings.unused)

    @property
    def _person(self) -> int | None:
        if self.headings.person is not None:
            return self.headings.person + self.layout.before
        return 0 if self.layout.before else None

    def _missing(self, options: ReadingOptions, questionnaire: Questionnaire) -> tuple[str, ...]:
        if not OPENPSYCHOMETRICS & {column.name.casefold() for column in self.headings.columns}:
            return options.missing
        return options.missing + tuple(text for text in ("0", "-1") if text not in questionnaire.scale.values)

    def _count(self, watched: Watched) -> Counts:
        pairs = zip(self.columns.statements, self.columns.places, strict=True)
        rows = watched(iter(self.layout.full_rows(self.table, self.headings, _pass_over)))
        return count_texts(rows, {statement.id: place for statement, place in pairs})

    def _values_by_text(self, scorer: Scorer, options: ReadingOptions) -> list[Mapping[str, int | None]]:
        """Return, for each statement, the keyed value of each cell text, without texts that are not on the scale."""
        straight = {text: one.value for text, one in self.census.readings.items() if one.how not in {"off", "unknown"}}
        if options.reversed_already:
            return [straight] * len(self.columns.statements)
        example = next((one for one in self.columns.statements if one.reversed), None)
        turned = {text: v if v is None else scorer.keyed(example, v) for text, v in straight.items()} if example else {}
        return [turned if statement.reversed else straight for statement in self.columns.statements]

    def _off_scale(self, row: Row) -> Refusal:
        for statement, place in zip(self.columns.statements, self.columns.places, strict=True):
            if self.notation.read(row[place]).how in {"off", "unknown"}:
                points = ", ".join(str(point.value) for point in self.notation.scale.points)
                text = row[place].strip()[:MAX_QUOTED_CHARACTERS]
                message = f'{statement.id} is "{text}", which is not on the scale ({points}; blank for no answer).'
                return Refusal(self.table.line, f"{statement.id} {text}", message)
        raise AssertionError("a row is refused only if a cell is not on the scale")


def _pass_over(_: Refusal) -> None:
    """Do nothing: `rows` reports the row when it is read again."""
