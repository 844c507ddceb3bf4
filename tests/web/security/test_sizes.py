"""Whatever somebody answers, what travels has the same length. TLS hides words, but not how many there were.

`make bench BENCH=sizes` measures all combinations on twenty profiles, and what nginx really sends.
"""

import random
import re
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from quiz.core.questionnaire import Questionnaire
from quiz.web.rendering.padding import PAGE_STEP_BYTES
from quiz.web.security.cookie_text import SEVEN_BITS
from tests.answer_sheets import private_combinations, profiles
from tests.application import make_app
from tests.pictures import png
from tests.web.lengths import answer_lengths, result_lengths
from tests.web.page_client import PageClient
from tests.web.sample_answers import CLEAR, UNSAFE

EXAMPLE = Path(__file__).parents[3] / "docs" / "example-site"


def test_a_form_has_one_length_whatever_is_chosen_or_left_blank_in_it(client: PageClient) -> None:
    cards = client.page("/quiz").select("fieldset")
    assert len(cards) == 41
    for card in cards:
        sent = [urlencode({str(radio["name"]): str(radio["value"])}) for radio in card.select("input")]
        assert len({len(pair) for pair in sent}) == 1
        # Without scripts, the last one is what a question left blank sends.
        assert [radio.has_attr("checked") for radio in card.select("input")] == [*[False] * (len(sent) - 1), True]
        assert card.select_one("noscript input[checked]")


def test_skipping_the_private_part_weighs_as_much_as_answering_it(client: PageClient) -> None:
    buttons = client.page("/quiz").select("button[type=submit]:not([name=hide_details])")
    assert {len(str(button["name"]) + str(button["value"])) for button in buttons} == {len("privateskip")}


@pytest.mark.parametrize("address", ["/quiz/draft", "/quiz"])
def test_the_response_to_answers_has_one_length_for_all_private_answers(
    client: PageClient, questionnaire: Questionnaire, address: str
) -> None:
    *_, profile = profiles(questionnaire, 3)
    sheets = [profile, *({**profile, **private} for private in private_combinations(questionnaire))]
    assert len(sheets) == 217
    assert len(answer_lengths(client, address, sheets)) == 1


@pytest.mark.parametrize("address", ["/quiz/draft", "/quiz"])
def test_a_form_without_private_answers_is_answered_as_one_with_them(
    client: PageClient, questionnaire: Questionnaire, address: str
) -> None:
    *_, profile = profiles(questionnaire, 3)
    client.send(profile)
    assert len(answer_lengths(client, address, [profile, {**profile, **UNSAFE}])) == 1


@pytest.mark.parametrize("address", ["/quiz/draft", "/quiz"])
def test_the_response_to_answers_has_one_length_for_all_answers_to_the_other_questions(
    client: PageClient, questionnaire: Questionnaire, address: str
) -> None:
    *_, profile = profiles(questionnaire, 3)
    one_changed = [
        {**profile, id_: answer}
        for id_, answers in questionnaire.option_ids.items()
        for answer in (*answers, "skip", "")
    ]
    assert len(answer_lengths(client, address, one_changed)) == 1


def test_every_character_of_a_session_cookie_is_as_long_in_http_2(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    client.send({**next(profiles(questionnaire, 1)), **UNSAFE})
    cookies = client.session_cookies()
    assert len(cookies) == 3
    assert {len(value) for value in cookies.values()} == {399}
    assert set("".join(cookies.values())) <= set(SEVEN_BITS)


def test_a_compressed_result_has_one_length_for_all_private_answers(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    few = [UNSAFE, CLEAR, {}, {**CLEAR, "safety-afraid": "skip"}]
    for place, profile in enumerate(profiles(questionnaire, 20)):
        combinations = private_combinations(questionnaire) if place == 2 else few
        ((_, size),) = result_lengths(client, [{**profile, **private} for private in combinations])
        assert size == PAGE_STEP_BYTES


@pytest.mark.parametrize("size", [(30, 30), (48, 85), (100, 100)])
def test_a_result_on_a_site_with_a_hosts_own_logo_has_one_length_too(
    tmp_path: Path, questionnaire: Questionnaire, size: tuple[int, int]
) -> None:
    width, height = size
    noise = random.Random(width).randbytes(height * (3 * width + 1))
    (tmp_path / "logo.png").write_bytes(png(width, height, noise))
    shutil.copytree(EXAMPLE, tmp_path / "site")
    (tmp_path / "logo.png").rename(tmp_path / "site" / "logo.png")
    toml = (EXAMPLE / "site.toml").read_text(encoding="utf-8").replace("logo.svg", "logo.png")
    (tmp_path / "site" / "site.toml").write_text(toml, encoding="utf-8")
    client = PageClient(make_app({"SITE": str(tmp_path / "site")}))
    sheets = [{**profile, **private} for profile in profiles(questionnaire, 4) for private in (UNSAFE, CLEAR, {})]
    assert len(result_lengths(client, sheets)) == 1
    plain = set[int]()
    for sheet in (sheets[0], sheets[-1]):
        client.send(sheet)
        plain.add(len(client.get("/results").data))
    assert len(plain) == 1


def test_a_result_has_one_length_too_if_leave_quickly_opens_a_long_address(questionnaire: Questionnaire) -> None:
    address = "https://www.example.org/search?q=" + random.Random(1).randbytes(500).hex()
    client = PageClient(make_app({"LEAVE_TO": address}))
    sheets = [{**profile, **private} for profile in profiles(questionnaire, 4) for private in (UNSAFE, CLEAR, {})]
    assert len(result_lengths(client, sheets)) == 1


def test_a_result_that_is_not_compressed_has_one_length_too(client: PageClient, questionnaire: Questionnaire) -> None:
    sizes = set()
    for private in (UNSAFE, CLEAR):
        client.send({**next(profiles(questionnaire, 1)), **private})
        sizes.add(len(client.get("/results").data))
    assert len(sizes) == 1


def test_a_paper_is_the_same_for_all_private_answers_and_for_none(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    *_, profile = profiles(questionnaire, 3)
    papers = set()
    for private in ({}, dict.fromkeys(UNSAFE, "skip"), UNSAFE, CLEAR):
        client.send({**profile, **private})
        papers.add(client.get("/results/report.pdf?paper=a4&answers=yes").data)
    assert len(papers) == 1


def test_a_quiz_page_says_nothing_about_private_answers(client: PageClient, questionnaire: Questionnaire) -> None:
    *_, profile = profiles(questionnaire, 3)
    pages = set()
    for private in ({}, UNSAFE, CLEAR):
        client.send({**profile, **private})
        pages.add(re.sub('value="[0-9a-f]{40}"', "", client.get("/quiz").text))
    assert len({len(BeautifulSoup(page, "html.parser").text) for page in pages}) == 1
    assert len(pages) == 1
