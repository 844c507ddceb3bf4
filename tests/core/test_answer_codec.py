"""Encoded answers decode to the same answers, even after the questionnaire was edited."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answer_codec import AnswerCodec

IDS = [f"theme-{letter}" for letter in string.ascii_lowercase]


@given(st.dictionaries(st.text(), st.text()))
def test_decoding_reverses_encoding(texts: dict[str, str]) -> None:
    codec = AnswerCodec(texts)
    assert codec.decode(codec.encode(texts)) == texts


def test_an_id_takes_four_characters_and_its_text_is_written_once() -> None:
    assert sum(len(text + run) for text, run in AnswerCodec(IDS).encode(dict.fromkeys(IDS, "3")).items()) == 2 + 4 * 26


def test_answers_stay_with_their_statements_when_others_are_added_removed_or_moved() -> None:
    before = AnswerCodec(IDS).encode({id_: id_[-1] for id_ in IDS})
    after = AnswerCodec(["new", *reversed(IDS[5:]), "newer"])
    assert after.decode(before) == {id_: id_[-1] for id_ in IDS[5:]}


def test_ids_whose_short_keys_collide_get_longer_keys() -> None:
    many = {f"statement-{number}": str(number % 5) for number in range(20_000)}
    codec = AnswerCodec(many)
    assert codec.decode(codec.encode(many)) == many
    assert sum(map(len, codec.encode(many).values())) > 5 * len(many)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_answers_survive_an_edit_that_changes_the_length_of_all_keys(order: tuple[int, int]) -> None:
    # The hashes of both start with xw8x.
    edits = [["jealousy-49b", *IDS], ["jealousy-49b", "needs-let-down", *IDS]]
    before, after = (edits[n] for n in order)
    decoded = AnswerCodec(after).decode(AnswerCodec(before).encode({id_: id_[-1] for id_ in before}))
    assert {id_: decoded.get(id_) for id_ in IDS} == {id_: id_[-1] for id_ in IDS}
    assert decoded.get("needs-let-down") is None


def test_malformed_codes_are_ignored() -> None:
    assert AnswerCodec(IDS).decode({"1": "", "2": "x", "3": "abcdabcd", "4": "4", "5": "5ab", "6": "٤abcd"}) == {}
