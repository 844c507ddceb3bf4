"""How often each idea reaches people, in a simulated population: the table in docs/advice-reach.md."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.advice.book import AdviceBook
from quiz.advice.choose import screen_advice
from quiz.advice.situation import situation_of
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from tests.population import population
from tests.shipped.readers import DAY

PEOPLE = 6_000
MONTHS = 12
IDEAS = range(1, 21)


@pytest.mark.parametrize("in_doubt", [False, True], ids=["community", "in doubt"])
def test_each_idea_reaches_someone_none_more_than_60_percent_and_the_table_says_so(
    questionnaire: Questionnaire,
    book: AdviceBook,
    root: Path,
    in_doubt: bool,  # noqa: FBT001
) -> None:
    scorer, reached = Scorer(questionnaire), Counter[int]()
    for number, answers in enumerate(population(questionnaire, PEOPLE, 18, in_doubt=in_doubt)):
        day = DAY + timedelta(weeks=4 * (number % MONTHS))
        advice = screen_advice(book, situation_of(book, scorer.profile(answers), answers.context, day))
        reached.update({card.piece.number for card in advice.cards})
    shares = {number: round(100 * reached[number] / PEOPLE, 1) for number in IDEAS}
    assert min(shares.values()) > 0
    assert max(shares.values()) <= 60
    rows = re.findall(
        r"^\| (\d+) \|.*\| ([\d.]+) \| ([\d.]+) \|$", (root / "docs" / "advice-reach.md").read_text(), re.MULTILINE
    )
    assert {int(number): float(row[in_doubt]) for number, *row in rows} == shares
