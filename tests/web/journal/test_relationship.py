"""A retake about another partner: asked once, kept apart in the chart, and correctable at any time."""

import json

from tests.web.journal_client import JournalClient, World, line, two_attempts


def retake(world: World, before: dict[str, str], after: dict[str, str]) -> JournalClient:
    """Return a phone with a journal of two results with these answers to context questions."""
    return two_attempts(world, {**world.keyed(4), **before}, {**world.keyed(2), **after})


LONG, SHORT = {"length": "3-years-or-more"}, {"length": "under-3-months"}


def question(phone: JournalClient) -> str:
    found = phone.journal().select_one("#relationship-question")
    return line(found.get_text()) if found else ""


def said(phone: JournalClient) -> str | None:
    found: str | None = json.loads(phone.exported())["results"][-1].get("relationship")
    return found


def test_a_retake_after_a_shorter_time_together_is_asked_about_once(world: World) -> None:
    for answer in ("same", "different"):
        phone = retake(world, LONG, SHORT)
        assert question(phone) == "Are your last two results about the same relationship?"
        page = phone.journal()
        buttons = [
            line(button.get_text()) for button in page.select('[aria-labelledby="relationship-question"] button')
        ]
        assert buttons == ["Yes, the same one", "No, a different one"]
        assert phone.press(page, "/journal/relationship", relationship=answer).headers["Location"] == "/journal"
        assert question(phone) == ""
        assert said(phone) == answer


def test_a_retake_with_the_same_or_a_skipped_answer_is_not_asked_about(world: World) -> None:
    for before, after in ((LONG, LONG), (SHORT, LONG), (LONG, {}), (LONG, {"length": "skip"}), ({}, SHORT)):
        assert question(retake(world, before, after)) == ""


def test_while_details_are_hidden_nothing_about_relationships_is_sent(world: World) -> None:
    phone = retake(world, LONG, SHORT)
    phone.press(phone.page("/journal/2"), "/discreet")
    assert question(phone) == ""
    assert "relationship is it about" not in phone.page("/journal/2").get_text()


def test_the_answer_can_be_corrected_on_the_page_of_the_result(world: World) -> None:
    phone = retake(world, LONG, SHORT)
    assert "Your answers suggest a different relationship than before" in line(phone.page("/journal/2").get_text())
    phone.press(phone.journal(), "/journal/relationship", relationship="different")
    page = phone.page("/journal/2")
    assert "You said it’s about a different relationship" in line(page.get_text())
    answer = phone.press(page, "/journal/relationship", relationship="same")
    assert answer.headers["Location"] == "/journal/2#relationship"
    assert "You said it’s about the same relationship" in line(phone.page("/journal/2").get_text())
    assert said(phone) == "same"


def test_a_new_relationship_can_be_told_without_being_asked(world: World) -> None:
    phone = retake(world, {}, {})
    page = phone.page("/journal/2")
    assert "We count it as the same relationship as in the result before it." in line(page.get_text())
    phone.press(page, "/journal/relationship", relationship="different")
    assert said(phone) == "different"
    assert "relationship is it about" not in phone.page("/journal/1").get_text()
