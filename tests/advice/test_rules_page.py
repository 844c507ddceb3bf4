"""The page that describes all rules of the advice in words."""

from quiz.advice.book import AdviceBook
from quiz.advice.rules_page import advice_page
from quiz.core.questionnaire import Questionnaire


def test_it_names_every_piece_signal_course_and_question(questionnaire: Questionnaire, book: AdviceBook) -> None:
    page = advice_page(questionnaire, book)
    for number, piece in enumerate(book.pieces, 1):
        assert f"### {number}. {piece.title}\n\n`{piece.id}`: {piece.who}, {piece.role}\n" in page
    ids = [s.id for s in book.signals] + [c.id for c in book.courses] + [q.id for q in questionnaire.questions]
    assert all(f"**{id_}**" in page for id_ in ids)
    assert page.count(" (private): ") == 3


def test_both_of_two_contradicting_pieces_name_the_other(questionnaire: Questionnaire, book: AdviceBook) -> None:
    parts = advice_page(questionnaire, book).split("### ")
    assert "Never beside: 14 (Worry can help or wear you down)." in parts[9]
    assert "Never beside: 9 (Being kind to yourself)." in parts[14]


def test_a_piece_that_an_unsafe_reader_may_see_says_that_nothing_mutes_it(
    questionnaire: Questionnaire, book: AdviceBook
) -> None:
    parts = advice_page(questionnaire, book).split("### ")
    unmuted = {number for number, part in enumerate(parts) if "Nothing mutes it." in part}
    assert unmuted == {6, 12, 17, 20}
