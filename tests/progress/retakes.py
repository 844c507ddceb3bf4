# ruff: noqa: T201 - prints to a terminal
"""How often changes are called clear, by the real rules, for simulated people who retake the quiz.

`python -m tests.progress.retakes` prints the figures of docs/analyzing.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import ThemeChange, compare
from quiz.rules import Profile, Scorer
from tests.population import People

HIGH = 75
"""People who start at their worst have a first score of at least this in some theme."""


Verdicts = Mapping[str, str]


@dataclass(frozen=True)
class Person:
    """A simulated person's profiles, oldest first, and true scores at the first take."""

    profiles: tuple[Profile, ...]
    true: tuple[float, ...]

    @property
    def starts_high(self) -> bool:
        """Whether any theme is high at first."""
        return any((one.score or 0) >= HIGH for one in self.profiles[0].themes)

    def verdicts(self, take: int = 1) -> Verdicts:
        """Return the verdict on each theme at a take, against all earlier ones."""
        changes = compare(self.profiles[:take], self.profiles[take])
        return {change.theme.id: change.verdict for change in changes if isinstance(change, ThemeChange)}


def retakers(simulated: People, retest: float, takes: int = 2, fall: Mapping[str, float] | None = None) -> list[Person]:
    """Return simulated people with several takes each; `fall` as in `People.take`, from the second take on."""
    scorer = Scorer(simulated.questionnaire)
    answers, true = simulated.take(retest)
    sheets = [answers, *(simulated.take(retest, fall)[0] for _ in range(takes - 1))]
    profiles = [[scorer.profile(sheet) for sheet in take] for take in sheets]
    return [Person(own, tuple(row)) for own, row in zip(zip(*profiles, strict=True), true.tolist(), strict=True)]


def share(found: Sequence[Verdicts], *words: str, theme: str = "") -> float:
    """Return the share of people with one of these verdicts on any theme, or on this one."""
    hits = [set(words) & ({each.get(theme, "")} if theme else set(each.values())) for each in found]
    return sum(map(bool, hits)) / len(hits)


def main() -> None:
    """Print the false alarms and the power of the shipped questionnaire."""
    questionnaire = load(Path("data/questions.toml")).questionnaire
    assert questionnaire
    for in_doubt in (False, True):
        for retest in (0.6, 0.7, 0.8, 0.9):
            _print_false_alarms(questionnaire, retest, in_doubt=in_doubt)
    for retest in (0.6, 0.7, 0.8, 0.9):
        for points in (15, 20, 30, 40):
            _print_power(questionnaire, retest, points)


def _print_false_alarms(questionnaire: Questionnaire, retest: float, *, in_doubt: bool) -> None:
    everyone = retakers(People(questionnaire, 5000, 1, in_doubt=in_doubt), retest)
    found = [person.verdicts() for person in everyone]
    high = [verdicts for verdicts, person in zip(found, everyone, strict=True) if person.starts_high]
    print(f"in doubt: {in_doubt}, retest {retest}, unchanged: clear {share(found, 'clear'):.3f},", end=" ")
    print(f"maybe or clear {share(found, 'maybe', 'clear'):.3f}; start high ({len(high)}): {share(high, 'clear'):.3f}")
    row = retakers(People(questionnaire, 600, 2, in_doubt=in_doubt), retest, 13)
    takes = [[person.verdicts(take) for person in row] for take in range(1, 13)]
    rates = [share(take, "clear") for take in takes]
    high_rates = [
        share([v for v, person in zip(take, row, strict=True) if person.starts_high], "clear") for take in takes
    ]
    ever = sum(any("clear" in verdicts.values() for verdicts in own) for own in zip(*takes, strict=True)) / len(row)
    print(f"  12 retakes: mean {sum(rates) / 12:.3f}, highest {max(rates):.3f}, ever {ever:.3f};", end=" ")
    print(f"start high: mean {sum(high_rates) / 12:.3f}, highest {max(high_rates):.3f}")


def _print_power(questionnaire: Questionnaire, retest: float, points: int) -> None:
    themes = [theme.id for theme in questionnaire.themes]
    for fallen in (themes[:1], themes):
        everyone = retakers(
            People(questionnaire, 1500, 3, in_doubt=True), retest, fall=dict.fromkeys(fallen, float(points))
        )
        able = [p for p in everyone if all(score >= points for score in p.true[: len(fallen)])]
        found = [person.verdicts() for person in able]
        numbers = [share(found, *words, theme=themes[0]) for words in (("clear",), ("maybe", "clear"))]
        print(f"retest {retest}, {points} points down in {len(fallen)} ({len(able)}): clear in one of those", end=" ")
        print(f"{numbers[0]:.2f}, maybe or clear {numbers[1]:.2f}; clear anywhere {share(found, 'clear'):.2f}")


if __name__ == "__main__":
    main()
