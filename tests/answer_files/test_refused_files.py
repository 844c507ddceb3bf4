"""Nothing is silently scored wrongly: doubtful files are refused or reported, with what to do."""

from pathlib import Path

import pytest

from tests.answer_files.samples import IDS, TEXTS, WORDS, answers, delimited, score, scores

GRID = answers()
SEVEN = [[str(int(c) + 2) if c and n % 3 else c for c in row] for n, row in enumerate(GRID)]

DOWN = {"1": "5 - Never", "2": "4", "3": "3", "4": "2", "5": "1 - Always"}
FROM_0 = {"1": "0 - Never", "2": "1", "3": "2", "4": "3", "5": "4"}


def changed(column: int, add: int) -> list[list[str]]:
    return [[str(int(c) + add) if c and n == column else c for n, c in enumerate(row)] for row in GRID]


def shifted(add: int) -> list[list[str]]:
    return [[str(int(cell) + add) if cell else "" for cell in row] for row in GRID]


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "0 to 4": (delimited([IDS, *shifted(-1)]), "If 0 stands for “Never”, add --lowest 0. If it means no answer, add"),
    "2 to 6": (delimited([IDS, *shifted(1)]), "The answers run from 2 to 6, but the scale from 1 to 5"),
    "codes from 0": (
        delimited([IDS, *([f"A{c}" if c else "" for c in row] for row in shifted(-1))]),
        "The answers run from 0 to 4, but the scale from 1 to 5, so scores would be wrong.",
    ),
    "one column from 0": (delimited([IDS, *changed(2, -1)]), "The answers of Q1_3 run from 0 to 4"),
    "one column from 0, rarely chosen": (
        delimited([IDS, *([*row[:2], "0" if n in {40, 90} else str(n % 4 + 1), *row[3:]]
                          for n, row in enumerate(answers(160)))]),
        "The answers of Q1_3 run from 0 to 4",
    ),
    "1 to 7": (delimited([IDS, *SEVEN]),
               "are not on the scale (1, 2, 3, 4, 5). If that means no answer, add --missing"),
    "other words": (delimited([IDS, *([f"w{c}w" if c else "" for c in row] for row in GRID)]),
                    "not on the scale (1 Never; 2 Rarely; 3 Sometimes; 4 Often; 5 Always)"),
    "tens": (delimited([IDS, *([f"{c}0" if c else "" for c in row] for row in GRID)]), "not on the scale"),
    "a column twice": (delimited([[*IDS, "q1_2"], *([*row, "1"] for row in GRID)]),
                       "There is more than one column Q1_2 (columns 2 and 9). Keep one of them."),
    "a text twice": (delimited([[*IDS, "I woke up tired."], *([*row, "1"] for row in GRID)]),
                     "There is more than one column Q1_2 (columns 2 and 9)."),
    "id and text disagree": (delimited([["Q1_2. I slept well.", *IDS[1:]], *GRID]),
                             "“Q1_2. I slept well.” has the id of Q1_2, but the text of Q1_1. Rename the column"),
    "id and text below disagree": (delimited([IDS, [*list(TEXTS.values())[1::-1], *list(TEXTS.values())[2:]], *GRID]),
                                   "A column has the id of Q1_1, but the text of Q1_2 below it."),
    "part of a theme": (delimited([IDS[:7], *(row[:7] for row in GRID)]), "line 1: There is no column Q2_4."),
    "other names": (delimited([[f"x{n}" for n in range(8)], *GRID]), "Not recognized: “x0”, “x1”, “x2” …."),
    "unquoted decimal commas": (",".join(IDS) + "\n" + "3,0,3,0,4,0,3,0,1,0,3,0,4,0,3,0\n" * 9,
                                "The heading has 8 cells, but the rows have 16."),
    "a misspelled text": (delimited([["I sleep well.", *list(TEXTS.values())[1:]], *GRID]),
                          "Is “I sleep well.” meant for Q1_1? Then rename it."),
    "transposed": (delimited([[id_, *(row[n] for row in GRID)] for n, id_ in enumerate(IDS)]),
                   "The statements are below each other. Turn the table, so that each has a column"),
    "one answer a row": (delimited([["person", "item", "answer"], *(["1", id_, "3"] for id_ in IDS)]),
                         "The statements are below each other."),
    "a column for each answer": (
        delimited([[f"{text} [{word}]" for text in TEXTS.values() for word in WORDS], ["0"] * 40]),
        "There are 5 columns that begin with Q1_1 or its text. If each is about one answer, export the file with",
    ),
    "all in one cell": ("\n".join(f'"{",".join(row)}"' for row in [IDS, *GRID]),
                        "All columns are in one cell of each row: let the spreadsheet split them"),
    "a row of means": (delimited([IDS, *GRID, ["3.1"] * 8]), "if these are totals or notes in a row, delete that row"),
    "two files below each other": (
        delimited([IDS, *GRID[:20], [*IDS[::-1]], *(row[::-1] for row in GRID[20:])]),
        "line 22: From here on, the columns are in another order. Put each part into a file of its own.",
    ),
    "two files below each other, the second with texts": (
        delimited([IDS, *GRID[:20], [*TEXTS.values()][::-1], *(row[::-1] for row in GRID[20:])]),
        "“My heart raced.” is the name of a column, but stands below the heading. If a second table begins there, put",
    ),
    "two files below each other, the second with ids": (
        delimited([list(TEXTS.values()), *GRID[:20], IDS[::-1], *(row[::-1] for row in GRID[20:])]),
        "“Q2_4” is the name of a column, but stands below the heading.",
    ),
    "two files below each other, with other columns first": (
        delimited([["id", *IDS], *(["x", *row] for row in GRID), [*IDS, "id"], *([*row, "x"] for row in GRID)]),
        "line 42: From here on, the columns are in another order.",
    ),
    "some numbers beside words, counted down": (
        delimited([IDS, *([DOWN.get(cell, "") for cell in row] for row in GRID)]),
        "may mean the same ones. Write words in all cells, or the questionnaire’s numbers.\n",
    ),
    "some numbers beside words, counted from 0": (
        delimited([IDS, *([FROM_0.get(cell, "") for cell in row] for row in GRID)]),
        "add --lowest 0",
    ),
    "stars": (delimited([IDS, *([int(c) * "*" + "s" if c else "" for c in row] for row in GRID)]),
              "Write answers as the scale's numbers or words, or change the scale"),
    "a list in JSON": (b'[{"Q1_1": 1}]', "This is JSON of another program. Export the answers as CSV."),
    "nothing": (b"", "The file is empty."),
    "only blanks": (b"\n \n,,,\n", "The file is empty."),
    "SPSS": (b"$FL2@(#) SPSS DATA FILE", "This is an SPSS data file. In SPSS, export it: File > Export > CSV Data."),
    "a web page": (b"<!DOCTYPE html><table></table>", "This is a web page or XML. Open it in a spreadsheet"),
    "a PDF": (b"%PDF-1.7", "This is a PDF. Export the answers as CSV."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe", "This is not a text file, or it is damaged."),
    "other JSON": (b'{"responses": []}', "This is not a steady.json as Steady writes it (the first fault is at "),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_doubtful_file_is_refused_with_what_to_do_and_nothing_is_scored(tmp_path: Path, kind: str) -> None:
    content, message = REFUSED[kind]
    result = score(tmp_path, content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_row_of_sums_below_the_people_is_no_person(tmp_path: Path) -> None:
    grid = [["code", *IDS], *([f"p{n}", *row] for n, row in enumerate(GRID)), ["Minimum", *"11111111"]]
    result = score(tmp_path, delimited(grid))
    assert result.stderr.startswith("line 42: It is called “Minimum”, so it may be no person. This row is refused.")
    assert len(scores(result)) == len(GRID)


def test_rows_of_statistics_in_any_spelling_are_no_people(tmp_path: Path) -> None:
    grid = [["name", "id", *IDS], *([f"p{n}", f"{n}", *row] for n, row in enumerate(GRID))]
    below = [[name, "", *"33333333"] for name in ("Min", "Max", "Average:", "Std Dev", "MODE", "N", "Total (n = 40)")]
    result = score(tmp_path, delimited([*grid, *below]))
    assert "It is called “Total (n = 40)”" in result.stderr
    assert "7 rows refused" in result.stderr
    assert len(scores(result)) == len(GRID)


def test_a_person_may_be_called_max(tmp_path: Path) -> None:
    grid = [["name", *IDS], *([name, *row] for name, row in zip(["Max", "N", "SD"], GRID, strict=False))]
    assert len(scores(score(tmp_path, delimited(grid)))) == len(grid) - 1


def test_a_slip_costs_one_row(tmp_path: Path) -> None:
    grid = [[*row] for row in GRID]
    grid[3][2] = "33"
    result = score(tmp_path, delimited([IDS, *grid]))
    assert result.stderr.splitlines() == [
        'line 5: Q1_3 is "33", which is not on the scale (1, 2, 3, 4, 5; blank for no answer). This row is refused.',
        "1 row refused; the others are scored.",
    ]
    assert len(scores(result)) == len(GRID) - 1


def test_the_same_fault_of_many_rows_is_said_once_with_their_number(tmp_path: Path) -> None:
    lines = delimited([IDS, *GRID]).splitlines()
    short = [line.rpartition(",")[0] if n % 4 == 1 else line for n, line in enumerate(lines)]
    result = score(tmp_path, "\n".join(short))
    assert result.stderr.splitlines()[-3:] == [
        "line 10: The row has 7 cells, but the header has 8. This row is refused.",
        "7 more rows with the same fault: The row has 7 cells, but the header has 8.",
        "10 rows refused; the others are scored.",
    ]


def test_a_quotation_mark_that_is_not_closed_costs_one_row(tmp_path: Path) -> None:
    lines = delimited([["id", *IDS], *(["x", *row] for row in GRID)]).splitlines()
    lines[5] = '"' + lines[5]
    result = score(tmp_path, "\n".join(lines))
    assert result.stderr.startswith("line 6: A quotation mark is not closed, or one inside a cell is not doubled.")
    assert len(scores(result)) == len(GRID) - 1


def test_no_line_inside_a_broken_comment_becomes_a_person(tmp_path: Path) -> None:
    grid = [["id", *IDS, "comment"], *([f"p{n}", *row, "ok"] for n, row in enumerate(GRID))]
    lines = delimited(grid).splitlines()
    lines[5:6] = [lines[5].removesuffix("ok") + '"I "love"', "nobody,5,1,1,1,5,1,1,1,x", 'bye"']
    result = score(tmp_path, "\n".join(lines))
    assert result.exit_code == 1
    assert "line 6: A quotation mark is not closed" in result.stderr
    assert "nobody" not in result.stdout


def test_answers_that_are_reversed_already_are_reported(tmp_path: Path) -> None:
    turned = [[str(6 - int(c)) if c and n in {0, 4} else c for n, c in enumerate(row)] for row in GRID]
    result = score(tmp_path, delimited([IDS, *turned]))
    assert result.stderr.splitlines() == [
        f"Note: {id_}: reversed in the questionnaire, and apparently in the file already, so they would be reversed "
        "twice. If so, add --reversed-already."
        for id_ in ("Q1_1", "Q2_1")
    ]


def test_an_end_of_the_scale_that_nobody_chose_is_reported(tmp_path: Path) -> None:
    result = score(tmp_path, delimited([IDS, *([c if c != "5" else "4" for c in row] for row in GRID)]))
    assert result.exit_code == 0
    assert "Note: Nobody chose 5 (“Always”) anywhere. If the file counts differently, add --lowest" in result.stderr
    assert "Nobody chose 5" in score(tmp_path, delimited([IDS, *[["1", "4"] * 4] * 13])).stderr
    assert "Nobody" not in score(tmp_path, delimited([IDS, *[["1"] * 8] * 12])).stderr


def test_numbers_and_words_for_the_same_answer_are_reported(tmp_path: Path) -> None:
    """With words at the ends, numbers in the middle may count from 0."""
    ends = {"1": "Never", "5": "Always"}
    counted = [[(FROM_0 | ends).get(cell, "") for cell in row] for row in GRID]
    result = score(tmp_path, delimited([IDS, *counted]))
    assert (
        "Note: Q1_1 and 7 more have both “Never” and “1”, read as the same answer. Look at --explain." in result.stderr
    )
    right = [[ends.get(cell, cell) for cell in row] for row in GRID]
    assert score(tmp_path, delimited([IDS, *right])).stderr == ""


def test_a_theme_without_columns_is_left_out_with_a_note(tmp_path: Path) -> None:
    result = score(tmp_path, delimited([IDS[4:], *(row[4:] for row in GRID)]))
    assert (result.exit_code, result.stderr) == (0, "Note: There are no columns for rest.\n")
    assert {row["rest"] for row in scores(result)} == {""}
    assert any(row["calm"] for row in scores(result))


def test_explain_shows_how_each_column_is_read_and_computes_nothing(tmp_path: Path) -> None:
    labels = [[WORDS[int(c) - 1] if c else "n/a" for c in row] for row in GRID]
    grid = [["Timestamp", "Name", *TEXTS.values()], *(["2026", "x", *row] for row in labels)]
    result = score(tmp_path, delimited(grid, ";"), "--explain")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "This is UTF-8 text, with columns separated by semicolons. The heading is row 1; about 40 rows follow."
    )
    assert lines[3].split() == ["1", "Timestamp", "not", "used"]
    assert lines[5].split("  ")[-1].strip() == "words: Never = 1, Rarely = 2, Sometimes = 3, Often = 4, Always = 5"
    assert "rest_low" not in result.stdout


def test_explain_shows_the_columns_of_a_refused_file_too(tmp_path: Path) -> None:
    result = score(tmp_path, delimited([IDS, *shifted(-1)]), "--explain")
    assert result.exit_code == 1
    assert "refused: 0" in result.stdout
    assert "add --lowest 0" in result.stderr
