"""`flask quiz rate`: filled-in forms of experts in, content validity out."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from tests.answer_files.workbooks import xlsx
from tests.cli.terminal import rows, run

HEADING = "number,text,theme,clarity,relevance,comment"
Cells = tuple[str, str, str]
"""Theme, clarity, relevance."""
FINE: Cells = ("a", "4", "4")


def form(ratings: Mapping[int, Cells] | None = None, *, heading: str = HEADING, more: str = "") -> str:
    """Return a form for the seven statements (q1 to q4 of theme a, q5 to q7 of b); those not named are rated fine."""
    lines = [heading]
    for number in range(1, 8):
        cells = (ratings or {}).get(number, FINE if number <= 4 else ("b", "4", "4"))
        lines.append(",".join([str(number), f"Sentence {number}.", *cells, ""]) + more)
    return "\n".join([*lines, ""])


def rate(questions: Path, forms: Sequence[str | bytes], *options: str) -> Result:
    """Run the command on files named 1.csv, 2.csv and so on, one for each form."""
    paths = [questions.parent / f"{number}.csv" for number in range(1, len(forms) + 1)]
    for path, text in zip(paths, forms, strict=True):
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return run("rate", "--questions", questions, *options, *paths)


def statement(result: Result, id_: str) -> dict[str, str]:
    return next(row for row in rows(result.stdout) if row["statement"] == id_)


def theme(result: Result, id_: str) -> dict[str, str]:
    return next(row for row in rows(result.stdout) if row["theme"] == id_ and not row["statement"])


def test_one_form_per_expert_is_counted(questions: Path) -> None:
    doubtful = form({2: ("b", "3", "2")})
    result = rate(questions, [doubtful, *[form()] * 5], "--csv")
    assert (result.exit_code, result.stderr) == (0, "")
    row = statement(result, "q2")
    assert [row[name] for name in ("relevance_raters", "clear", "others", "other_raters")] == ["6", "1.0", "b", "1"]
    assert [round(float(row[name]), 2) for name in ("i_cvi", "kappa", "sorted")] == [0.83, 0.82, 0.83]
    assert float(theme(result, "a")["s_cvi_ave"]) == pytest.approx((3 + 5 / 6) / 4)
    assert theme(result, "b")["s_cvi_ave"] == "1.0"


def test_one_file_with_a_rater_column_gives_the_same_as_a_file_each(questions: Path) -> None:
    single = [form({2: ("b", "3", str(1 + n % 4)), 6: ("", "", "2")}) for n in range(6)]
    joined = [f"{line},rater{n}" for n, one in enumerate(single) for line in one.splitlines()[1:]]
    together = "\n".join([f"{HEADING},rater", *joined])
    assert rate(questions, [together], "--csv").stdout == rate(questions, single, "--csv").stdout


def test_a_rater_may_continue_in_another_file(questions: Path) -> None:
    lines = form(heading=f"{HEADING},rater", more=",anna").splitlines()
    first, second = "\n".join([*lines[:3], ""]), "\n".join([lines[0], *lines[3:]])
    result = rate(questions, [first, second])
    assert result.stdout.startswith("1 rater, 7 statements\n")


def test_the_text_names_what_falls_short_and_only_that(questions: Path) -> None:
    twice = form({2: ("a", "4", "2"), 3: ("a", "2", "4"), 6: ("none", "4", "4")})
    result = rate(questions, [twice, twice, form({6: ("a", "4", "4")}), *[form()] * 3])
    assert result.exit_code == 0
    assert result.stdout.startswith("6 raters, 7 statements\n")
    *_, notes = result.stdout.split("\n\n")
    assert notes.splitlines() == [
        "q2: 4 of 6 call it relevant; the share should be at least 0.78.",
        "q3: 4 of 6 call it clear; the share should be at least 0.78.",
        "q6: 3 of 6 sort it into its own theme, and 2 into none.",
    ]


def test_up_to_five_raters_must_all_agree(questions: Path) -> None:
    result = rate(questions, [form({1: ("a", "4", "1")}), *[form()] * 4])
    assert "q1: 4 of 5 call it relevant; with fewer than 6 raters, all should.\n" in result.stdout


def test_a_low_average_is_named(questions: Path) -> None:
    result = rate(questions, [form({5: ("b", "4", "1"), 6: ("b", "4", "1")}), *[form()] * 2])
    assert "b: S-CVI/Ave is 0.78, below 0.90.\n" in result.stdout


def test_two_raters_are_too_few_for_a_verdict(questions: Path) -> None:
    result = rate(questions, [form({1: ("b", "1", "1")}), form()])
    assert result.stdout.endswith("\n\nAt least 3 raters are needed before any share means something.\n")


@pytest.mark.parametrize("blank", ["", " ", "NA"])
def test_a_blank_rating_is_missing(questions: Path, blank: str) -> None:
    result = rate(questions, [form({1: (blank, blank, blank)}), *[form()] * 3], "--csv")
    row = statement(result, "q1")
    assert [row[f"{name}_raters"] for name in ("relevance", "clarity", "sorting")] == ["3", "3", "3"]
    assert [row[name] for name in ("i_cvi", "clear", "sorted")] == ["1.0", "1.0", "1.0"]


def test_a_statement_with_too_few_ratings_is_named(questions: Path) -> None:
    result = rate(questions, [form({1: ("a", "4", "")}), *[form({1: ("a", "4", "4")})] * 2])
    assert "q1: 2 raters on whether it is relevant; at least 3 are needed.\n" in result.stdout


def test_a_theme_may_be_named_by_its_label_and_in_capitals(questions: Path) -> None:
    path = questions.parent / "labels.toml"
    path.write_text(questions.read_text().replace('short = "a"', 'short = "Falling short"'), encoding="utf-8")
    result = rate(path, [form({1: ("falling SHORT", "4", "4"), 5: ("B", "4", "4")})], "--csv")
    assert [statement(result, id_)["sorted"] for id_ in ("q1", "q5")] == ["1.0", "1.0"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1,Sentence 1.,a,4,5,", 'relevance is "5", which is not a rating (1, 2, 3, 4; blank for no answer).'),
        ("1,Sentence 1.,a,0,4,", 'clarity is "0"'),
        ("1,Sentence 1.,a,4,2.5,", 'relevance is "2.5"'),
        ("1,Sentence 1.,c,4,4,", 'theme is "c", which is not a theme (a, b, none; blank for no answer).'),
        ("8,Sentence 8.,a,4,4,", 'number is "8", which is not the number of a statement (1 to 7).'),
        (",Sentence 1.,a,4,4,", 'number is ""'),
        ("1,Sentence 2.,a,4,4,", "Statement 1 of the questionnaire is “Sentence 1.”, but the form has “Sentence 2.”."),
        ("1,Sentence 1.,a,4,4", "The row has 5 cells, but the header has 6."),
        ("2,Sentence 2.,a,4,4,", "The same rater has already rated statement 2 (1.csv, line 2)."),
    ],
)
def test_an_invalid_row_is_reported_with_its_file_and_line_and_the_others_are_counted(
    questions: Path, line: str, message: str
) -> None:
    sheet = "\n".join([HEADING, "2,Sentence 2.,a,4,4,", "", line, "3,Sentence 3.,a,4,4,"])
    result = rate(questions, [sheet], "--csv")
    fault, summary = result.stderr.splitlines()
    assert fault.startswith(f"1.csv, line 4: {message}")
    assert fault.endswith("This row is refused.")
    assert summary == "1 row refused; the others are counted."
    assert result.exit_code == 1
    assert [statement(result, f"q{n}")["relevance_raters"] for n in (1, 2, 3)] == ["0", "1", "1"]


def test_a_row_without_a_name_in_the_rater_column_is_refused(questions: Path) -> None:
    result = rate(questions, [form(heading=f"{HEADING},rater", more=",")])
    assert "1.csv, line 2: rater is blank." in result.stderr


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (b"number,text,theme\n1,Sentence 1.,a\n", "line 1: There is no column clarity, relevance."),
        (b"number,text,theme,clarity,relevance,theme\n", "line 1: There is more than one column theme."),
        (b"", "1.csv: There is no column number, text"),
        (b"\nid,q1\n", "line 2: There is no column number"),
        ("number,text,théme\n".encode("latin-1"), "line 1: There is no column theme, clarity, relevance."),
        (
            f'{HEADING}\n1,Sentence 1.,a,4,4,\n2,"Sentence 2.,a,4,4,\n'.encode(),
            "line 3: A quotation mark",
        ),
    ],
)
def test_a_file_that_is_no_form_stops_the_command_with_one_sentence(
    questions: Path, sheet: bytes, message: str
) -> None:
    result = rate(questions, [sheet])
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_the_formats_of_spreadsheets_are_read(questions: Path) -> None:
    sheets = [
        form().encode("utf-8-sig"),
        form().replace("\n", "\r\n").encode(),
        form().replace(",", ";").encode(),
        form().replace(",", "\t").encode(),
        form({n: ("a" if n < 5 else "b", "4.0", "3.0") for n in range(1, 8)}).encode(),
        form().replace("number,text", "Number, Text").encode(),
        form().replace(",Sentence", ".0,Sentence").encode(),
        form().replace("Sentence 1.", "“sentence 1”").encode(),
        form().encode("utf-16"),
        xlsx({"Form": [["Ratings by Anna"], *(line.split(",") for line in form().splitlines())]}),
    ]
    result = rate(questions, sheets, "--csv")
    assert result.stderr == ""
    assert {row["relevance_raters"] for row in rows(result.stdout) if row["statement"]} == {"10"}


def test_a_comment_may_have_commas_and_several_lines_and_line_numbers_stay_right(questions: Path) -> None:
    sheet = f'{HEADING}\n1,Sentence 1.,a,4,4,"First,\nsecond, “third”"\n2,Sentence 2.,a,4,9,\n'
    result = rate(questions, [sheet], "--csv")
    assert result.stderr.startswith('1.csv, line 4: relevance is "9"')
    assert statement(result, "q1")["relevance_raters"] == "1"


def test_the_same_form_twice_is_refused(questions: Path) -> None:
    path = questions.parent / "anna.csv"
    path.write_text(form(), encoding="utf-8")
    result = run("rate", "--questions", questions, path, path.parent / "." / "anna.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "A form is named twice." in result.stderr


def test_the_template_shows_no_theme_and_once_filled_in_can_be_read(questions: Path) -> None:
    template = run("rate", "--questions", questions, "--template").stdout
    found = list(csv.DictReader(io.StringIO(template.removeprefix("\ufeff"))))
    assert [row["text"] for row in found] == [f"Sentence {number}." for number in range(1, 8)]
    assert not any(row[name] for row in found for name in ("theme", "clarity", "relevance", "comment"))
    assert "q1" not in template
    empty = rate(questions, [template])
    assert (empty.exit_code, empty.stderr, empty.stdout.splitlines()[0]) == (0, "", "0 raters, 7 statements")
    full = rate(questions, [template.replace(".,,,,", ".,a,4,4,")] * 3, "--csv")
    assert (full.exit_code, statement(full, "q5")["sorted"]) == (0, "0.0")


def test_the_key_names_the_theme_of_each_statement(questions: Path) -> None:
    key = run("rate", "--questions", questions, "--key").stdout.removeprefix("\ufeff")
    assert [row["theme"] for row in rows(key)] == ["a"] * 4 + ["b"] * 3


@pytest.mark.parametrize(("option", "name"), [("--template", "expert-form.csv"), ("--key", "expert-key.csv")])
def test_the_form_and_the_key_in_docs_are_up_to_date(root: Path, option: str, name: str) -> None:
    result = run("rate", "--questions", root / "data" / "questions.toml", option)
    in_docs = (root / "docs" / "validation" / name).read_text(encoding="utf-8")
    assert result.stdout == in_docs, f"Write it again: flask quiz rate {option} > docs/validation/{name}"


def test_a_command_without_forms_says_what_it_needs(questions: Path) -> None:
    for arguments in ((), ("--template", "--key")):
        result = run("rate", "--questions", questions, *arguments)
        assert result.exit_code == 2
        assert "Name the filled-in forms, or use --template or --key." in result.stderr
