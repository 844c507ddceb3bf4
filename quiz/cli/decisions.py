"""Answer sheets in CSV to decision tables: which pieces of advice each row is shown, and why the others are not."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Situation, course_for, situation
from quiz.advice.explain import Verdict, explain
from quiz.advice.rule_words import RuleWords, format_score
from quiz.cli.sheets import SheetFault, SheetReader, Write, each_row
from quiz.core.answers import SKIP
from quiz.core.questionnaire import Questionnaire

COLUMNS = ("id", "piece", "title", "shown", "reason", "course", "signals")


@dataclass(frozen=True)
class Sheets:
    """What is decided: the lines of a CSV by one questionnaire and its advice."""

    questionnaire: Questionnaire
    book: AdviceBook
    lines: Iterable[bytes]

    def as_csv(self, out: TextIO, note: Callable[[str], object]) -> Iterator[SheetFault]:
        """Write a line a piece for every sound row, in the order of the book, and give a fault for each refused row.

        `note` is told of questions without a column. Raises SheetFault when the heading does not fit.
        """
        words, writer = RuleWords(self.questionnaire, self.book), csv.writer(out, lineterminator="\n")

        def write(name: object, now: Situation, verdicts: Sequence[Verdict]) -> None:
            course, signals = words.course(course_for(self.book, now), now), words.signals(self.book.signals, now)
            for verdict in verdicts:
                number, title = words.number[verdict.piece.id], verdict.piece.title
                reason = words.reason(verdict, now)
                writer.writerow([name, number, title, verdict.place or "", reason, course, signals])

        return self._each(lambda: writer.writerow(COLUMNS), write, note)

    def as_text(self, out: TextIO, note: Callable[[str], object]) -> Iterator[SheetFault]:
        """Write a table to read for every sound row, the pieces shown first; the rest as in `as_csv`."""
        words = RuleWords(self.questionnaire, self.book)
        wide = max((len(piece.title) for piece in self.book.pieces), default=0)

        def write(name: object, now: Situation, verdicts: Sequence[Verdict]) -> None:
            course = course_for(self.book, now)
            scores = (
                f"{theme.short} {format_score(now.scores[theme.id]) if theme.id in now.scores else 'without'}"
                for theme in self.questionnaire.themes
            )
            lines = [
                f"Row {name}",
                f"  Scores: {', '.join(scores)}",
                f"  Signals: {words.signals(self.book.signals, now) or 'none'}",
                f"  Course: {words.course(course, now)}{', support lines first' if course.support_first else ''}",
                f"  shown  piece  {'title':{wide}}  why",
            ]
            for verdict in sorted(verdicts, key=lambda found: found.place or len(verdicts)):
                number, place = words.number[verdict.piece.id], verdict.place or ""
                lines.append(f"  {place:>5}  {number:>5}  {verdict.piece.title:{wide}}  {words.reason(verdict, now)}")
            out.write("\n".join(lines) + "\n\n")

        return self._each(lambda: None, write, note)

    def _each(
        self,
        start: Callable[[], object],
        write: Callable[[object, Situation, Sequence[Verdict]], None],
        note: Callable[[str], object],
    ) -> Iterator[SheetFault]:
        def begin(heading: Sequence[str]) -> Write:
            reader = _RowSituation(self.questionnaire, self.book, heading)
            if reader.absent:
                note(f"No column {', '.join(reader.absent)}: taken as unanswered.")
            start()

            def decide(row: Sequence[str], number: int) -> None:
                name, now = reader.situation(row, number)
                write(name, now, explain(self.book, now))

            return decide

        return each_row(self.lines, begin)


class _RowSituation:
    """Reads rows to what advice depends on."""

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook, heading: Sequence[str]) -> None:
        asked = questionnaire.option_ids
        self._book, self._reader = book, SheetReader(questionnaire, heading, tuple(asked))
        self._columns = [(id_, heading.index(id_), options) for id_, options in asked.items() if id_ in heading]
        self.absent = [id_ for id_ in asked if id_ not in heading]

    def situation(self, row: Sequence[str], number: int) -> tuple[str | int, Situation]:
        """Read one row; raises ValueError saying why it cannot be."""
        name = self._reader.name(row, number)
        scorer = self._reader.scorer
        found = (scorer.theme_score(theme, sum(keyed), len(keyed)) for theme, keyed in self._reader.keyed(row))
        scores = {theme.theme.id: theme.score for theme in found if theme.score is not None}
        context: dict[str, str | None] = {}
        for id_, column, options in self._columns:
            text = row[column].strip()
            if text not in ("", SKIP, *options):
                message = f'{id_} is "{text[:40]}", which is not an answer to it ({", ".join(options)}; blank or skip).'
                raise ValueError(message)
            context[id_] = text if text in options else None
        return name, situation(self._book, scores, context)
