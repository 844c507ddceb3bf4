"""What the journal page shows beside what changed: a single result, another relationship, notes, long pauses."""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from tests.report.paper import Paper
from tests.web.journal_client import DAY, MONTH, JournalClient, World, line, words

LONG, NEW = {"length": "3-years-or-more"}, {"length": "under-3-months"}
"""Answers of somebody who seems to have another partner, one after the other."""
Saved = tuple[float, dict[str, str], Mapping[str, str]]


def journal(world: World, saved: Sequence[Saved]) -> JournalClient:
    """Open a journal with results so many days old, with these answers and remarks."""
    template = json.loads(exported(world))
    (fingerprint,) = template["questionnaires"]
    results = [
        {
            "id": secrets.token_hex(16),
            "taken": datetime.fromtimestamp(world.now - age * DAY, UTC).isoformat(),
            "questionnaire": fingerprint,
            "answers": answers,
            **remarks,
        }
        for age, answers, remarks in saved
    ]
    phone = world.phone()
    code = words(phone.import_file(json.dumps({**template, "results": results}).encode()))
    phone.open_with(code)
    return phone


def exported(world: World) -> bytes:
    """Return an export with one result."""
    phone = world.phone()
    phone.start_journal(world.keyed(1))
    return phone.exported()


def two_relationships(world: World, **remarks: str) -> JournalClient:
    """Open a journal of four results; the answers of the newest suggest another partner."""
    old: list[Saved] = [(30.0 * age, {**world.keyed(3, jealousy=5), **LONG}, {}) for age in (3, 2, 1)]
    return journal(world, [*old, (0, {**world.keyed(3, jealousy=1), **NEW}, remarks)])


def legend(phone: JournalClient, query: str = "") -> str:
    """Return the words below the picture over time."""
    found = phone.page(f"/journal{query}").select(".history-picture :is(figcaption, details p)")
    return " ".join(line(part.get_text()) for part in found)


def test_a_single_result_has_the_picture_and_the_first_sentence_of_its_own_page(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal_of([world.keyed(2, jealousy=5)]))
    page, own = phone.journal(), phone.page("/journal/1")
    said = own.select_one(".intro")
    assert said and phone.headline() == line(said.get_text()) == "Jealousy stands out."
    pictures = [[image["src"] for image in each.select(".profile-picture img")] for each in (page, own)]
    assert pictures[0] == pictures[1] != []
    assert not page.select(".history-picture")


def test_the_first_result_about_another_relationship_is_shown_by_itself_and_compared_with_nothing(world: World) -> None:
    phone = two_relationships(world, relationship="different")
    assert phone.headline() == "This is your first result about this relationship."
    page = phone.journal()
    text = line(page.get_text(" "))
    assert "nothing to compare it with yet, and that’s okay" in text
    said = phone.page("/journal/4").select_one(".intro")
    assert said and line(said.get_text()) in text
    assert all(str(image["src"]).startswith("/journal/4/profile.svg") for image in page.select(".profile-picture img"))
    assert len(page.select(".history tbody tr")) == 4
    assert not page.select(".change > ul")
    assert not any(word in text for word in ("eased", "grew", "about the same"))
    assert "A gap in a shaded strip is where a different relationship begins" in legend(phone)


def test_until_the_person_has_said_so_the_page_says_that_it_may_be_another_relationship(world: World) -> None:
    phone = two_relationships(world)
    assert phone.headline() == "This result may be about a different relationship."
    assert "eased" not in phone.journal().get_text()


def test_the_same_relationship_goes_on_when_the_person_says_so(world: World) -> None:
    phone = two_relationships(world, relationship="same")
    assert phone.headline() == "Jealousy eased."
    assert "different relationship" not in legend(phone)


def test_only_results_about_the_current_relationship_are_compared_and_the_first_of_those_is_the_first(
    world: World,
) -> None:
    old: list[Saved] = [(30.0 * age, {**world.keyed(5), **LONG}, {}) for age in (9, 8, 7)]
    new: list[Saved] = [(30.0 * age, {**world.keyed(value), **NEW}, {}) for age, value in ((2, 4), (1, 2), (0, 3))]
    phone = journal(world, [*old, *new])
    page = line(phone.journal().get_text(" "))
    assert "compared with the average of your 2 earlier results about this relationship" in page
    assert set(phone.changes()) == {
        f"{name}: 50, then 50. About the same. First time: 75."
        for name in (theme.name.capitalize() for theme in world.questionnaire.themes)
    }
    chosen = phone.page("/journal?a=1&b=6").select_one(".change-notes details[open]")
    assert chosen and "These two are about different relationships" in chosen.get_text()


