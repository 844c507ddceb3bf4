"""Decision tables: which pieces of advice an answer sheet is shown, and why the others are not."""

import csv
from collections.abc import Iterable
from typing import TextIO

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Situation, course_for, situation
from quiz.advice.explain import explain
from quiz.advice.rule_words import RuleWords, format_score
from quiz.cli.answer_sheets import AnswerRow
from quiz.cli.text import aligned
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer

COLUMNS = ("id", "piece", "title", "shown", "reason", "course", "signals")


class DecisionTables:
    """Writes decision tables for one questionnaire and its advice."""

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook) -> None:
        self._questionnaire, self._book = questionnaire, book
        self._words, self._scorer = RuleWords(questionnaire, book), Scorer(questionnaire)

    def write_csv(self, sheets: Iterable[AnswerRow], out: TextIO) -> None:
        """Write one CSV row for each answer sheet and piece of advice, in the order of the advice book."""
        words, writer = self._words, csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for sheet in sheets:
            now = self._situation(sheet)
            course, signals = words.course(course_for(self._book, now), now), words.signals(self._book.signals, now)
            for verdict in explain(self._book, now):
                number, title = words.number[verdict.piece.id], verdict.piece.title
                reason = words.reason(verdict, now)
                writer.writerow([sheet.id, number, title, verdict.place or "", reason, course, signals])

    def write_text(self, sheets: Iterable[AnswerRow], out: TextIO) -> None:
        """Write a readable table for every answer sheet, shown pieces first, the others in book order."""
        words = self._words
        for sheet in sheets:
            now = self._situation(sheet)
            verdicts = explain(self._book, now)
            rows = [("shown", "piece", "title", "why")]
            for verdict in sorted(verdicts, key=lambda one: one.place or len(verdicts)):
                number, title = str(words.number[verdict.piece.id]), verdict.piece.title
                rows.append((str(verdict.place or ""), number, title, words.reason(verdict, now)))
            table = (f"  {line}" for line in aligned(">><<", rows))
            out.write("\n".join([*self._summary(sheet, now), *table]) + "\n\n")

    def _summary(self, sheet: AnswerRow, now: Situation) -> list[str]:
        course = course_for(self._book, now)
        scores = (
            f"{theme.short} {format_score(now.scores[theme.id]) if theme.id in now.scores else 'without'}"
            for theme in self._questionnaire.themes
        )
        return [
            f"Row {sheet.id}",
            f"  Scores: {', '.join(scores)}",
            f"  Signals: {self._words.signals(self._book.signals, now) or 'none'}",
            f"  Course: {self._words.course(course, now)}{', support lines first' if course.support_first else ''}",
        ]

    def _situation(self, sheet: AnswerRow) -> Situation:
        scored = (
            self._scorer.theme_score(theme, sum(keyed), len(keyed))
            for theme, keyed in zip(self._questionnaire.themes, sheet.keyed, strict=True)
        )
        scores = {one.theme.id: one.score for one in scored if one.score is not None}
        return situation(self._book, scores, sheet.context)
