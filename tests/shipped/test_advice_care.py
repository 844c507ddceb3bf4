"""What the shipped advice never does to any reader: base text is right for anyone, and unknown isn't safe."""

import itertools
import re
from collections.abc import Iterator

import pytest

from quiz.advice.book import AdviceBook, Piece, Text
from quiz.core.questionnaire import Questionnaire
from tests.shipped.readers import CLEAR, Reader, reader, words_of

THEMES = ("burden", "needs", "attraction", "abandonment", "jealousy")
QUIET, FULL = dict.fromkeys(THEMES, 10.0), dict.fromkeys(THEMES, 60.0)
BASE_NEVER_SAYS = {
    "leads someone who is controlled to the partner": re.compile(
        r"\b(?:tell|ask|show|call|text|confront|talk (?:to|with)|speak (?:to|with)) (?:your|the|a|that) partner\b"
        r"|\bcouples?\W(?:.{0,60}\W)?(?:counsel|therap)|\bopen up\b|\b(?:tell|ask|show) each other\b",
        re.IGNORECASE,
    ),
    "argues their doubt away": re.compile(
        r"\b(?:chose|chosen|choosing|picked) (?:you|to be with)\b|\byour brain\b|\btricks?\b"
        r"|\b(?:all|only|just) in your head\b"
        r"|\b(?:probably|likely) (?:not|aren.t|isn.t)\b|\bnot true\b|\boverreact|\bimagin|\bno reason to\b",
        re.IGNORECASE,
    ),
    "accuses a controlling partner who finds the paper": re.compile(
        r"\babus\w*|\bviolen\w*|\btoxic\b|\bleave (?:them|him|her|your)\b|\byour partner (?:is|may be|might be)\b",
        re.IGNORECASE,
    ),
    "hurts someone who thinks of suicide": re.compile(
        r"\b(?:die|dies|dead|death|kill\w*|end it|better off|give up|disappear)\b", re.IGNORECASE
    ),
    "speaks of a partner to someone bereaved or single": re.compile(
        r"\byour (?:partner|boyfriend|girlfriend|spouse)\b|\b(?:two of you|you two)\b|\bpartner (?:will|kept|said)\b",
        re.IGNORECASE,
    ),
    "sends someone who checks phones to check": re.compile(
        r"(?<!urge to )\bcheck (?!or to question)|\blook through (?:their|your partner)|\bfind out what they\b",
        re.IGNORECASE,
    ),
}


def base_texts(book: AdviceBook) -> Iterator[tuple[Piece, Text]]:
    return ((piece, text) for piece in book.pieces if piece.base for text in piece.base.texts)


def extra_texts(book: AdviceBook) -> Iterator[Text]:
    return (text for piece in book.pieces if piece.extra for text in piece.extra.texts)


@pytest.mark.parametrize("harm", BASE_NEVER_SAYS)
def test_no_base_sentence(book: AdviceBook, harm: str) -> None:
    texts = [*(text.text for _, text in base_texts(book)), *(p.title for p in book.pieces if p.base)]
    assert len(texts) > 60
    assert not [text for text in texts if BASE_NEVER_SAYS[harm].search(text)]


def test_words_that_base_text_must_not_have_are_tagged_in_the_extras(book: AdviceBook) -> None:
    partner, doubt = (BASE_NEVER_SAYS[harm] for harm in list(BASE_NEVER_SAYS)[:2])
    tagged = [text for text in extra_texts(book) if partner.search(text.text)]
    assert tagged
    assert all("to_partner" in text.tags for text in tagged)
    tagged = [text for text in extra_texts(book) if doubt.search(text.text)]
    assert tagged
    assert all("eases_doubt" in text.tags for text in tagged)


@pytest.mark.parametrize(
    "context",
    [{}, {"mood": "often"}, {"trust": "both", "length": "3-years-or-more"}, {"self": "rarely", "together": "no"}],
)
@pytest.mark.parametrize("scores", [QUIET, FULL, {**QUIET, "abandonment": 80, "jealousy": 75}, {"burden": 90}])
def test_base_cards_are_the_same_for_all_private_answers(
    book: AdviceBook, questionnaire: Questionnaire, scores: dict[str, float], context: dict[str, str]
) -> None:
    private = questionnaire.private_option_ids
    blank = reader(book, scores, **context)
    found = 0
    for answers in itertools.product(*((None, *options) for options in private.values())):
        one = reader(book, scores, **context, **dict(zip(private, answers, strict=True)))
        assert (one.saved, one.paper) == (blank.saved, blank.paper)
        base = one.screen.cards[: len(one.saved.cards)]
        assert [(card.paragraphs, card.step, card.themes, card.because) for card in base] == [
            (card.paragraphs, card.step, card.themes, card.because) for card in blank.saved.cards
        ]
        assert one.screen.support_first == blank.screen.support_first
        found += 1
    assert found == 216


