"""Encoded answers decode to the same answers, even after the questionnaire was edited."""

import string
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answer_codec import AnswerCodec

IDS = [f"theme-{letter}" for letter in string.ascii_lowercase]
TWINS = ("needs-395", "needs-814")
"""The first three bytes of their codes are the same for one answer."""
OFFERED = (*string.ascii_lowercase, "skip")


def codec_of(ids: Iterable[str]) -> AnswerCodec:
    """Return a codec of questions that all offer the same answers."""
    return AnswerCodec(dict.fromkeys(ids, OFFERED))


@given(st.data(), st.dictionaries(st.text(), st.lists(st.text(), min_size=1, unique=True)))
def test_decoding_reverses_encoding(data: st.DataObject, offered: dict[str, list[str]]) -> None:
    answers = {id_: data.draw(st.sampled_from(texts)) for id_, texts in offered.items()}
    codec = AnswerCodec(offered)
    assert codec.decode(codec.encode(answers)) == answers


def test_all_answers_to_a_questionnaire_are_equally_long_however_many_are_given() -> None:
    lengths = {len(codec_of(IDS).encode(dict.fromkeys(IDS[:count], "d"))) for count in range(27)}
    assert lengths == {1 + 3 * 26}


def test_answers_stay_with_their_statements_when_others_are_added_removed_or_moved() -> None:
    before = codec_of(IDS).encode({id_: id_[-1] for id_ in IDS})
    after = codec_of(["new", *reversed(IDS[5:]), "newer"])
    assert after.decode(before) == {id_: id_[-1] for id_ in IDS[5:]}


def test_an_answer_to_a_question_that_offers_others_now_is_asked_again() -> None:
    before = AnswerCodec({"mood": ["never", "often"], "trust": ["yes", "no"]})
    after = AnswerCodec({"mood": ["often", "never"], "trust": ["yes", "no"]})
    assert after.decode(before.encode({"mood": "never", "trust": "no"})) == {"trust": "no"}


def test_answers_whose_short_codes_collide_get_longer_codes() -> None:
    many = {f"statement-{number}": OFFERED[number % 5] for number in range(500)}
    codec = codec_of(many)
    assert codec.decode(codec.encode(many)) == many
    assert len(codec.encode(many)) == 1 + 4 * len(many)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_answers_survive_an_edit_that_changes_the_length_of_all_codes(order: tuple[int, int]) -> None:
    edits = [[TWINS[0], *IDS], [*TWINS, *IDS]]
    before, after = (edits[n] for n in order)
    sheet = {id_: "abc"[number % 3] for number, id_ in enumerate(before)}
    decoded = codec_of(after).decode(codec_of(before).encode(sheet))
    assert {id_: decoded.get(id_) for id_ in IDS} == {id_: sheet[id_] for id_ in IDS}
    assert decoded.get(TWINS[1]) in {None, sheet.get(TWINS[1])}


@pytest.mark.parametrize("odd", [b"", b"\0", b"\0abc", b"\3", b"\3ab", b"\3abc", b"\4abc", b"\xff", b"\xffabc"])
def test_malformed_codes_are_ignored(odd: bytes) -> None:
    assert codec_of(IDS).decode(odd) == {}
