"""Counts the answers of many people for `flask quiz analyze`, and computes its statistics."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, starmap

from quiz.answer_files.answer_file import AnswerRow
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.careless_sheets import CarelessSheets
from quiz.psychometrics.reliability import Reliability, reliability
from quiz.psychometrics.retest import Retest, retest
from quiz.psychometrics.theme_correlations import ThemeCorrelation, theme_correlations
from quiz.rules import Scorer

MIN_DAYS = 2


@dataclass(frozen=True)
class Analysis:
    """The statistics of each theme with columns, of pairs of themes, of careless sheets, and of several days."""

    themes: Sequence[Reliability]
    correlations: Sequence[ThemeCorrelation]
    careless: CarelessSheets
    retests: Mapping[str, Retest]
    """By theme id, for the themes that enough people answered twice."""
    repeated: int
    """How many people answered more than once."""


class Sheets:
    """Counts answer sheets, from one file or several.

    Answers are counted by pattern, so memory grows with the number of distinct patterns. The scores of each sheet are
    kept only if a column tells people apart. If a person has several sheets, only the first one counts, except for the
    retest. `absent` has the ids of themes without columns.
    """

    def __init__(self, questionnaire: Questionnaire, absent: Sequence[str], careless: CarelessSheets) -> None:
        self._questionnaire, self._careless = questionnaire, careless
        self._scorer = Scorer(questionnaire)
        self._themes = [(n, theme) for n, theme in enumerate(questionnaire.themes) if theme.id not in absent]
        self._patterns = [Counter[tuple[int | None, ...]]() for _ in questionnaire.themes]
        self._totals: dict[tuple[str, str], Counter[tuple[int, int]]] = defaultdict(Counter)
        self._scores: dict[tuple[str, str] | None, list[tuple[float | None, ...]]] = defaultdict(list)
        self._score = cache(self._new_score)
        ends = questionnaire.scale.low + questionnaire.scale.high
        # raw = turn - keyed for reversed statements; 0: keyed is raw.
        self._turn = [
            ends if s.reversed else 0 for _, theme in self._themes for s in questionnaire.statements_of(theme.id)
        ]

    def add(self, rows: Iterable[AnswerRow], file: str = "", *, again: bool = False) -> None:
        """Count the rows of a file. The same id in differently named files means different people.

        With `again`, rows count only for the retest, and only if their person has an earlier row.
        """
        for row in rows:
            person = (file, row.id) if isinstance(row.id, str) and row.id.strip() else None
            earlier = person in self._scores
            if person and (earlier or not again):
                self._scores[person].append(tuple(starmap(self._score, self._totals_of(row))))
            if not earlier and not again and not self._careless.excludes(self._raw(row)):
                self._count(row)

    def analysis(self) -> Analysis:
        """Return the statistics of all rows added so far."""
        quiz = self._questionnaire
        results = [reliability(quiz, theme, self._patterns[n]) for n, theme in self._themes]
        people = [days for days in self._scores.values() if len(days) >= MIN_DAYS]
        retests = {}
        for place, (_, theme) in enumerate(self._themes):
            pairs = [(days[0][place], days[1][place]) for days in people]
            if found := retest([(one, two) for one, two in pairs if one is not None and two is not None]):
                retests[theme.id] = found
        return Analysis(results, theme_correlations(results, self._totals), self._careless, retests, len(people))

    def _count(self, row: AnswerRow) -> None:
        for n, _ in self._themes:
            self._patterns[n][tuple(row.keyed[n])] += 1
        complete = [
            (theme.id, sum(filter(None, row.keyed[n]))) for n, theme in self._themes if None not in row.keyed[n]
        ]
        for (first, one), (second, two) in combinations(complete, 2):
            self._totals[first, second][one, two] += 1

    def _raw(self, row: AnswerRow) -> list[int | None]:
        keyed = (value for n, _ in self._themes for value in row.keyed[n])
        return [
            value if value is None or not turn else turn - value for turn, value in zip(self._turn, keyed, strict=True)
        ]

    def _totals_of(self, row: AnswerRow) -> list[tuple[int, int, int]]:
        totals = row.totals()
        return [(n, *totals[n]) for n, _ in self._themes]

    def _new_score(self, number: int, total: int, answered: int) -> float | None:
        score = self._scorer.theme_score(self._questionnaire.themes[number], total, answered).score
        return None if score is None else float(score)