def test_everyone_gets_base_advice_with_words_a_step_and_a_reason(everyone: list[Reader]) -> None:
    for one in everyone:
        for advice in (one.saved, one.paper):
            assert 2 <= len(advice.cards) <= 5
            assert len({card.piece.id for card in advice.cards}) == len(advice.cards)
        for card in one.screen.cards:
            assert card.paragraphs
            assert card.step
            assert card.themes or card.because


def test_nothing_leads_an_unsafe_or_unknown_reader_back_to_the_partner_or_eases_their_doubt(
    everyone: list[Reader],
) -> None:
    for one in everyone:
        texts = [text for card in one.screen.cards for text in (*card.paragraphs, *card.extra)]
        tags = {tag for text in texts for tag in text.tags}
        assert one.clear or not tags
        assert not (one.betrayed and "eases_doubt" in tags)
        assert not (one.apart and tags)


def test_nothing_on_screen_says_what_base_text_must_not_say_unless_safety_is_clear(everyone: list[Reader]) -> None:
    for one in everyone:
        if not one.clear:
            for harm in list(BASE_NEVER_SAYS)[:4]:
                assert not BASE_NEVER_SAYS[harm].search(one.words)


@pytest.mark.parametrize("missing", ["safety_disagree", "safety_limits", "safety_afraid"])
def test_two_clear_answers_and_a_skipped_one_are_not_clear(book: AdviceBook, missing: str) -> None:
    assert reader(book, FULL, **CLEAR).extras
    assert not reader(book, FULL, **{**CLEAR, missing: None}).extras


@pytest.mark.parametrize("unsafe", [("safety_disagree", "sometimes"), ("safety_limits", "often")])
def test_the_cards_do_not_reveal_which_private_answer_was_unsafe(book: AdviceBook, unsafe: tuple[str, str]) -> None:
    question, answer = unsafe
    assert (
        reader(book, FULL, **{**CLEAR, question: answer}).screen
        == reader(book, FULL, **{**CLEAR, "safety_afraid": "sometimes"}).screen
    )


def test_an_unsafe_reader_is_asked_to_choose_a_time_when_they_are_alone(book: AdviceBook) -> None:
    outward = reader(book, QUIET, safety_limits="often").extras
    assert [card.piece.number for card in outward] == [6, 17]
    assert all("alone and it feels safe" in card.step for card in outward)


def test_reasons_never_repeat_a_private_answer_and_paper_names_themes_only(
    everyone: list[Reader], questionnaire: Questionnaire
) -> None:
    private = " ".join(question.text for question in questionnaire.questions if question.private)
    for word in ("safe", "disagree", "limit", "afraid"):
        assert word in private
        assert not any(
            re.search(rf"\b{word}", sentence, re.IGNORECASE)
            for one in everyone
            for card in one.screen.cards
            for sentence in card.because
        )
    assert not any(card.because for one in everyone for card in one.paper.cards)


def test_a_therapist_speaks_on_every_card_and_what_is_ours_is_marked(book: AdviceBook, everyone: list[Reader]) -> None:
    for piece in book.pieces:
        name = piece.who.split()[-1]
        for part in piece.parts:
            for text in part.paragraphs:
                assert not (text.ours and name in text.text)
    for one in everyone:
        for card in one.screen.cards:
            # What Dr. Manly says fits neither after broken trust nor where someone may not be safe, so these are ours.
            ours = (card.piece.number == 7 and one.betrayed) or (card.piece.number == 6 and one.unsafe)
            assert card.piece.who.split()[-1] in words_of(card) or (ours and card.is_ours)


def test_hedges_stand_once_above_the_cards_and_not_on_each(book: AdviceBook) -> None:
    hedge = re.compile(r"\b(?:that is|it is|it’s|that’s) (?:her|his|an) opinion|\bwould have you\b", re.IGNORECASE)
    texts = [text.text for piece in book.pieces for part in piece.parts for text in part.texts]
    assert not [text for text in texts if hedge.search(text)]


def test_a_call_may_be_a_video_or_a_visit_and_a_worst_case_is_faced_once(book: AdviceBook) -> None:
    texts = {piece.id: " ".join(text.text for part in piece.parts for text in part.texts) for piece in book.pieces}
    assert {"video", "in person"} <= set(re.findall("video|in person", texts["call-not-text"].lower()))
    assert "once" in texts["worst-case"]
