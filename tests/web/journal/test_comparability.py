"""Results with other statements, other answer choices or too few answers: what the journal page still compares."""

from pathlib import Path

from tests.web.journal_client import MONTH, World, line, two_attempts


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


def test_when_most_themes_cannot_be_compared_the_headline_says_so(world: World) -> None:
    few = {id_: value for id_, value in world.keyed(3).items() if id_.startswith(("burden", "needs"))}
    page = two_attempts(world, world.keyed(3), {**dict.fromkeys(world.keyed(3), "skip"), **few}).journal()
    headline = page.select_one("#change-title")
    assert headline and headline.get_text(strip=True) == "Most of these worries can’t be compared this time."


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
