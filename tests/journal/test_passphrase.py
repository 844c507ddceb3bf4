"""Seven words: enough chance, and forgiving to whoever types them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.journal.passphrase import WORDS, Typed, Unknown, WordList, letters

SHIPPED = WordList.read(Path(__file__).parents[2] / "static" / "words.txt")
CODE = "outclass deferred upheld dimmer overhear cringe egging"
codes = st.lists(st.sampled_from(SHIPPED.words), min_size=WORDS, max_size=WORDS)


def test_a_code_is_seven_words_of_a_list_of_7430_none_twice_with_90_bits_of_chance() -> None:
    assert len(SHIPPED.words) == len(set(SHIPPED.words)) == 7430
    assert all(word == letters(word) and word.isascii() and word.isalpha() for word in SHIPPED.words)
    assert SHIPPED.bits >= 90
    code = SHIPPED.new_code()
    assert len(code.split()) == WORDS
    assert set(code.split()) <= set(SHIPPED.words)
    assert len({SHIPPED.new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.upper(),
        CODE.title(),
        f"  {CODE}\n",
        CODE.replace(" ", "\n"),
        CODE.replace(" ", "\u00a0"),
        CODE.replace(" ", "-"),
        CODE.replace(" ", " - "),
        CODE.replace(" ", ", "),
        CODE.replace(" ", ". ") + ".",
        CODE.replace(" ", "; "),
        "outclass-deferred-upheld dimmer-overhear-cringe-egging",
        "outclass-deferred-upheld-\ndimmer-overhear-cringe-egging",
        "Outclass deferred upheld, dimmer-overhear-cringe egging",
        "1. outclass 2. deferred 3. upheld 4. dimmer 5. overhear 6. cringe 7. egging",
    ],
)
def test_case_spaces_hyphens_commas_stops_and_numbers_are_forgiven(typed: str) -> None:
    assert letters(typed) == letters(CODE)
    assert SHIPPED.look(typed) == Typed(7, ())


def test_words_run_together_open_the_journal_though_nobody_can_count_them() -> None:
    assert letters(CODE.replace(" ", "")) == letters(CODE)
    assert SHIPPED.look(CODE.replace(" ", "")) == Typed(None, ())
    assert SHIPPED.look(CODE.replace(" ", "\u2013")) == Typed(None, ())


def test_a_word_with_a_hyphen_of_its_own_is_one_word() -> None:
    assert "yoyo" in SHIPPED.words
    assert SHIPPED.look("yo-yo deferred upheld dimmer overhear cringe egging") == Typed(7, ())


def test_the_order_of_the_words_matters() -> None:
    assert letters("deferred outclass") != letters("outclass deferred")


@pytest.mark.parametrize(("typed", "words"), [("", 0), (" , ", 0), ("1 2 3", 0), ("dimmer egging", 2), (CODE * 2, 13)])
def test_the_words_typed_are_counted(typed: str, words: int) -> None:
    assert SHIPPED.look(typed).words == words


def test_a_word_that_is_not_on_the_list_is_named_with_near_ones() -> None:
    found = SHIPPED.look("outclas deferred upheld qqqqqqqqqq overhear cringe egging")
    assert found.words == 7
    assert [unknown.word for unknown in found.unknown] == ["outclas", "qqqqqqqqqq"]
    assert found.unknown[0].close[0] == "outclass"
    assert len(found.unknown[0].close) <= 3
    assert found.unknown[1] == Unknown("qqqqqqqqqq", ())


def test_a_slip_between_hyphens_is_named_by_itself() -> None:
    found = SHIPPED.look("outclas-deferred-upheld\ndimmer-overhear-cringe-egging")
    assert (found.words, [unknown.word for unknown in found.unknown]) == (7, ["outclas"])
    [unknown] = SHIPPED.look("yo-yoo deferred").unknown
    assert (unknown.word, unknown.close[0]) == ("yo-yoo", "yoyo")


@given(codes)
def test_every_code_is_known_however_it_is_joined(words: list[str]) -> None:
    for joint in (" ", "-", ", ", "\n", ". "):
        assert SHIPPED.look(joint.join(words)) == Typed(7, ())
        assert letters(joint.join(words)) == "".join(words)


@given(codes, st.integers(0, WORDS - 1), st.sampled_from(SHIPPED.words))
def test_a_code_with_another_word_in_it_is_another_code(words: list[str], place: int, word: str) -> None:
    other = [*words[:place], word, *words[place + 1 :]]
    assert (letters(" ".join(words)) == letters(" ".join(other))) == (word == words[place])


@given(st.text(max_size=200))
def test_whatever_is_typed_is_looked_at_without_a_fault(typed: str) -> None:
    found = SHIPPED.look(typed)
    assert found.words is None or found.words >= len(found.unknown)
    assert letters(letters(typed)) == letters(typed)


def test_no_word_comes_twice_in_a_code() -> None:
    few = WordList(SHIPPED.words[:8])
    assert all(len(set(few.new_code().split())) == 7 for _ in range(200))


@pytest.mark.parametrize("word", ["choking", "strangle", "unloved", "unwanted", "battered", "cheating", "pregnant"])
def test_no_word_is_one_that_could_hurt_to_write_down(word: str) -> None:
    assert word not in SHIPPED.words
