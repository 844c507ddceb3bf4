"""The quiz page with wordings that depend on an earlier answer, as the server renders it."""

from bs4 import BeautifulSoup, Tag

from quiz.core.questionnaire import Questionnaire
from tests.web.page_client import PageClient


def shown(text: Tag | None) -> str:
    """Return the one wording of a text that is not hidden."""
    assert text
    wordings = text.select("[data-when], [data-unless]")
    [found] = [each for each in wordings if not each.has_attr("hidden")] or [text]
    return found.get_text(strip=True)


def texts(page: BeautifulSoup) -> list[str]:
    """Return the prompt and every question as they are shown."""
    return [shown(page.select_one("#prompt")), *map(shown, page.select("[id^=c] .statement"))]


def by_answer(questionnaire: Questionnaire, question: str, answer: str) -> list[str]:
    """Return the prompt and every question as they should be shown after an answer."""
    texts = [(questionnaire.scale.prompt, questionnaire.scale.variants)]
    texts += [(asked.text, asked.variants) for asked in questionnaire.questions]
    return [
        next((v.text for v in variants if v.question == question and answer in v.answers), neutral)
        for neutral, variants in texts
    ]


def test_a_page_opened_again_has_the_wording_that_the_answers_call_for(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    [first] = [question for question in questionnaire.questions if question.first]
    neutral = by_answer(questionnaire, first.id, "")
    assert texts(client.page("/quiz")) == neutral
    found, seen = neutral, set()
    for answer in (*questionnaire.option_ids[first.id], "skip"):
        draft = {"csrf_token": client.token(), f"q-{first.id}": answer}
        assert client.post("/quiz/draft", data=draft).status_code == 204
        found = texts(client.page("/quiz"))
        assert found == by_answer(questionnaire, first.id, answer)
        seen.add(tuple(found))
    assert found == neutral, "after a skipped answer"
    assert len(seen) == 3


def test_the_first_question_comes_before_the_statements_and_every_card_is_counted_once(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    page = client.page("/quiz")
    cards = page.select("fieldset")
    assert [str(card["id"])[0] for card in cards[:2]] == ["c", "s"]
    assert "is-current" in cards[0]["class"]
    numbers = [number.get_text(strip=True) for number in page.select(".item-number")]
    total = len(questionnaire.statements) + len(questionnaire.questions)
    assert numbers == [f"{n} of {total}" for n in range(1, total + 1)]


def test_a_choice_switches_every_wording_that_depends_on_it(client: PageClient, questionnaire: Questionnaire) -> None:
    page = client.page("/quiz")
    met = {str(radio["value"]): str(radio["data-meets"]) for radio in page.select("#c1 [data-meets]")}
    assert len(set(met.values())) == len(met) == 2
    assert len(page.select("[data-meets]")) == 2
    for number in met.values():
        for wording in page.select(f'[data-when="{number}"]'):
            assert wording.parent
            neutral = wording.parent.select_one("[data-unless]")
            assert neutral and number in str(neutral["data-unless"]).split()
    assert len(page.select("[data-when]")) == 2 + sum(len(question.variants) for question in questionnaire.questions)
