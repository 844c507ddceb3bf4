"""The journal on real phones: two of them, with and without JavaScript."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit, with_result
from tests.browser.test_every_page import check
from tests.report.paper import Paper


def save_result(page: Page, site: Site) -> str:
    """Save a result and return the words shown."""
    with_result(page, site)
    page.get_by_role("button", name="Save to my journal").click()
    expect(page.locator("#words li")).to_have_count(7)
    return " ".join(page.locator("#words li").all_inner_texts())


def open_with(page: Page, passphrase: str) -> None:
    """Open a journal by typing its passphrase."""
    page.goto("/journal/open")
    page.get_by_label("Your seven words").fill(passphrase)
    page.get_by_role("button", name="Open my journal").click()
    page.wait_for_url("**/journal")


def test_a_result_saved_on_one_phone_opens_on_another(visit: Visit, site: Site) -> None:
    passphrase = save_result(visit(), site)
    other = visit()
    open_with(other, passphrase.upper())
    expect(other.get_by_text("Your first result is saved.")).to_be_visible()
    assert other.locator("picture img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert "?" not in other.url


def test_another_attempt_is_added_and_compared(visit: Visit, site: Site) -> None:
    page = visit()
    save_result(page, site)
    page.get_by_role("button", name="I’ve saved them").click()
    page.get_by_role("button", name="Take the check-in again").click()
    page.wait_for_url("**/quiz")
    page.evaluate(
        "document.querySelectorAll('fieldset[id^=s]').forEach(card => card.querySelectorAll('input')[2].checked = true)"
    )
    page.evaluate("document.querySelector('form.stepper').requestSubmit()")
    page.wait_for_url("**/results")
    page.get_by_role("button", name="Save to my journal").click()
    page.wait_for_url("**/journal")
    expect(page.locator(".change li")).to_have_count(5)
    expect(page.locator(".history tbody tr")).to_have_count(2)


def test_the_words_can_be_copied_and_saved(visit: Visit, site: Site) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    passphrase = save_result(page, site)
    page.get_by_role("button", name="Copy the words").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == passphrase
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download them as a text file").click()
    assert saved.value.suggested_filename == "steady.txt"
    assert saved.value.path().read_text().strip() == passphrase


def test_a_password_app_is_asked_and_going_back_later_shows_no_words(visit: Visit, site: Site) -> None:
    page = visit()
    passphrase = save_result(page, site)
    page.get_by_text("Save them to my password manager").click()
    expect(page.get_by_label("Your seven words")).to_have_value(passphrase)
    page.get_by_role("button", name="Ask my password manager").click()
    expect(page.get_by_text("Please check that it has them")).to_be_visible()
    assert " ".join(page.locator("#words li").all_inner_texts()) == passphrase
    page.get_by_role("button", name="I’ve saved them").click()
    page.wait_for_url("**/journal")
    for _ in range(2):
        page.go_back()
        assert page.url.endswith("/journal")
        expect(page.locator("#words")).to_have_count(0)


def test_a_mistyped_word_is_offered_its_neighbor_from_a_list_on_the_page(visit: Visit, site: Site) -> None:
    passphrase = save_result(visit(), site)
    page = visit()
    asked: list[str] = []
    page.goto("/journal/open")
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    first = passphrase.split()[0]
    wrong = f"{first[:2]}q{first[2:]}"
    page.get_by_label("Your seven words").fill(passphrase.replace(first, wrong, 1))
    page.locator(".word-hints").get_by_role("button", name=first, exact=True).click()
    assert page.get_by_label("Your seven words").input_value() == passphrase
    assert not any(wrong in each for each in asked)
    page.get_by_role("button", name="Open my journal").click()
    page.wait_for_url("**/journal")


def test_a_hint_stays_in_place_while_more_is_typed_so_that_it_is_read_aloud_once(visit: Visit) -> None:
    page = visit()
    page.goto("/journal/open")
    page.locator("#words").press_sequentially("aple candle ")
    hint = page.locator(".word-hints p").element_handle()
    page.locator("#words").press_sequentially("candle")
    page.wait_for_timeout(1200)  # longer than the pause after which the last word counts as complete
    assert hint.evaluate("hint => hint.isConnected")


def test_a_mistyped_word_is_named_by_its_place_while_the_words_are_hidden(visit: Visit, site: Site) -> None:
    typed = save_result(visit(), site).split()
    typed[3] = "qqqq"
    page = visit()
    page.goto("/journal/open")
    page.get_by_role("button", name="Hide the words").click()
    page.get_by_label("Your seven words").fill(f"{typed[0]}-{typed[1]}, {'  '.join(typed[2:])}")
    expect(page.locator(".word-hints")).to_have_text("Word 4 isn’t one of our words. Tap “Show the words” to see it.")
    page.get_by_role("button", name="Show the words").click()
    expect(page.locator(".word-hints")).to_contain_text("“qqqq”")


def test_a_typing_error_between_hyphens_is_fixed_by_a_tap(visit: Visit, site: Site) -> None:
    passphrase = save_result(visit(), site)
    page = visit()
    page.goto("/journal/open")
    last = passphrase.split()[-1]
    page.get_by_label("Your seven words").fill("-".join([*passphrase.split()[:-1], f"{last[:2]}q{last[2:]}"]))
    page.locator(".word-hints").get_by_role("button", name=last, exact=True).click()
    assert page.get_by_label("Your seven words").input_value() == passphrase.replace(" ", "-")


def test_the_words_are_shown_while_typing_unless_hidden_and_no_keyboard_learns_them(visit: Visit) -> None:
    page = visit()
    page.goto("/journal/open")
    field = page.get_by_label("Your seven words")
    for name, value in {"type": "text", "autocomplete": "off", "autocapitalize": "none", "autocorrect": "off"}.items():
        expect(field).to_have_attribute(name, value)
    field.fill("dimmer egging")
    page.get_by_role("button", name="Hide the words").click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_attribute("autocomplete", "current-password")
    page.get_by_role("button", name="Show the words").click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value("dimmer egging")


def test_a_translator_leaves_the_hints_words_alone(visit: Visit) -> None:
    page = visit()
    page.goto("/journal/open")
    page.get_by_label("Your seven words").fill("outclas dimmer ")
    hint = page.locator(".word-hints")
    expect(hint.get_by_role("button", name="outclass")).to_have_attribute("translate", "no")
    expect(hint.locator("span[translate=no].notranslate")).to_have_text("outclas")
    assert page.evaluate("document.querySelector('.word-hints p').translate")


def test_everything_works_without_javascript(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False)
    passphrase = save_result(page, site)
    expect(page.get_by_role("button", name="Copy the words")).to_be_hidden()
    page.get_by_role("button", name="I’ve saved them").click()
    page.get_by_role("button", name="Lock", exact=True).click()
    page.get_by_label("Your seven words").fill(passphrase)
    page.get_by_role("button", name="Hide the words").click()
    expect(page.get_by_label("Your seven words")).to_have_attribute("type", "password")
    page.get_by_role("button", name="Open my journal").click()
    page.get_by_role("link", name="20").first.click()
    expect(page.get_by_role("heading", name="Your profile")).to_be_visible()
    page.get_by_text("Delete this result", exact=True).click()
    page.locator("form[action='/journal/remove'] button").click()
    expect(page.get_by_text("Your journal is empty.")).to_be_visible()
    page.get_by_text("Delete my whole journal").click()
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_text("Your journal is deleted")).to_be_visible()


def test_leaving_closes_the_journal_and_back_shows_nothing(visit: Visit, site: Site) -> None:
    page = visit()
    save_result(page, site)
    page.get_by_role("button", name="I’ve saved them").click()
    page.get_by_text("My journal and its words").click()
    page.get_by_role("button", name="Remember my journal on this device").click()
    page.get_by_text("My journal and its words").click()
    expect(page.get_by_role("button", name="Stop remembering it here")).to_be_visible()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    page.goto("/journal")
    assert page.url.endswith("/journal/open")


def test_no_journal_page_has_a_barrier(visit: Visit, site: Site) -> None:
    page = visit(reduced_motion="reduce")
    save_result(page, site)
    check(page)
    for address in ("/journal", "/journal/1", "/results", "/journal/open"):
        page.goto(address)
        check(page)
    page.get_by_label("Your seven words").fill("one two wrongg")
    page.get_by_role("button", name="Open my journal").click()
    expect(page.locator("#mistakes")).to_be_visible()
    check(page)


def test_the_journal_prints_without_buttons(visit: Visit, site: Site) -> None:
    page = visit()
    save_result(page, site)
    page.goto("/journal")
    words = " ".join(Paper(page.pdf(format="A4")).pages)
    assert "All your results" in words and "The soft bar around it" in words
    for button in ("Remember my journal", "Delete", "Take the check-in again"):
        assert button not in words
