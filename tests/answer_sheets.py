"""Answer sheets for measuring lengths: profiles by chance, and every combination of private answers."""

import itertools
import random
from collections.abc import Iterator

from quiz.core.answers import offered_answers
from quiz.core.questionnaire import Questionnaire

Sheet = dict[str, str]
SEED = 20261127


def profiles(quiz: Questionnaire, number: int) -> Iterator[Sheet]:
    """Yield whole sheets without private answers: all low, all high, then by chance, some without low answers."""
    offered, chance = offered_answers(quiz), random.Random(SEED)
    asked = [id_ for id_ in offered if id_ not in quiz.private_option_ids]
    for place in range(number):
        spread = {0: slice(1), 1: slice(-2, -1)}.get(place, slice(chance.randrange(4), None))
        yield {id_: chance.choice(offered[id_][spread] or offered[id_]) for id_ in asked}


def private_combinations(quiz: Questionnaire) -> Iterator[Sheet]:
    """Yield every combination of answers to the private questions, skipped ones too."""
    offered = {id_: answers for id_, answers in offered_answers(quiz).items() if id_ in quiz.private_option_ids}
    for answers in itertools.product(*offered.values()):
        yield dict(zip(offered, answers, strict=True))
