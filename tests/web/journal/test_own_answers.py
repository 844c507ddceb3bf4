"""All answers of a saved result can be read again, in the words they were asked in."""

from pathlib import Path

from tests.journal import version_1
from tests.web.journal.test_comparability import edited
from tests.web.journal_client import JournalClient, World, line


def answers(phone: JournalClient, number: int = 1) -> dict[str, str]:
    """Return each statement and question on the page of a saved result with its answer."""
    page = phone.page(f"/journal/{number}")
    for mark in page.select(".own-answers small"):
        mark.decompose()
    texts = [[line(part.get_text()) for part in page.select(f".own-answers {tag}")] for tag in ("dt", "dd")]
    return dict(zip(*texts, strict=True))


GIVEN = {"together": "no", "length": "1-to-3-years", "trust": "both", "mood": "skip", "safety-afraid": "often"}


def test_every_statement_and_question_is_there_with_the_exact_words_of_its_answer(world: World) -> None:
    phone = world.phone()
    quiz = world.questionnaire
    sheet = world.keyed(4)
    first, *others = quiz.statements
    phone.start_journal({**sheet, first.id: "skip", **GIVEN})
    found = answers(phone)
    words = {str(point.value): point.words for point in quiz.scale.points}
    for statement in others:
        assert found[statement.text] == words[sheet[statement.id]]
    assert found[first.text] == "Doesn’t apply, or didn’t come up"
    assert found["Are you two together now?"] == "No"
    assert found["How long were you together?"] == "1 to 3 years"
    assert found["Has a partner ever badly broken your trust?"] == "Yes, both"
    page = phone.page("/journal/1")
    assert "In your last 4 weeks together, how often?" in page.select_one(".own-answers").get_text()  # type: ignore[union-attr]
    private = [question for question in quiz.questions if question.private]
    assert not any(question.text in str(page) for question in private)
    assert not any(variant.text in str(page) for question in private for variant in question.variants)


def test_they_are_folded_away_and_not_sent_while_details_are_hidden(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    page = phone.page("/journal/1")
    assert page.select(".own-answers > details:not([open]) dl")
    phone.press(page, "/discreet")
    hidden = str(phone.page("/journal/1"))
    assert not any(statement.text in hidden for statement in world.questionnaire.statements)


def test_a_later_edit_of_the_questions_changes_no_word(world: World, tmp_path: Path, root: Path) -> None:
    phone = world.phone()
    passphrase = phone.start_journal({**world.keyed(4), **GIVEN})
    before = answers(phone)
    later = edited(
        world,
        tmp_path,
        root,
        ("I felt free to ask my partner for help.", "Reworded."),
        ('{ id = "both", words = "Yes, both" }', '{ id = "both", words = "Both of them" }'),
        ("How long were you together?", "For how long?"),
        ("Doesn’t apply, or didn’t come up", "Pass"),
    )
    reader = later.phone()
    reader.open_with(passphrase)
    assert answers(reader) == before
    reader.save_result({**later.keyed(4), **GIVEN})
    assert answers(reader, 2)["For how long?"] == "1 to 3 years"


def test_a_result_of_version_1_shows_its_statements_and_the_questions_that_are_still_asked(world: World) -> None:
    phone = world.phone()
    phone.import_file(version_1.FILE)
    found = answers(phone)
    statements = next(iter(version_1.document()["questionnaires"].values()))["statements"]
    assert all(statement["text"] in found for statement in statements)
    assert found["How long have you been (or were you) together?"] == "1 to 3 years"
    assert "Are you two together now?" not in found
