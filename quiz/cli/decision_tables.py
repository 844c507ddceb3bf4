"""Decision tables: which pieces of advice an answer sheet is shown, and why the others are not."""

import csv
from collections.abc import Iterable
from datetime import date
from typing import TextIO

from quiz.advice.book import AdviceBook
from quiz.advice.explain import explain
from quiz.advice.rule_words import PLACES, RuleWords, format_score
from quiz.advice.situation import Situation, situation_of
from quiz.answer_files.answer_file import AnswerRow
from quiz.cli.text import aligned
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Profile, Scorer

COLUMNS = ("id", "piece", "title", "shown", "as", "on_paper", "reason", "signals")


class DecisionTables:
    """Writes decision tables for one questionnaire and its advice, for results of the given day."""

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook, day: date) -> None:
        self._questionnaire, self._book, self._day = questionnaire, book, day
        self._words, self._scorer = RuleWords(questionnaire, book), Scorer(questionnaire)

    def write_csv(self, sheets: Iterable[AnswerRow], out: TextIO) -> None:
        """Write one CSV row for each answer sheet and piece of advice, in the order of the advice book."""
        words, writer = self._words, csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for sheet in sheets:
            now = self._situation(sheet)
            signals = words.signals(self._book.signals, now)
            for verdict in explain(self._book, now):
                shown = (verdict.rank or "", PLACES[verdict.place] if verdict.place else "", verdict.on_paper or "")
                piece = (words.number[verdict.piece.id], verdict.piece.title)
                writer.writerow([sheet.id, *piece, *shown, words.reason(verdict, now), signals])

    def write_text(self, sheets: Iterable[AnswerRow], out: TextIO) -> None:
        """Write a readable table for each answer sheet: the shown pieces first, then the others in book order."""
        words = self._words
        for sheet in sheets:
            now = self._situation(sheet)
            verdicts = explain(self._book, now)
            rows = [("shown", "paper", "piece", "title", "why")]
            for verdict in sorted(verdicts, key=lambda one: one.rank or len(verdicts)):
                number, title = str(words.number[verdict.piece.id]), verdict.piece.title
                places = str(verdict.rank or ""), str(verdict.on_paper or "")
                rows.append((*places, number, title, words.reason(verdict, now)))
            table = (f"  {line}" for line in aligned(">>><<", rows))
            out.write("\n".join([*self._summary(sheet, now), *table]) + "\n\n")

    def _summary(self, sheet: AnswerRow, now: Situation) -> list[str]:
        names = {theme.id: theme.short for theme in self._questionnaire.themes}
        scores = (
            f"{theme.short} {format_score(now.scores[theme.id]) if theme.id in now.scores else 'without'}"
            for theme in self._questionnaire.themes
        )
        return [
            f"Row {sheet.id}",
            f"  Scores: {', '.join(scores)}",
            f"  Signals: {self._words.signals(self._book.signals, now) or 'none'}",
            f"  Leading: {', '.join(names[theme] for theme in now.leading) or 'none'}",
            f"  Support lines: {'before' if now.any_holds(self._book.support_first) else 'after'} the advice",
        ]

    def _situation(self, sheet: AnswerRow) -> Situation:
        themes = tuple(
            self._scorer.theme_score(theme, total, answered)
            for theme, (total, answered) in zip(self._questionnaire.themes, sheet.totals(), strict=True)
        )
        profile = Profile(self._questionnaire, themes, {})
        return situation_of(self._book, profile, sheet.context, self._day, self._statements(sheet))

    def _statements(self, sheet: AnswerRow) -> dict[str, int | None]:
        """Return the raw answers to all statements by id: those in a row are keyed."""
        quiz = self._questionnaire
        return {
            statement.id: None if value is None else self._scorer.keyed(statement, value)
            for theme, keyed in zip(quiz.themes, sheet.keyed, strict=True)
            for statement, value in zip(quiz.statements_of(theme.id), keyed, strict=False)
        }
