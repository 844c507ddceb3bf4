"""Workbooks: the sheet with the answers is found, and its numbers are read as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.answer_files.samples import IDS, TEXTS, WORDS, answers, expected, score, scores
from tests.answer_files.workbooks import ods, xlsx, zipped

GRID = answers()
NUMBERS: list[list[object]] = [[float(cell) if cell else "" for cell in row] for row in GRID]
LABELS = [[WORDS[int(cell) - 1] if cell else "" for cell in row] for row in GRID]


@pytest.mark.parametrize("write", [xlsx, ods])
@pytest.mark.parametrize("grid", [[IDS, *NUMBERS], [list(TEXTS.values()), *LABELS], [["My survey"], [], IDS, *NUMBERS]])
def test_a_workbook_gives_the_scores_of_plain_csv(
    tmp_path: Path, write: Callable[..., bytes], grid: list[list[object]]
) -> None:
    result = score(tmp_path, write({"Sheet1": grid}))
    assert (result.exit_code, result.stderr) == (0, "")
    assert scores(result) == expected(tmp_path, GRID)


def test_the_visible_sheet_with_the_statements_is_read(tmp_path: Path) -> None:
    old: list[list[object]] = [[*IDS], [1, 1, 1, 1, 1, 1, 1, 1]]
    content = xlsx(
        {"Cover": [["Two weeks", "2026"]], "Old": old, "Data": [[*IDS], *NUMBERS], "Empty": []}, hidden=["Old"]
    )
    assert scores(score(tmp_path, content)) == expected(tmp_path, GRID)
    assert "of which sheet “Data” is read" in score(tmp_path, content, "--explain").stdout


def test_a_second_sheet_with_answers_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    half = len(NUMBERS) // 2
    parts: dict[str, list[list[object]]] = {"May": [[*IDS], *NUMBERS[:half]], "June": [[*IDS], *NUMBERS[half:]]}
    result = score(tmp_path, xlsx({**parts, "Codebook": [[id_, text] for id_, text in TEXTS.items()]}))
    assert result.stderr == "Note: Sheet “May” is read. Sheets with statements that are left out: “June”.\n"


def test_a_fault_is_reported_with_the_number_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["My survey"], [], ["id", *IDS], *([n, *row] for n, row in enumerate(NUMBERS))]
    rows[6][2] = 2.5
    result = score(tmp_path, xlsx({"Sheet1": rows}))
    assert result.stderr.startswith('line 7: Q1_2 is "2.5", which is not on the scale')
    assert len(scores(result)) == len(GRID) - 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 not a workbook", "This zip file or workbook is damaged or has a password. Save it again."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "This workbook is damaged or has a password. Save it again as .xlsx."),
        (zipped({"a.csv": "", "b.csv": ""}), "This zip file has 2 files. Unpack it, and name one of them."),
        (xlsx({"Sheet1": []}), "The file is empty."),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, message: str
) -> None:
    result = score(tmp_path, content)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {message}\n")
