"""What a person may write about a result, counted as people count characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.progress.remarks import (
    MAX_NOTE_CHARACTERS,
    MAX_NOTE_CODE_POINTS,
    NO_REMARKS,
    Remarks,
    clean_note,
    excess_characters,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
KISS = "\U0001f469\U0001f3fb\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3fd"
CHARACTERS = {
    "a letter": "a",
    "an accent of its own": "e\u0301",
    "a line break": "\n",
    "a flag": "\U0001f1ee\U0001f1f3",
    "a family": FAMILY,
    "a kiss with two skin tones": KISS,
    "a syllable of Hindi": "\u0915\u094d\u0937\u093f",
    "a syllable of Korean": "\u1112\u1161\u11ab",
    "a key": "1\ufe0f\u20e3",
}


@pytest.mark.parametrize("what", CHARACTERS)
def test_a_note_may_have_500_of_any_character_and_not_one_more(what: str) -> None:
    # A letter after each line break, so that no break is at the end.
    one = CHARACTERS[what] * (MAX_NOTE_CHARACTERS - 1) + "."
    assert len(one) <= MAX_NOTE_CODE_POINTS
    assert excess_characters(one) == 0
    assert excess_characters(CHARACTERS[what] + one) == 1
    assert excess_characters(CHARACTERS[what] * 20 + one) == 20


def test_a_line_break_from_windows_counts_as_one_character() -> None:
    note = clean_note("a\r\n" * 250 + "b\rc")
    assert note == "a\n" * 250 + "b\nc"
    assert excess_characters(note) == 3
    assert excess_characters(clean_note("a\r\n" * 249 + "b")) == 0


def test_a_character_with_thousands_of_marks_is_too_much() -> None:
    heap = "a" + "\u0301" * MAX_NOTE_CODE_POINTS
    assert excess_characters(heap) == 1
    assert excess_characters("a" * 10 + heap + "b" * 10) == 11
    assert excess_characters(heap[:MAX_NOTE_CODE_POINTS]) == 0


@given(st.text())
def test_cutting_what_is_too_much_makes_any_note_short_enough(text: str) -> None:
    note = clean_note(text * 40)
    excess = excess_characters(note)
    assert 0 <= excess <= len(note)
    if excess:
        assert excess_characters(note[:MAX_NOTE_CHARACTERS]) == 0
    else:
        assert len(note) <= MAX_NOTE_CODE_POINTS


@given(st.text())
def test_cleaning_a_note_twice_changes_nothing_and_loses_no_visible_character(text: str) -> None:
    note = clean_note(text)
    assert clean_note(note) == note
    assert not note or not note[-1].isspace()
    assert [c for c in note if c.isprintable() and c != " "] == [c for c in text if c.isprintable() and c != " "]


def test_blanks_at_the_end_are_dropped_and_those_at_the_start_are_kept() -> None:
    assert clean_note("  a list\n- one\n\n \t ") == "  a list\n- one"
    assert clean_note(" \r\n\t\u00a0") == ""
    assert clean_note("a\0b\x1b[31mc\x85") == "ab[31mc"


FULL = Remarks("note", "step", "helped", "different")
OTHER = Remarks("other note", "other step", "not_really", "same")


def test_remarks_are_filled_in_where_there_are_none_and_never_overwritten() -> None:
    assert NO_REMARKS.filled_in(FULL) == FULL
    assert FULL.filled_in(OTHER) == FULL
    assert FULL.filled_in(NO_REMARKS) == FULL
    assert Remarks("note").filled_in(OTHER) == Remarks("note", "other step", "not_really", "same")


def test_an_outcome_is_never_told_of_another_step() -> None:
    assert Remarks(step="step").filled_in(OTHER) == Remarks("other note", "step", None, "same")
    assert Remarks(step="step").filled_in(FULL) == FULL
