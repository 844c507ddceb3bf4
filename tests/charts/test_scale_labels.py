"""The words of the scale: as many as fit, and the ends always."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from quiz.charts.scale_labels import CHARACTER_WIDTH_EM, ScaleLabel, ScaleMark, labels_across
from tests.charts.test_profile import MARKS

AGREE = ("Strongly disagree", "Disagree", "Slightly disagree", "Neither", "Slightly agree", "Agree", "Strongly agree")


def scale(*words: str) -> list[ScaleMark]:
    return [ScaleMark(100 * number / (len(words) - 1), each) for number, each in enumerate(words)]


def texts(labels: Sequence[ScaleLabel]) -> list[str]:
    return [" / ".join(label.lines) for label in labels]


def test_all_five_words_fit_on_a_phone_the_longest_in_two_lines() -> None:
    assert texts(labels_across(MARKS, 250, 8.5)) == ["Never", "Rarely", "Sometimes", "Often", "Almost / always"]


def test_on_paper_each_word_is_on_one_line() -> None:
    assert texts(labels_across(MARKS, 494, 8.5)) == ["Never", "Rarely", "Sometimes", "Often", "Almost always"]


def test_of_many_or_long_words_those_at_even_distances_are_left_and_the_ends_always() -> None:
    assert [label.at for label in labels_across(scale(*AGREE), 250, 8.5)] == pytest.approx([0, 100 / 3, 200 / 3, 100])
    assert texts(labels_across(scale(*AGREE), 120, 8.5)) == ["Strongly / disagree", "Strongly / agree"]
    assert texts(labels_across(scale("No", "Incomprehensibly", "Perhaps", "Yes"), 120, 8.5)) == ["No", "Yes"]
    assert len(labels_across(scale(*map(str, range(11))), 250, 8.5)) == 11


@pytest.mark.parametrize("words", [("No", "Yes"), ("Never", "Sometimes", "Almost always"), AGREE])
def test_labels_never_overlap(words: tuple[str, ...]) -> None:
    for width in range(150, 500, 25):
        places = []
        for label in labels_across(scale(*words), width, 8.5):
            size = max(map(len, label.lines)) * CHARACTER_WIDTH_EM * 8.5
            at = label.at / 100 * width
            left = {"start": at, "middle": at - size / 2, "end": at - size}[label.place]
            places.append((left, left + size))
        assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_a_scale_of_two_points_has_its_two_words() -> None:
    assert texts(labels_across(scale("No", "Yes"), 250, 8.5)) == ["No", "Yes"]
