"""The journal page: what changed in words, every result in a table, any two compared."""

import pytest

from tests.web.journal_client import MONTH, START, JournalClient, World, line, two_attempts


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


def test_sixty_results_stay_readable(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([1 + number % 5 for number in range(60)]))
    page = phone.journal()
    assert len(page.select("tbody tr")) == 60
    assert len(page.select("select[name=a] option")) == 60
    assert phone.get("/journal/picture.svg").status_code == 200
