"""All ideas of a book, for anyone to read."""

from dataclasses import replace

from quiz.advice.book import AdviceBook, Text, Topic
from quiz.advice.ideas import idea_groups
from tests.advice.books import on, part, piece

BOOK = AdviceBook(
    pieces=(
        piece("walk", part(paragraphs=(Text("Walk."), Text("Walk far.", when=(on("sad"),))))),
        piece("rest", part(), part(paragraphs=(Text("Rest together."),)), idea="Rest helps.", not_for="Not at work."),
        piece("talk", extra=part(), number=4, idea="Talk helps."),
        piece("call", extra=part(), number=4, idea="Calls help.", not_for="Not at night."),
        piece("ask", extra=part(paragraphs=(Text("Ask."),))),
    )
)


def told(book: AdviceBook) -> dict[str, list[tuple[str, list[str], tuple[str, ...]]]]:
    return {
        group.title: [(idea.title, [text.text for text in idea.paragraphs], idea.not_for) for idea in group.ideas]
        for group in idea_groups(book)
    }


def test_an_idea_is_told_by_its_own_text_or_else_by_base_paragraphs_for_anyone() -> None:
    assert told(BOOK)[""][:2] == [("Walk", ["Walk."], ()), ("Rest", ["Rest helps."], ("Not at work.",))]


def test_two_pieces_with_one_number_are_one_idea_and_extra_text_is_never_shown() -> None:
    assert told(BOOK)[""][2:] == [("Talk", ["Talk helps.", "Calls help."], ("Not at night.",))]


def test_ideas_stand_below_their_topics_and_a_topic_without_any_is_left_out() -> None:
    topics = (Topic("Outside", ("call", "walk")), Topic("Nothing", ("ask",)), Topic("Inside", ("rest", "talk")))
    titles = {title: [idea[0] for idea in ideas] for title, ideas in told(replace(BOOK, topics=topics)).items()}
    assert titles == {"Outside": ["Call", "Walk"], "Inside": ["Rest", "Talk"]}


def test_a_book_without_pieces_has_no_ideas() -> None:
    assert idea_groups(AdviceBook()) == ()
