"""The whole way on a phone, and with a keyboard."""

from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit
from tests.browser.walk import ANSWERED, ask_for_result, card, choose, finish, start_with, tap_through


def test_from_the_start_to_a_result_with_its_picture(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/")
    page.get_by_role("link", name="Start the check-in").tap()
    page.get_by_role("link", name="Continue").tap()
    page.wait_for_url("**/quiz")
    before = page.evaluate("history.length")
    tap_through(page, site.questionnaire)
    assert page.evaluate("history.length") == before
    assert page.title() == "Steady"
    finish(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("equally")
    assert page.locator("picture img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert page.locator(".advice").count() >= 2
    assert "?" not in page.url
    assert "#" not in page.url


def test_one_statement_is_shown_at_a_time_and_back_goes_back(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page)
    first, second = (card(page, statement) for statement in site.questionnaire.statements[:2])
    assert page.locator("fieldset:visible").count() == 1
    first.locator("label").nth(2).tap()
    expect(second).to_be_visible()
    expect(second).to_be_focused()
    page.get_by_role("button", name="Back").tap()
    expect(first).to_be_visible()
    expect(first.locator("input").nth(2)).to_be_checked()


def test_looking_through_the_answers_can_end_at_any_card(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    with page.expect_response(lambda sent: sent.url.endswith("/quiz/draft") and sent.status == 204):
        choose(page, site.questionnaire.statements)
    expect(page.get_by_role("button", name="Show my result")).to_have_count(0)
    page.goto("/quiz")
    page.get_by_role("button", name="Show my result").tap()
    page.wait_for_url("**/results")


def test_one_bar_counts_every_card_and_a_kind_word_comes_halfway_and_near_the_end(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    bar, words = page.locator("progress"), page.get_by_role("status").locator("[data-kind-word]")
    tap_through(page, site.questionnaire, until=20)
    expect(words).to_have_text("Halfway there. Take your time.")
    assert bar.evaluate("bar => [bar.value, bar.max]") == [21, 41]
    card(page, site.questionnaire.statements[19]).locator("label").first.tap()
    expect(words).to_have_text("")
    choose(page, site.questionnaire.statements)
    page.goto("/quiz#c7")
    page.reload()
    assert bar.evaluate("bar => bar.value") == 37
    expect(words).to_have_text("Almost done. Only 5 left.")


def test_the_prompt_takes_one_line_on_a_phone_whatever_the_first_answer(visit: Visit) -> None:
    page = visit()
    for answer in ("Yes", "No", "Skip this one"):
        page.goto("/quiz")
        start_with(page, answer)
        assert page.locator("#prompt").evaluate("prompt => prompt.offsetHeight") < 30
        page.context.clear_cookies()


def test_the_answers_can_be_reviewed_and_changed_before_the_result(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    first = site.questionnaire.statements[0]
    with page.expect_response(lambda sent: sent.url.endswith("/quiz/draft") and sent.status == 204):
        choose(page, [first])
    page.goto("/quiz#done")
    page.reload()
    page.get_by_text("Review my answers").tap()
    listed = page.locator(".answers li")
    expect(listed).to_have_count(38)
    expect(listed.nth(1)).to_have_text(f"{first.text} Sometimes")
    listed.nth(1).get_by_role("link").tap()
    card(page, first).locator("label").nth(3).tap()
    expect(listed.nth(1)).to_have_text(f"{first.text} Often")


def test_the_result_can_open_with_its_details_hidden(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    choose(page, site.questionnaire.statements)
    page.goto("/quiz#done")
    page.reload()
    page.get_by_role("button", name="Show it with details hidden").tap()
    page.wait_for_url("**/results")
    assert "jealousy" not in page.locator("main").inner_text().lower()


def test_a_result_requested_without_a_signal_waits_and_arrives_by_itself(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    choose(page, site.questionnaire.statements)
    page.context.set_offline(True)
    ask_for_result(page)
    expect(page.get_by_text("You’re offline.")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_url("**/results")


def test_answers_go_on_after_the_session_is_lost(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    tap_through(page, site.questionnaire, until=4)
    page.wait_for_timeout(300)
    page.context.clear_cookies()
    fourth = site.questionnaire.statements[3]
    with page.expect_response(lambda sent: sent.url.endswith("/quiz/draft") and sent.status == 204):
        card(page, fourth).locator("label").first.tap()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator(ANSWERED)).to_have_count(5)


def test_a_double_tap_answers_one_statement_only(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page)
    first, second, third = (card(page, statement) for statement in site.questionnaire.statements[:3])
    first.locator("label").nth(2).dblclick()
    expect(second).to_be_visible()
    page.wait_for_timeout(700)
    expect(third).to_be_hidden()
    assert second.locator(ANSWERED).count() == 0


def test_arrow_keys_choose_without_moving_on_and_enter_moves_on(visit: Visit, site: Site) -> None:
    page = visit(has_touch=False)
    page.goto("/quiz")
    start_with(page)
    first, second = (card(page, statement) for statement in site.questionnaire.statements[:2])
    first.locator("input").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(600)
    expect(first).to_be_visible()
    expect(first.locator("input").nth(3)).to_be_checked()
    page.keyboard.press("Enter")
    expect(second).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    expect(second).to_be_visible()


def test_the_whole_way_with_the_keyboard_alone(visit: Visit, site: Site) -> None:
    page = visit(has_touch=False)
    page.goto("/quiz")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    for statement in site.questionnaire.statements:
        expect(card(page, statement)).to_be_visible()
        page.keyboard.press("3")
        page.keyboard.press("Enter")
    expect(page.locator("#questions")).to_be_visible()
    for _ in range(len(site.questionnaire.questions) + 1):
        was = page.locator("[data-step]:visible").evaluate("step => step.id || step.querySelector('h2').id")
        if page.locator("fieldset:visible").count():
            page.keyboard.press("1")
        page.keyboard.press("Enter")
        expect(page.locator(f"#{was}")).to_be_hidden()
    expect(page.locator("#done")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/results")


def test_answers_survive_a_reload_half_way(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    third = site.questionnaire.statements[2]
    with page.expect_response(
        lambda sent: sent.url.endswith("/quiz/draft") and third.id in (sent.request.post_data or "")
    ):
        tap_through(page, site.questionnaire, until=4)
    page.wait_for_timeout(300)
    page.reload()
    expect(card(page, site.questionnaire.statements[3])).to_be_visible()
    assert page.locator(ANSWERED).count() == 4


def test_answers_survive_a_signal_that_comes_and_goes(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    page.route("**/quiz/draft", lambda route: route.abort())
    tap_through(page, site.questionnaire, until=6)
    page.unroute("**/quiz/draft")
    fifth, sixth = site.questionnaire.statements[4:6]
    with page.expect_response(
        lambda sent: sent.url.endswith("/quiz/draft") and sixth.id in (sent.request.post_data or "")
    ):
        card(page, sixth).locator("label").nth(1).tap()
    page.wait_for_timeout(300)
    page.reload()
    assert page.locator(ANSWERED).count() == 7
    expect(card(page, fifth).locator(ANSWERED)).to_have_count(1)


def test_back_from_the_result_shows_the_answers(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    choose(page, site.questionnaire.statements)
    ask_for_result(page)
    page.wait_for_url("**/results")
    page.go_back()
    expect(page.locator(ANSWERED)).to_have_count(30)
