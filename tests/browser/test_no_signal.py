"""Without a network: the quiz opens, is filled in and waits; what a browser keeps for that tells nothing of anyone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from quiz.questionnaire import Questionnaire, Statement
from quiz.web.offline import FILES
from tests.browser.conftest import BROWSER, FLAGS
from tests.browser.test_every_page import check
from tests.browser.test_nothing_lost import Host, answer
from tests.browser.walk import send, tap_through

CACHED = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found[request.url.replace(location.origin, "")] = await (await cache.match(request)).text();
    }
    return found;
}"""
LEFT_BEHIND = """async () => [
    ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
    ...(await indexedDB.databases()).map(each => each.name),
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
]"""
TAKEN_CARE_OF = """() => new Promise(done => {
    const workers = navigator.serviceWorker;
    workers.controller ? done() : workers.addEventListener("controllerchange", () => done());
})"""
NO_SIGNAL = "No signal. Your answers wait here"


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    made.app.config["LEAVE_TO"] = made.address.replace("127.0.0.1", "localhost") + "/robots.txt"
    yield made
    made.stop()


@pytest.fixture(params=["light"])
def context(browser: Browser, host: Host, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=host.address, viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=request.param
    )
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page of a browser that has seen the start page."""
    made = context.new_page()
    made.goto("/")
    made.evaluate(TAKEN_CARE_OF)
    return made


@pytest.fixture
def asked(host: Host) -> Questionnaire:
    found: Questionnaire = host.app.extensions["instrument"].questionnaire
    return found


def cut(page: Page, host: Host) -> None:
    """Take the network away: the browser knows, and the server is out of reach too."""
    page.context.set_offline(True)
    host.stop()


def mend(page: Page, host: Host) -> None:
    """Bring the network back."""
    host.mend()
    page.context.set_offline(False)


def choose(page: Page, statements: Sequence[Statement], nth: int = 2) -> None:
    """Choose an answer to each of the statements, without the beat between two cards."""
    for statement in statements:
        page.locator(f'[name="q-{statement.id}"]').nth(nth).evaluate("input => input.click()")


def ask_for_result(page: Page) -> None:
    page.evaluate("document.querySelector('form').requestSubmit()")


def checked(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll(':checked')].map(each => [each.name, each.value]))"
    )
    return found


def leftovers(page: Page) -> list[str]:
    # A page that registers nothing.
    page.goto("/robots.txt")
    found: list[str] = page.evaluate(LEFT_BEHIND)
    return found


def test_with_the_start_page_once_seen_everything_goes_without_a_network(
    page: Page, host: Host, asked: Questionnaire
) -> None:
    cut(page, host)
    page.goto("/")
    page.get_by_role("link", name="Start the quiz").tap()
    page.get_by_role("link", name="Go on").tap()
    page.wait_for_url("**/quiz")
    tap_through(page, asked, 5)
    chosen = checked(page)
    send(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    assert len(chosen) == 30
    mend(page, host)
    page.wait_for_url("**/results")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.goto("/quiz")
    kept = checked(page)
    assert {name: kept[name] for name in chosen} == chosen
    assert set(kept.values()) - set(chosen.values()) <= {"skip"}


def test_a_network_that_only_seems_to_be_there_makes_the_result_wait_too(
    page: Page, host: Host, asked: Questionnaire
) -> None:
    page.goto("/quiz")
    choose(page, asked.statements)
    host.stop()
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    assert page.evaluate("navigator.onLine")
    host.mend()
    page.wait_for_url("**/results")


def test_a_statement_left_open_is_asked_about_once_the_network_is_back(page: Page, host: Host) -> None:
    cut(page, host)
    page.goto("/quiz")
    page.locator("fieldset:visible label").first.tap()
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    mend(page, host)
    expect(page.locator(".places a")).to_have_count(29)
    expect(page.locator("input:checked")).to_have_count(1)


def test_a_change_takes_back_what_was_to_go_by_itself(page: Page, host: Host, asked: Questionnaire) -> None:
    cut(page, host)
    page.goto("/quiz")
    choose(page, asked.statements)
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    choose(page, asked.statements[:1], 0)
    expect(page.get_by_text(NO_SIGNAL)).to_be_hidden()
    with page.expect_response(lambda got: got.url.endswith("/quiz/draft") and got.status == 204):
        mend(page, host)
    page.wait_for_timeout(1000)
    assert page.url.endswith("/quiz")
    ask_for_result(page)
    page.wait_for_url("**/results")


def test_answers_from_before_come_back_with_the_network(page: Page, host: Host) -> None:
    page.goto("/quiz")
    answer(page, 6)
    cut(page, host)
    page.reload()
    expect(page.get_by_text("Earlier answers come back")).to_be_visible()
    assert checked(page) == {}
    mend(page, host)
    expect(page.locator("input:checked")).to_have_count(6, timeout=20_000)
    expect(page.get_by_text("Earlier answers come back")).to_have_count(0)


def test_answers_from_before_and_those_given_without_a_network_are_put_together(
    page: Page, host: Host, asked: Questionnaire
) -> None:
    page.goto("/quiz")
    answer(page, 6)
    cut(page, host)
    page.goto("/quiz")
    choose(page, asked.statements[9:10])
    with page.expect_response(lambda got: got.url.endswith("/quiz/draft") and got.status == 204):
        mend(page, host)
    expect(page.get_by_text("Earlier answers come back")).to_have_count(0)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(7)


def test_two_tabs_filled_in_without_a_network_lose_nothing(page: Page, host: Host, asked: Questionnaire) -> None:
    cut(page, host)
    tabs = [page, page.context.new_page()]
    for number, tab in enumerate(tabs):
        tab.goto("/quiz")
        choose(tab, asked.statements[number::2], number)
    mend(page, host)
    for tab in tabs:
        expect(tab.locator("[data-adrift]")).to_have_count(0, timeout=20_000)
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(30)


def test_what_is_kept_is_the_same_for_everybody_before_and_after(
    page: Page, host: Host, asked: Questionnaire, browser: Browser
) -> None:
    before: dict[str, str] = page.evaluate(CACHED)
    page.goto("/quiz")
    choose(page, asked.statements, 4)
    ask_for_result(page)
    page.wait_for_url("**/results")
    page.get_by_role("button", name="Keep this result").click()
    page.get_by_role("button", name="I have them").click()
    page.wait_for_url("**/journal")
    cut(page, host)
    page.goto("/journal")
    expect(page.get_by_role("heading", name="No signal")).to_be_visible()
    page.goto("/quiz")
    page.locator("fieldset:visible label").first.tap()
    mend(page, host)
    page.goto("/journal")
    expect(page.locator("h1")).not_to_have_text("No signal")
    assert page.evaluate(CACHED) == before
    names = sorted(address.partition("?")[0] for address in before)
    assert names == ["/", "/before", "/no-signal", "/quiz", *(f"/static/{name}" for name in sorted(FILES))]
    assert " checked>" not in before["/quiz"]
    assert 'name="csrf_token" value="">' in before["/quiz"]
    other = browser.new_context(base_url=host.address)
    stranger = other.new_page()
    stranger.goto("/")
    stranger.evaluate(TAKEN_CARE_OF)
    assert stranger.evaluate(CACHED) == before
    other.close()


@pytest.mark.parametrize("network", [True, False])
def test_leaving_takes_the_worker_and_all_it_kept_away(page: Page, host: Host, *, network: bool) -> None:
    page.goto("/quiz")
    answer(page, 2)
    if not network:
        cut(page, host)
        page.goto("/quiz")
    page.get_by_role("link", name="Leave quickly").click()
    if network:
        page.wait_for_url("http://localhost*/**")
    else:
        page.wait_for_url("about:blank")
        mend(page, host)
    assert leftovers(page) == []
    page.goto("/quiz")
    expect(page.locator("input:checked")).to_have_count(0)


def test_leaving_without_scripts_takes_it_away_too(page: Page) -> None:
    page.goto("/leave")
    page.wait_for_url("http://localhost*/**")
    assert leftovers(page) == []


def test_a_new_version_takes_the_place_of_the_old_one_whole(page: Page, host: Host) -> None:
    old: dict[str, str] = page.evaluate(CACHED)
    host.start(LEAVE_TO="https://new.example/")
    with page.expect_event("console"):
        page.evaluate("navigator.serviceWorker.addEventListener('controllerchange', () => console.info('a new one'))")
        page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => {})")
    new: dict[str, str] = page.evaluate(CACHED)
    assert new.keys() == old.keys()
    for path in ("/", "/before", "/quiz", "/no-signal"):
        assert "https://new.example/" in new[path]
        assert "https://new.example/" not in old[path]
    cut(page, host)
    page.goto("/quiz")
    expect(page.locator(".leave")).to_have_attribute("data-to", "https://new.example/")


@pytest.mark.parametrize("context", ["light", "dark"], indirect=True)
def test_no_page_without_a_network_has_a_barrier(page: Page, host: Host) -> None:
    cut(page, host)
    for address, heading in [("/", "When you"), ("/before", "Before the"), ("/quiz", "How it"), ("/help", "No signal")]:
        page.goto(address)
        expect(page.locator("h1")).to_contain_text(heading)
        check(page)


def test_it_can_be_installed(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    # No private window, where nothing can be.
    context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=BROWSER, args=FLAGS)
    page = context.new_page()
    page.goto(host.address)
    session = context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    assert session.send("Page.getAppManifest")["errors"] == []
    context.close()
