"""The step that a person chose to try, and the one question about it at the next result."""

import json

import pytest

from tests.web.journal_client import MONTH, JournalClient, World, line


def journal(world: World, *values: int) -> JournalClient:
    phone = world.phone()
    phone.open_with(world.journal(values))
    return phone


def choose(phone: JournalClient, number: int) -> str:
    """Choose the small step of a result, and return it."""
    page = phone.page(f"/journal/{number}")
    step = page.select_one(".small-step p")
    assert step
    assert phone.press(page, "/journal/step").headers["Location"] == f"/journal/{number}#remarks"
    return line(step.get_text())


def question(phone: JournalClient) -> str:
    """Return the journal's question about a step; empty when there is none."""
    found = phone.journal().select_one('[aria-labelledby="step-question"]')
    return line(found.get_text(" ")) if found else ""


def exported(phone: JournalClient) -> list[dict[str, str]]:
    return [dict(result) for result in json.loads(phone.exported())["results"]]


def test_a_step_is_chosen_and_the_choice_can_be_undone(world: World) -> None:
    phone = journal(world, 4)
    step = choose(phone, 1)
    page = phone.page("/journal/1")
    assert "You chose to try this." in line(page.get_text())
    assert line(page.get_text()).count(step) == 1
    assert "I’ll try this step" not in page.get_text()
    assert exported(phone)[0]["step"] == step
    phone.press(page, "/journal/step/undo")
    assert "I’ll try this step" in phone.page("/journal/1").get_text()
    assert "step" not in exported(phone)[0]


def test_a_chosen_step_keeps_its_words_when_the_page_has_another_one_by_now(world: World) -> None:
    phone = journal(world, 4)
    choose(phone, 1)
    document = json.loads(phone.exported())
    document["results"][0]["step"] = "Count the clouds."
    other = world.phone()
    other.import_file(json.dumps(document).encode())
    assert "The step you chose Count the clouds." in line(other.page("/journal/1").get_text(" "))


def test_choosing_twice_and_undoing_twice_is_harmless(world: World) -> None:
    phone = journal(world, 4)
    page = phone.page("/journal/1")
    for _ in range(2):
        assert phone.press(page, "/journal/step").status_code == 303
    chosen = phone.page("/journal/1")
    for _ in range(2):
        assert phone.press(chosen, "/journal/step/undo").status_code == 303
    assert "step" not in exported(phone)[0]


def test_after_the_next_result_the_journal_asks_once_how_it_went(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    step = choose(phone, 1)
    assert question(phone) == ""
    world.now += MONTH
    phone.open_with(passphrase)
    phone.save_result(world.keyed(3))
    assert question(phone).startswith(f"How did your step go? You chose to try: {step} It helped")
    answer = phone.press(phone.journal(), "/journal/outcome", outcome="a_little")
    assert answer.headers["Location"] == "/journal"
    assert question(phone) == ""
    assert "You said that it helped a little." in phone.page("/journal/1").get_text()
    assert exported(phone)[0]["outcome"] == "a_little"


def test_whoever_skips_the_question_is_not_asked_again_and_can_still_answer(world: World) -> None:
    phone = journal(world, 4, 3)
    choose(phone, 1)
    phone.press(phone.journal(), "/journal/outcome", outcome="skipped")
    assert question(phone) == ""
    page = phone.page("/journal/1")
    assert "You said" not in line(page.select_one("#remarks").get_text())  # type: ignore[union-attr]
    assert "Say how it went" in page.get_text()
    phone.press(page, "/journal/outcome", outcome="helped")
    assert "You said that it helped." in phone.page("/journal/1").get_text()
    phone.press(phone.page("/journal/1"), "/journal/outcome", outcome="not_tried")
    assert "You said that you didn’t try it." in phone.page("/journal/1").get_text()


def test_only_the_newest_step_before_the_newest_result_is_asked_about(world: World) -> None:
    phone = journal(world, 5, 4, 3)
    first = choose(phone, 1)
    assert first in question(phone)
    second = choose(phone, 2)
    assert second in question(phone)
    choose(phone, 3)
    assert second in question(phone)
    phone.press(phone.journal(), "/journal/outcome", outcome="helped")
    assert question(phone) == ""


def test_choosing_another_step_forgets_how_the_first_went(world: World) -> None:
    phone = journal(world, 4)
    choose(phone, 1)
    phone.press(phone.page("/journal/1"), "/journal/outcome", outcome="helped")
    phone.press(phone.page("/journal/1"), "/journal/step/undo")
    choose(phone, 1)
    assert "outcome" not in exported(phone)[0]


def test_while_details_are_hidden_neither_the_step_nor_the_question_is_sent(world: World) -> None:
    phone = journal(world, 4, 3)
    step = choose(phone, 1)
    phone.press(phone.page("/journal/1"), "/discreet")
    assert question(phone) == ""
    assert step not in line(phone.page("/journal/1").get_text())
    assert "try this step" not in phone.page("/journal/2").get_text()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/journal/outcome", {"outcome": "great"}),
        # There is no step that could have helped.
        ("/journal/outcome", {"outcome": "helped"}),
        ("/journal/outcome", {}),
        ("/journal/relationship", {"relationship": "none"}),
        ("/journal/step", {"result": "0" * 32}),
        ("/journal/step", {"result": "x"}),
        ("/journal/step/undo", {"result": "é" * 32}),
    ],
)
def test_a_form_that_was_tampered_with_changes_nothing(world: World, address: str, fields: dict[str, str]) -> None:
    phone = journal(world, 4, 3)
    before = phone.exported()
    result = exported(phone)[0]["id"]
    sent = {"result": result, "csrf_token": phone.token(), "number": "99999999999999999999", **fields}
    assert phone.post(address, data=sent).status_code == 303
    assert phone.exported() == before


@pytest.mark.parametrize("address", ["/step", "/step/undo", "/outcome", "/relationship"])
def test_another_site_changes_nothing(world: World, address: str) -> None:
    phone = journal(world, 4)
    choose(phone, 1)
    before = phone.exported()
    fields = {"result": exported(phone)[0]["id"], "outcome": "helped", "relationship": "different"}
    assert phone.post(f"/journal{address}", data={**fields, "csrf_token": "0" * 40}).status_code == 303
    assert phone.exported() == before
