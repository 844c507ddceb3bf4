"""The journal page: what changed in words, every result in a table, any two compared."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.web.journal_client import MONTH, START, JournalClient, World, line, two_attempts


def edited(world: World, folder: Path, root: Path, *changes: tuple[str, str]) -> World:
    """Return a later server on the same database, whose questions were edited."""
    text = (root / "data" / "questions.toml").read_text(encoding="utf-8").replace("advice.toml", "", 1)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "questions.toml").write_text(text, encoding="utf-8")
    made = World({"DATABASE_URL": world.database_url, "QUESTIONS": str(folder / "questions.toml")})
    made.now = world.now + MONTH
    return made


def test_two_phones_and_a_month_between_them_see_what_changed_clear_changes_first(world: World) -> None:
    phone = two_attempts(world, world.keyed(3, jealousy=5), world.keyed(3, jealousy=2, needs=4))
    assert phone.changes() == [
        "Jealousy: 100, then 25. Eased.",
        "Fear of falling short: 50, then 75. May have grown.",
        "Feeling like a burden: 50, then 50. About the same.",
        "Worry about attraction: 50, then 50. About the same.",
        "Fear of being left: 50, then 50. About the same.",
    ]
    assert phone.headline() == "Jealousy eased."
    page = phone.journal()
    assert "November 30, 2026, compared with October 31, 2026" in line(page.get_text(" "))
    assert "more than about 51 as a clear change" in line(page.get_text(" "))


def test_one_saved_result_looks_like_a_beginning(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(3))
    assert "saved. Come back around November 28, take the check-in again" in line(phone.journal().get_text())
    assert phone.get("/journal/picture.svg").status_code == 200


def numbers(phone: JournalClient, query: str = "") -> list[str]:
    """Return the two numbers of each theme in the comparison of any two results."""
    return [line(item.get_text()) for item in phone.page(f"/journal{query}").select(".change-notes details li")]


def test_any_two_results_can_be_compared_in_either_order_by_numbers_without_a_verdict(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([5, 1, 3]))
    assert numbers(phone, "?a=1&b=2")[0] == "Feeling like a burden: 100, then 0"
    assert numbers(phone, "?a=2&b=1") == numbers(phone, "?a=1&b=2")
    assert not [text for text in numbers(phone, "?a=1&b=2") if "eased" in text or "grew" in text]
    chosen = phone.page("/journal?a=1&b=2").select("option[selected]")
    assert [option["value"] for option in chosen] == ["1", "2"]
    # The headline and its verdicts stay those of the newest result, whatever is picked.
    assert phone.changes("?a=1&b=2") == phone.changes()


def test_the_newest_result_is_compared_with_the_average_of_all_before_and_with_the_first_in_numbers(
    world: World,
) -> None:
    phone = world.phone()
    phone.open_with(world.journal([5, 4, 3, 1]))
    assert "compared with the average of your 3 earlier results" in line(phone.journal().get_text(" "))
    assert phone.headline() == "Several worries eased."
    assert phone.changes()[0] == "Feeling like a burden: 75, then 0. Eased. First time: 100."
    assert numbers(phone)[0] == "Feeling like a burden: 100, then 0"


@pytest.mark.parametrize(
    ("now", "headline"),
    [
        ({"jealousy": 1}, "Jealousy eased."),
        ({"abandonment": 5}, "Fear of being left grew."),
        ({"jealousy": 1, "needs": 1}, "Fear of falling short and jealousy eased."),
        ({"burden": 5, "attraction": 5}, "Feeling like a burden and worry about attraction grew."),
        ({"jealousy": 1, "needs": 5}, "Jealousy eased, and fear of falling short grew."),
        ({"burden": 1, "jealousy": 1, "needs": 1}, "Several worries eased."),
        ({"burden": 5, "jealousy": 5, "needs": 5}, "Several worries grew."),
        ({"burden": 1, "jealousy": 1, "needs": 5}, "Some worries eased, and some grew."),
        ({"jealousy": 3, "needs": 3}, "Nothing clearly changed this time, and that’s okay."),
    ],
)
def test_the_headline_names_what_changed_and_in_which_direction_in_at_most_fifteen_words(
    world: World, now: dict[str, int], headline: str
) -> None:
    before = {name: {1: 5, 5: 1, 3: 3}[value] for name, value in now.items()}
    phone = two_attempts(world, world.keyed(3, **before), world.keyed(3, **now))
    assert phone.headline() == headline
    assert len(headline.split()) <= 15


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"jealousy": 3}, "One worry may have eased a little; it’s too soon to say."),
        ({"jealousy": 3, "needs": 3}, "Two worries may have eased a little; it’s too soon to say."),
        ({"jealousy": 4}, "One worry may have grown a little; it’s too soon to say."),
        ({"jealousy": 4, "needs": 4, "burden": 4}, "Three worries may have grown a little; it’s too soon to say."),
        (
            {"jealousy": 3, "needs": 4},
            "One worry may have eased a little, and one may have grown; it’s too soon to say.",
        ),
        (
            {"jealousy": 3, "needs": 3, "burden": 4},
            "Two worries may have eased a little, and one may have grown; it’s too soon to say.",
        ),
        ({"jealousy": 1, "needs": 4}, ""),
        ({}, ""),
    ],
)
def test_where_nothing_clearly_changed_the_page_counts_what_may_have(
    world: World, now: dict[str, int], said: str
) -> None:
    before = {name: {1: 5, 3: 5, 4: 2}[value] for name, value in now.items()}
    page = two_attempts(world, world.keyed(3, **before), world.keyed(3, **now)).journal()
    assert " ".join(line(part.get_text()) for part in page.select(".change > p:not(.muted)")) == said


def test_when_most_themes_cannot_be_compared_the_headline_says_so(world: World) -> None:
    few = {id_: value for id_, value in world.keyed(3).items() if id_.startswith(("burden", "needs"))}
    page = two_attempts(world, world.keyed(3), {**dict.fromkeys(world.keyed(3), "skip"), **few}).journal()
    headline = page.select_one("#change-title")
    assert headline and headline.get_text(strip=True) == "Most of these worries can’t be compared this time."


def test_the_page_says_that_extreme_scores_move_toward_the_middle_by_themselves(world: World) -> None:
    text = line(two_attempts(world, world.keyed(5), world.keyed(4)).journal().get_text(" "))
    assert "tends to move toward the middle next time, even when nothing has changed" in text


@pytest.mark.parametrize("query", ["?a=1&b=1", "?a=0&b=9", "?a=x&b=2", "?a=1", "?a=-1&b=99999999999999999999"])
def test_an_invalid_pair_falls_back_to_the_first_and_the_newest(world: World, query: str) -> None:
    phone = world.phone()
    phone.open_with(world.journal([2, 3, 4]))
    assert numbers(phone, query) == numbers(phone)


def test_choosing_one_result_twice_to_compare_is_pointed_out(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([1, 2, 3]))
    for query, pointed_out in (("?a=2&b=2", True), ("?a=1&b=1", True), ("?a=1&b=2", False), ("", False)):
        form = phone.page(f"/journal{query}").select_one(".compare-form")
        assert form and ("Please pick two different results." in form.get_text()) is pointed_out, query


def test_the_table_has_every_result_newest_first_with_ranges(world: World) -> None:
    phone = two_attempts(world, world.keyed(2), world.keyed(3))
    rows = [[line(cell.get_text(" ")) for cell in row.select("th, td")] for row in phone.journal().select("tbody tr")]
    assert rows == [["Nov 30, 2026", *["50 ±10"] * 5], ["Oct 31, 2026", *["25 ±10"] * 5]]


def test_two_results_of_one_day_have_different_labels(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(2))
    world.now += 60
    phone.save_result(world.keyed(3))
    wanted = "October 31, 2026 (no. 2 that day), compared with October 31, 2026 (no. 1 that day)"
    assert wanted in line(phone.journal().get_text(" "))


def test_coming_back_within_four_weeks_is_discouraged_kindly_and_allowed(world: World) -> None:
    passphrase = world.phone().start_journal(world.keyed(2))
    phone = world.phone()
    phone.open_with(passphrase)
    page = phone.journal()
    assert "been less than 4 weeks" in page.get_text()
    assert page.select_one('form[action="/quiz/again"]')
    world.now = START + MONTH
    phone.open_with(passphrase)
    assert "been less than 4 weeks" not in phone.journal().get_text()


def test_a_statement_added_later_is_left_out_of_the_comparison_and_the_page_says_so(
    world: World, tmp_path: Path, root: Path
) -> None:
    passphrase = world.phone().start_journal(world.keyed(4))
    later = edited(world, tmp_path, root, ('id = "burden-sorry"', 'id = "burden-another"'))
    phone = later.phone()
    phone.open_with(passphrase)
    before = [line(cell.get_text(" ")) for cell in phone.journal().select("tbody td")]
    assert before == ["75 ±10"] * 5
    phone.save_result(later.keyed(4))
    burden = next(text for text in phone.changes() if "burden" in text)
    assert "75, then 75. About the same." in burden
    notes = line(phone.journal().select_one(".change-notes details li").get_text(" "))  # type: ignore[union-attr]
    assert notes.startswith("Feeling like a burden: We compared 5 of its 6 statements, so these numbers may differ")
    assert notes.endswith("A clear change here takes more than about 55 points.")
    assert "The questions or answer choices have changed between these results" in phone.journal().get_text()


def test_another_answer_scale_is_not_compared_and_the_page_says_why(world: World, tmp_path: Path, root: Path) -> None:
    passphrase = world.phone().start_journal(world.keyed(4))
    last = '    { value = 5, words = "Almost always" },\n'
    later = edited(world, tmp_path, root, (last, last + '    { value = 6, words = "All the time" },\n'))
    phone = later.phone()
    phone.open_with(passphrase)
    phone.save_result({s.id: "3" for s in later.questionnaire.statements})
    assert all("the answer choices were different" in text for text in phone.changes())
    assert phone.get("/journal/picture.svg").status_code == 200
    assert [line(cell.get_text(" ")) for cell in phone.journal().select("tbody tr:last-child td")] == ["75 ±10"] * 5


def test_with_too_few_answers_in_common_the_page_says_so(world: World) -> None:
    without = {id_: "skip" if id_.startswith("burden") else value for id_, value in world.keyed(3).items()}
    phone = two_attempts(world, world.keyed(3), without)
    assert phone.changes()[-1] == (
        "Feeling like a burden: Can’t be compared, because only 0 of its 6 statements have answers to compare."
    )
    assert line(phone.journal().select("tbody td")[0].get_text()) == "too few answers"


def test_a_result_that_cannot_be_compared_is_not_named_as_the_one_compared_with(world: World) -> None:
    skipped = dict.fromkeys(world.keyed(3), "skip")
    phone = world.phone()
    phone.open_with(world.journal_of([world.keyed(2), skipped, world.keyed(3)]))
    assert "October 31, 2026, compared with September 1, 2026" in line(phone.journal().get_text(" "))


def test_where_a_line_breaks_off_the_picture_says_why(world: World) -> None:
    without = {id_: "skip" if id_.startswith("burden") else value for id_, value in world.keyed(3).items()}
    broken = two_attempts(world, world.keyed(3), without).journal().select_one(".history-picture details")
    whole = two_attempts(world, world.keyed(3), world.keyed(3)).journal().select_one(".history-picture details")
    assert broken and whole
    why = "Where a line breaks, two results can’t be compared."
    assert why in broken.get_text() and why not in whole.get_text()


def test_sixty_results_stay_readable(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([1 + number % 5 for number in range(60)]))
    page = phone.journal()
    assert len(page.select("tbody tr")) == 60
    assert len(page.select("select[name=a] option")) == 60
    assert phone.get("/journal/picture.svg").status_code == 200


def test_without_the_words_nothing_of_a_journal_is_shown(world: World) -> None:
    phone, stranger = world.phone(), world.phone()
    phone.start_journal(world.keyed(4))
    for part in ("", "/1", "/picture.svg", "/1/profile.svg", "/1/report.pdf", "/export.json", "/export.csv"):
        assert phone.get(f"/journal{part}").headers["Cache-Control"] == "no-store"
        assert stranger.get(f"/journal{part}").headers["Location"] == "/journal/open", part


def test_no_other_site_can_press_a_button(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    buttons = "delete", "close", "close-everywhere", "remember", "forget", "remove", "words", "words/use", "import"
    for action in buttons:
        assert phone.post(f"/journal/{action}", data={}).headers["Location"] == "/journal", action
        page = phone.journal()
        assert "nothing changed" in page.get_text(), action
        assert len(page.select("tbody tr")) == 1, action


def test_the_journal_says_nothing_in_its_addresses() -> None:
    world = World()
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    page: BeautifulSoup = phone.journal()
    addresses = {str(tag.get("href") or tag.get("action") or tag.get("src")) for tag in page.select("[href], [action]")}
    ids = [id_.hex() for (id_,) in world.execute("SELECT id FROM result")]
    assert len(ids) == 2
    assert not any(id_ in address for id_ in ids for address in addresses)