def test_the_only_earlier_result_about_a_relationship_is_named_so_in_a_journal_with_others(world: World) -> None:
    old: list[Saved] = [(30.0 * age, {**world.keyed(5), **LONG}, {}) for age in (9, 8)]
    new: list[Saved] = [(30.0 * age, {**world.keyed(4), **NEW}, {}) for age in (1, 0)]
    said = "your only earlier result about this relationship"
    assert said in line(journal(world, [*old, *new]).journal().get_text(" "))
    assert said not in line(journal(world, new).journal().get_text(" "))


def test_the_pdf_of_a_first_result_about_another_relationship_says_the_same(world: World) -> None:
    phone = two_relationships(world, relationship="different")
    made = Paper(phone.get("/journal/4/report.pdf?journal=yes").data)
    for sentence in (phone.headline(), "There’s nothing to compare it with yet, and that’s okay.", legend(phone)):
        assert sentence in made.words
    assert made.faults() == []
    assert "eased" not in made.words
    described = str(phone.journal().select(".history-picture img")[0]["alt"])
    assert "first" not in described
    assert "The numbers are the latest scores." in legend(phone)


def test_a_result_with_a_note_is_marked_in_the_list_and_the_picture_without_its_text(world: World) -> None:
    phone = journal(world, [(30, world.keyed(2), {"note": "We talked at last."}), (0, world.keyed(3), {})])
    page = phone.journal()
    marked = [bool(row.select(".has-note")) for row in page.select(".history tbody tr")]
    assert marked == [False, True]
    assert "A small triangle marks a result with a note." in legend(phone)
    assert "triangle" not in Paper(phone.get("/journal/2/report.pdf?journal=yes").data).words
    assert "We talked" not in str(page) + phone.get("/journal/picture.svg").text
    plain = journal(world, [(30, world.keyed(2), {}), (0, world.keyed(3), {})])
    assert "triangle" not in legend(plain) and not plain.journal().select(".has-note")


def test_a_pause_of_years_is_drawn_short_and_the_legend_says_so(world: World) -> None:
    ages = [1500, *(14.0 * age for age in range(11, -1, -1))]
    assert "Two slanted lines mark a long stretch of time" in legend(
        journal(world, [(age, world.keyed(3), {}) for age in ages])
    )
    assert "slanted" not in legend(journal(world, [(age, world.keyed(3), {}) for age in ages[1:]]))


def test_the_picture_is_described_with_the_first_and_the_newest_score_of_each_theme(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal_of([world.keyed(3, jealousy=5), world.keyed(3), world.keyed(3, jealousy=2)]))
    (alt,) = {str(image["alt"]) for image in phone.journal().select(".history-picture img")}
    assert "Jealousy: first 100, latest 25." in alt and "Burden: first 50, latest 50." in alt


def test_with_hidden_details_the_headline_and_the_picture_tell_nothing_of_the_result(world: World) -> None:
    for values in ([5], [5, 1]):
        phone = world.phone()
        phone.open_with(world.journal(values, MONTH))
        phone.press(phone.journal(), "/discreet")
        assert phone.headline() == "Your journal is open. The details are hidden."
        assert not phone.journal().select(".profile-picture")
    alone = two_relationships(world, relationship="different")
    alone.press(alone.journal(), "/discreet")
    text = alone.journal().get_text()
    assert not any(theme.name in text.lower() for theme in world.questionnaire.themes)


@pytest.mark.parametrize("size", ["", "?text=large"])
def test_the_size_of_the_picture_is_the_one_on_the_page(world: World, size: str) -> None:
    phone = world.phone()
    phone.open_with(world.journal([2, 3]))
    images = phone.journal().select(".history-picture img")
    (image,) = {
        (str(one["width"]), str(one["height"])) for one in images if str(one["src"]).endswith(f"picture.svg{size}")
    }
    svg = phone.get(f"/journal/picture.svg{size}").text
    width, height = (float(svg.split(f'{name}="')[1].split("pt")[0]) * 96 / 72 for name in ("width", "height"))
    assert (round(width), round(height)) == (int(image[0]), int(image[1]))
