"""Helplines: the shipped list, and mistakes in a host's own list."""

from datetime import date
from pathlib import Path

import pytest

from quiz.content.helplines import load_helplines

GOOD = """\
note = "Free calls may be listed."
[[anywhere]]
name = "Everywhere"
url = "https://example.org"
[[countries]]
id = "xx"
name = "Here"
[[countries.lines]]
name = "Line"
contact = "1 2 3"
tel = "123"
serves = "Anyone"
source = "example.org"
checked_on = 2026-01-31
"""
LINE = GOOD[GOOD.index("[[countries.lines]]") :]


def test_the_shipped_list_loads_with_lines_and_a_source_for_each(root: Path) -> None:
    helplines, problems = load_helplines(root / "data" / "helplines.toml")
    assert problems == []
    assert helplines is not None
    asked_for = {"us", "gb", "ie", "ca", "au", "nz", "in", "de", "fr", "es", "it", "nl", "mx", "br", "za"}
    assert asked_for <= {country.id for country in helplines.countries}
    for country in helplines.countries:
        assert len({line.name for line in country.lines}) == len(country.lines) <= 2
        assert country.lines or country.directory, country.id
        for line in country.lines:
            assert line.serves
            assert line.source
            assert line.tel == "" or line.tel.lstrip("+").isdigit()


def test_two_directories_work_in_every_country(root: Path) -> None:
    helplines, _ = load_helplines(root / "data" / "helplines.toml")
    assert helplines is not None
    assert {directory.url for directory in helplines.anywhere} == {"https://lila.help", "https://findahelpline.com"}


def test_a_small_list_loads(tmp_path: Path) -> None:
    (tmp_path / "h.toml").write_text(GOOD, encoding="utf-8")
    helplines, problems = load_helplines(tmp_path / "h.toml")
    assert problems == []
    assert helplines is not None
    assert helplines.countries[0].lines[0].checked_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("old", "new", "line", "phrase"),
    [
        ("2026-01-31", '"last week"', 14, "lines 1, checked_on: This is the text"),
        ('serves = "Anyone"\n', "", 8, "lines 1: serves is missing"),
        ("contact", "contacts", 10, 'lines 1: "contacts" is not a known key'),
        ('note = "Free calls may be listed."\n', "", 0, '"note" is missing'),
        ('tel = "123"', 'tel = "1-800-CALL"', 5, 'A phone cannot dial "1-800-CALL"'),
        ('name = "Here"', 'name = "Here"\nemergency_tel = "911."', 5, 'A phone cannot dial "911."'),
        ('"Anyone"', '"Any\\u0000one"', 0, "contains a control character"),
        ("[[anywhere]]", "[[everywhere]]", 2, 'Did you mean "anywhere"?'),
        (GOOD, "", 0, "The file is empty."),
        (GOOD, "countries = 3", 1, "Write [[countries]], with double brackets"),
        (GOOD, "note = nan", 1, "it should be a text"),
        (LINE, LINE * 3, 5, "at most 2 lines"),
    ],
)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, old: str, new: str, line: int, phrase: str) -> None:
    assert old in GOOD
    (tmp_path / "h.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    helplines, problems = load_helplines(tmp_path / "h.toml")
    assert helplines is None
    reported = [f"{problem.location}: {problem.message} {problem.fix}" for problem in problems if problem.line == line]
    assert any(phrase in text for text in reported), "\n".join(map(str, problems))
