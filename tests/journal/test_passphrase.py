"""Passphrases of seven words have enough entropy, and may be typed in many ways."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.journal.passphrase import PASSPHRASE_WORDS, TypedPassphrase, UnknownWord, WordList, normalize

ROOT = Path(__file__).parents[2]
SHIPPED = WordList.read(ROOT / "static" / "words.txt", ROOT / "data" / "words_excluded.txt")
PASSPHRASE = "outclass deferred upheld dimmer overhear cringe egging"
ENTROPY_BITS = math.log2(math.perm(len(SHIPPED.new_words), PASSPHRASE_WORDS))
"""Of a new passphrase: each is as likely as any other."""
passphrases = st.lists(st.sampled_from(SHIPPED.words), min_size=PASSPHRASE_WORDS, max_size=PASSPHRASE_WORDS)


def test_a_new_passphrase_is_seven_distinct_words_of_6726_with_89_bits_of_entropy() -> None:
    assert len(SHIPPED.words) == len(set(SHIPPED.words)) == 7430
    assert all(word == normalize(word) and word.isascii() and word.isalpha() for word in SHIPPED.words)
    assert len(SHIPPED.new_words) == 6726
    assert ENTROPY_BITS >= 89
    passphrase = SHIPPED.new_passphrase()
    assert len(passphrase.split()) == PASSPHRASE_WORDS
    assert len({SHIPPED.new_passphrase() for _ in range(200)}) == 200


def test_the_documents_say_how_many_words_and_bits_new_passphrases_have() -> None:
    told = {
        "docs/threat-model.md": ("`secrets`, {bits} bits", "| {bits} bits; 30 wrong", "2^{bits} passphrases"),
        "docs/asvs.md": ("one secret of {bits} bits", "the passphrase has {bits} bits of entropy"),
        "docs/decisions/0007-journal.md": ("{new} words, none twice: {bits} bits", "{excluded} more"),
        "docs/decisions/0009-limits.md": ("A passphrase has {bits} bits",),
        "NOTICE.md": ("{all} of 7,776 words are left", "{excluded} more", "{new} for new passphrases"),
    }
    numbers = {
        "bits": math.floor(ENTROPY_BITS),
        "all": f"{len(SHIPPED.words):,}",
        "new": f"{len(SHIPPED.new_words):,}",
        "excluded": len(SHIPPED.excluded),
    }
    for path, sentences in told.items():
        text = " ".join((ROOT / path).read_text(encoding="utf-8").split())
        for sentence in sentences:
            assert sentence.format(**numbers) in text, path


def test_no_new_passphrase_has_a_word_that_could_sting() -> None:
    assert not set(SHIPPED.new_words) & SHIPPED.excluded
    few = WordList(SHIPPED.words[:20], frozenset(SHIPPED.words[:12]))
    assert {word for _ in range(50) for word in few.new_passphrase().split()} == set(SHIPPED.words[12:20])
    outcasts = "outcast unwelcome unlovely refusal repulsion scorn sadness alone broken exile stinky dumping"
    assert set(outcasts.split()) <= SHIPPED.excluded


def test_passphrases_made_before_with_such_words_are_still_known_and_suggested() -> None:
    before = "outcast unlovely sadness dimmer overhear cringe broken"
    assert SHIPPED.check(before) == TypedPassphrase(7, ())
    [unknown] = SHIPPED.check(before.replace("sadness", "sadnes")).unknown_words
    assert unknown.suggestions[0] == "sadness"


@pytest.mark.parametrize(
    ("excluded", "reason"),
    [("apple\nzebra", "doesn't have: zebra"), ("berry\napple", "sorted"), ("apple\napple", "twice")],
)
def test_a_list_of_excluded_words_with_a_mistake_is_refused(tmp_path: Path, excluded: str, reason: str) -> None:
    (tmp_path / "words.txt").write_text("apple\nberry\n")
    (tmp_path / "excluded.txt").write_text(excluded)
    with pytest.raises(ValueError, match=reason):
        WordList.read(tmp_path / "words.txt", tmp_path / "excluded.txt")


@pytest.mark.parametrize(
    "typed",
    [
        PASSPHRASE.upper(),
        PASSPHRASE.title(),
        f"  {PASSPHRASE}\n",
        PASSPHRASE.replace(" ", "\u00a0"),
        PASSPHRASE.replace(" ", " - "),
        PASSPHRASE.replace(" ", ". ") + ".",
        PASSPHRASE.replace(" ", "; "),
        "outclass-deferred-upheld dimmer-overhear-cringe-egging",
        "outclass-deferred-upheld-\ndimmer-overhear-cringe-egging",
        "Outclass deferred upheld, dimmer-overhear-cringe egging",
        "1. outclass 2. deferred 3. upheld 4. dimmer 5. overhear 6. cringe 7. egging",
    ],
)
def test_case_spaces_hyphens_punctuation_and_numbers_are_ignored(typed: str) -> None:
    assert normalize(typed) == normalize(PASSPHRASE)
    assert SHIPPED.check(typed) == TypedPassphrase(7, ())


def test_words_run_together_open_the_journal_but_cannot_be_counted() -> None:
    assert normalize(PASSPHRASE.replace(" ", "")) == normalize(PASSPHRASE)
    assert SHIPPED.check(PASSPHRASE.replace(" ", "")) == TypedPassphrase(None, ())
    assert SHIPPED.check(PASSPHRASE.replace(" ", "\u2013")) == TypedPassphrase(None, ())


def test_a_word_with_a_hyphen_of_its_own_is_one_word() -> None:
    assert "yoyo" in SHIPPED.words
    assert SHIPPED.check("yo-yo deferred upheld dimmer overhear cringe egging") == TypedPassphrase(7, ())


def test_the_order_of_the_words_matters() -> None:
    assert normalize("deferred outclass") != normalize("outclass deferred")


@pytest.mark.parametrize(
    ("typed", "count"), [("", 0), (" , ", 0), ("1 2 3", 0), ("dimmer egging", 2), (PASSPHRASE * 2, 13)]
)
def test_the_words_typed_are_counted(typed: str, count: int) -> None:
    assert SHIPPED.check(typed).word_count == count


def test_an_unknown_word_is_reported_with_similar_ones() -> None:
    found = SHIPPED.check("outclas deferred upheld qqqqqqqqqq overhear cringe egging")
    assert found.word_count == 7
    assert [unknown.word for unknown in found.unknown_words] == ["outclas", "qqqqqqqqqq"]
    assert found.unknown_words[0].suggestions[0] == "outclass"
    assert len(found.unknown_words[0].suggestions) <= 3
    assert found.unknown_words[1] == UnknownWord("qqqqqqqqqq", ())


def test_an_unknown_word_between_hyphens_is_reported_alone() -> None:
    found = SHIPPED.check("outclas-deferred-upheld\ndimmer-overhear-cringe-egging")
    assert (found.word_count, [unknown.word for unknown in found.unknown_words]) == (7, ["outclas"])
    [unknown] = SHIPPED.check("yo-yoo deferred").unknown_words
    assert (unknown.word, unknown.suggestions[0]) == ("yo-yoo", "yoyo")


@given(passphrases)
def test_every_passphrase_is_recognized_with_any_separator(words: list[str]) -> None:
    for joint in (" ", "-", ", ", "\n", ". "):
        assert SHIPPED.check(joint.join(words)) == TypedPassphrase(7, ())
        assert normalize(joint.join(words)) == "".join(words)


@given(passphrases, st.integers(0, PASSPHRASE_WORDS - 1), st.sampled_from(SHIPPED.words))
def test_a_passphrase_with_another_word_is_another_passphrase(words: list[str], place: int, word: str) -> None:
    other = [*words[:place], word, *words[place + 1 :]]
    assert (normalize(" ".join(words)) == normalize(" ".join(other))) == (word == words[place])


@given(st.text(max_size=200))
def test_any_text_can_be_checked(typed: str) -> None:
    found = SHIPPED.check(typed)
    assert found.word_count is None or found.word_count >= len(found.unknown_words)
    assert normalize(normalize(typed)) == normalize(typed)


def test_no_word_occurs_twice_in_a_passphrase() -> None:
    few = WordList(SHIPPED.words[:8])
    assert all(len(set(few.new_passphrase().split())) == 7 for _ in range(200))


@pytest.mark.parametrize("word", ["choking", "strangle", "unloved", "unwanted", "battered", "cheating", "pregnant"])
def test_the_list_has_no_hurtful_words(word: str) -> None:
    assert word not in SHIPPED.words
