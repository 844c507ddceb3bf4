"""What holds for the advice of any book and any reader."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.book import AdviceBook, BaseOrder, ExtraOrder, Groups
from quiz.advice.choose import clashes, paper_advice, saved_advice, screen_advice
from quiz.advice.situation import Situation, situation
from tests.advice.books import QUESTIONNAIRE, readers

Reader = tuple[AdviceBook, Situation]
ADVICE = (screen_advice, saved_advice, paper_advice)
PRIVATE = [{"safe": answer} for answer in (None, *QUESTIONNAIRE.private_option_ids["safe"])]


@given(readers(), st.randoms(use_true_random=False))
def test_advice_never_depends_on_the_order_of_pieces_or_of_a_group_in_the_file(
    reader: Reader, chance: random.Random
) -> None:
    book, now = reader

    def shuffled(groups: Groups) -> Groups:
        return tuple(tuple(chance.sample(group, len(group))) for group in groups)

    other = replace(
        book,
        base=BaseOrder(book.base.theme_cards, shuffled(book.base.situations), shuffled(book.base.closers)),
        extras=ExtraOrder(book.extras.most, shuffled(book.extras.pieces)),
        pieces=tuple(chance.sample(book.pieces, len(book.pieces))),
    )
    for advice in ADVICE:
        assert advice(other, now) == advice(book, now)


@given(readers())
def test_base_cards_are_the_same_whatever_was_answered_in_private_and_whatever_is_extra(reader: Reader) -> None:
    book, now = reader
    bare = replace(book, extras=ExtraOrder(), pieces=tuple(replace(piece, extra=None) for piece in book.pieces))
    plain = [advice(bare, now) for advice in ADVICE]
    assert plain[0] == plain[1]
    for answers in PRIVATE:
        same = situation(book, now.scores, {**now.context, **answers}, now.leading, now.period)
        found = [advice(book, same) for advice in ADVICE]
        for one, other in zip(found, plain, strict=True):
            base = one.cards[: len(other.cards)]
            assert [(c.piece.id, c.paragraphs, c.step, c.themes, c.because) for c in base] == [
                (c.piece.id, c.paragraphs, c.step, c.themes, c.because) for c in other.cards
            ]
            assert one.support_first == other.support_first
        assert [len(one.cards) for one in found[1:]] == [len(one.cards) for one in plain[1:]]


@given(readers())
def test_no_piece_is_shown_twice_or_beside_one_that_it_contradicts_and_none_is_empty(reader: Reader) -> None:
    for advice in ADVICE:
        cards = advice(*reader).cards
        pieces = [card.piece for card in cards]
        assert len({piece.id for piece in pieces}) == len(pieces)
        assert not any(clashes(piece, pieces) for piece in pieces)
        assert all(card.paragraphs for card in cards)
