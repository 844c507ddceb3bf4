"""`flask quiz score`: a CSV of answers in, a CSV of scores out."""

from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.terminal import rows, run, toml

HEADING = b"id,q1,q2,q3,q4,q5,q6,q7\n"
BANDS = {"": [("low", 0, 50), ("high", 50, 100)]}


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a questionnaire with two themes, 1 to 5: a of six statements, the sixth reversed, and b of one."""
    path = tmp_path / "questions.toml"
    text = toml(range(1, 6), {"a": range(1, 7), "b": [7]}, reversed_=[6], unit="pomp", bands=BANDS)
    path.write_text(text, encoding="utf-8")
    return path


def score(questions: Path, sheet: bytes) -> Result:
    path = questions.parent / "answers.csv"
    path.write_bytes(sheet)
    return run("score", "--questions", questions, path)


def test_the_columns_are_in_the_documented_order(questions: Path) -> None:
    result = score(questions, HEADING + b"anna,1,1,1,1,1,5,5\n")
    assert result.exit_code == 0
    heading, row = result.stdout.splitlines()
    assert heading == "id,a,a_low,a_high,a_band,a_answered,b,b_low,b_high,b_band,b_answered"
    cells = row.split(",")
    assert [cells[n] for n in (0, 1, 2, 4, 5, 6, 8, 9, 10)] == ["anna", "0", "0", "low", "6", "100", "100", "high", "1"]
    assert float(cells[3]) == pytest.approx(20 * 0.14**0.5)


def test_a_blank_cell_is_no_answer_and_too_few_answers_give_a_blank_score(questions: Path) -> None:
    result = score(questions, HEADING + b"x,5,5,5,5, ,,\ny,5,5,5,,,,1\n")
    five, three = rows(result.stdout)
    assert [five[name] for name in ("a", "a_band", "a_answered", "b", "b_answered")] == ["100", "high", "4", "", "0"]
    assert [three[f"a{part}"] for part in ("", "_low", "_high", "_band", "_answered")] == ["", "", "", "", "3"]
    assert three["b"] == "0"
    assert result.exit_code == 0


def test_the_range_is_wider_with_fewer_answers(questions: Path) -> None:
    six, four = rows(score(questions, HEADING + b"x,3,3,3,3,3,3,\ny,3,3,3,3,,,\n").stdout)
    assert six["a"] == four["a"] == "50"
    assert float(four["a_low"]) < float(six["a_low"]) < 50 < float(six["a_high"]) < float(four["a_high"])


def test_the_same_sum_of_fewer_answers_is_a_different_score(questions: Path) -> None:
    six, four = rows(score(questions, HEADING + b"x,2,2,2,2,2,4,\ny,3,3,3,3,,,\n").stdout)
    assert [(row["a"], row["a_answered"]) for row in (six, four)] == [("25", "6"), ("50", "4")]


def test_without_an_id_column_rows_are_numbered_and_a_refused_one_keeps_its_number(questions: Path) -> None:
    result = score(questions, b"q7,q6,q5,q4,q3,q2,q1\n1,,,,,,\n9,,,,,,\n\n5,,,,,,\n")
    assert [(row["id"], row["b"]) for row in rows(result.stdout)] == [("1", "0"), ("3", "100")]
    assert "line 3: q7 is" in result.stderr


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b"x,6,1,1,1,1,1,1", 'q1 is "6", which is not on the scale (1, 2, 3, 4, 5; blank for no answer).'),
        (b"x,1,0,1,1,1,1,1", 'q2 is "0"'),
        (b"x,1,1,2.5,1,1,1,1", 'q3 is "2.5"'),
        (b"x,1,1,1,1,perhaps,1,1", 'q5 is "perhaps"'),
        ("x,1,1,1,1,1,\N{ARABIC-INDIC DIGIT SEVEN},1".encode(), 'q6 is "\N{ARABIC-INDIC DIGIT SEVEN}"'),
        (b"x,1,1,1,1,1,1", "The row has 7 cells, but the header has 8."),
        (b"x,1,1,1,1,1,1,1,", "The row has 9 cells, but the header has 8."),
        (b'x,"1,1,1,1,1,1,1', "A quotation mark is not closed"),
        (b'x,1"2"3,1,1,1,1,1,1', "q1 is"),
    ],
)
def test_an_invalid_row_is_reported_with_its_line_and_the_others_are_scored(
    questions: Path, row: bytes, message: str
) -> None:
    result = score(questions, HEADING + b"first,1,1,1,1,1,5,1\n\n" + row + b"\nlast,5,5,5,5,5,1,5\n")
    assert [(found["id"], found["a"]) for found in rows(result.stdout)] == [("first", "0"), ("last", "100")]
    fault, summary = result.stderr.splitlines()
    assert fault.startswith(f"line 4: {message}")
    assert fault.endswith("This row is refused.")
    assert summary == "1 row refused; the others are scored."
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "sheet",
    [
        b"\xef\xbb\xbf" + HEADING + b"x,1,2,3,4,5,5,5\n",
        HEADING.replace(b"\n", b"\r\n") + b"x,1,2,3,4,5,5,5\r\n",
        HEADING + b"x,1,2,3,4,5,5,5",
        HEADING + b'"x","1","2","3","4","5","5","5"\n',
        HEADING + b"x,1.0,2.0,3.0,4.0,5.0,5.0,5.0\n",
        HEADING + b"x, 1 ,2, 3,4 ,5,5,\t5\n",
        b'"id", q1 ,q2,q3,q4,q5,q6,"q7"\nx,1,2,3,4,5,5,5\n',
        b"note,q7,q6,q5,q4,q3,q2,q1,id,note\nhello,5,5,5,4,3,2,1,x,\n",
    ],
    ids=["bom", "crlf", "no last line end", "quoted", "decimals", "spaces", "spaces in the heading", "more columns"],
)
def test_the_formats_of_spreadsheets_are_read(questions: Path, sheet: bytes) -> None:
    result = score(questions, sheet)
    assert result.stderr == ""
    [row] = rows(result.stdout)
    assert (row["id"], row["a_answered"], row["b"]) == ("x", "6", "100")
    assert float(row["a"]) == pytest.approx(100 * (0 + 1 + 2 + 3 + 4 + 0) / 24)


def test_an_id_with_a_comma_or_a_quotation_mark_is_unchanged(questions: Path) -> None:
    result = score(questions, HEADING + '"Ann, ""A"" Ü",1,1,1,1,1,1,1\n'.encode())
    assert [row["id"] for row in rows(result.stdout)] == ['Ann, "A" Ü']


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (b"id,q1,q2,q3\n", "line 1: There is no column q4, q5, q6."),
        (b"id,q1,q2,q3,q4,q5,q6,q7,q3\n", "There is more than one column q3 (columns 4 and 9). Keep one of them."),
        (b"id,id,q1,q2,q3,q4,q5,q6,q7\n", "There is more than one column id (columns 1 and 2). Keep one of them."),
        (b"", "The file is empty."),
        (b'id,q1,"q2\n1,2,3\n', "line 1: A quotation mark is not closed"),
    ],
)
def test_an_invalid_header_stops_the_command_with_one_sentence(questions: Path, sheet: bytes, message: str) -> None:
    result = score(questions, sheet)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_cell_may_have_a_line_break(questions: Path) -> None:
    result = score(questions, HEADING + b'"x\ny",1,1,1,1,1,1,1\nz,1,1,1,1,1,1,1\n')
    assert (result.exit_code, result.stderr) == (0, "")
    assert '\n"x\ny",16.' in result.stdout
    assert "\nz,16." in result.stdout


def test_for_a_file_without_rows_only_a_header_is_written(questions: Path) -> None:
    result = score(questions, HEADING)
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert result.stderr == "Note: There is no answer to any statement in this file.\n"


def test_a_dash_reads_standard_input(questions: Path) -> None:
    result = run("score", "--questions", questions, "-", stdin=HEADING + b"x,,,,,,,3\n")
    assert [row["b"] for row in rows(result.stdout)] == ["50"]


def test_errors_in_the_questionnaire_are_reported_and_nothing_is_scored(questions: Path) -> None:
    questions.write_text(questions.read_text().replace("sd = 20", "sd = -1"), encoding="utf-8")
    result = score(questions, HEADING)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "questions.toml:8: assumptions: sd must be above 0" in result.stderr


def test_a_missing_answer_file_is_reported(questions: Path) -> None:
    result = run("score", "--questions", questions, questions.parent / "none.csv")
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
