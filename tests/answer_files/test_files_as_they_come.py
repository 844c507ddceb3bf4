"""Files as survey tools, spreadsheets and statistics programs write them give the scores of the plainest CSV."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.answer_files.column_names import ColumnNames
from tests.answer_files.samples import IDS, PROMPT, TEXTS, WORDS, Grid, answers, delimited, expected, score, scores
from tests.cli.terminal import run, toml

GRID = answers()
LABELS = [[WORDS[int(cell) - 1] if cell else "" for cell in row] for row in GRID]


def mapped(change: Callable[[str], str], blank: str = "") -> Grid:
    """Return the answers with each changed, and blanks replaced."""
    return [[change(cell) if cell else blank for cell in row] for row in GRID]


def with_columns(heading: list[str], grid: Grid, before: list[str], values: list[str]) -> Grid:
    """Return a heading and rows with other columns before those of statements."""
    return [[*before, *heading], *([*values, *row] for row in grid)]


PLAIN = delimited([IDS, *GRID])
QUALTRICS = [
    ["StartDate", "Status", "ResponseId", *IDS],
    ["Start Date", "Response Type", "Response ID", *(f"{PROMPT} - {text}" for text in TEXTS.values())],
    [f'{{"ImportId":"{name}","timeZone":"Europe/Berlin"}}' for name in ("startDate", "status", "_recordId", *IDS)],
    *(["2026-03-01 10:00:00", "IP Address", f"R_{n}", *row] for n, row in enumerate(GRID)),
]
MONKEY_MATRIX = [
    ["Respondent ID", "Start Date", "Email Address", PROMPT, *[""] * 7],
    ["", "", "", *TEXTS.values()],
    *([f"{118 + n}", "03/01/2026 10:00:00 AM", "", *row] for n, row in enumerate(LABELS)),
]
MONKEY_SINGLE = [
    ["Respondent ID", "Start Date", *TEXTS.values(), "Anything else?"],
    ["", "", *["Response"] * 8, "Open-Ended Response"],
    *([f"{118 + n}", "03/01/2026", *row, "No,\nthanks"] for n, row in enumerate(LABELS)),
]
LIMESURVEY = with_columns([f"{PROMPT} [{text}]" for text in TEXTS.values()], LABELS, ["Response ID", "Date submitted"],
                          ["1", "1980-01-01 00:00:00"])  # fmt: skip
WITH_TEXTS = {
    "a byte order mark": "\ufeff" + PLAIN,
    "CRLF": delimited([IDS, *GRID], end="\r\n"),
    "CR": delimited([IDS, *GRID], end="\r"),
    "semicolons": delimited([IDS, *GRID], ";"),
    "tabs": delimited([IDS, *GRID], "\t"),
    "bars": delimited([IDS, *GRID], "|"),
    "sep": "sep=;\r\n" + delimited([IDS, *GRID], ";", "\r\n"),
    "sep in quotes": '"sep=\t"\r\n' + delimited([IDS, *GRID], "\t", "\r\n"),
    "all quoted": delimited([IDS, *GRID], quoting=csv.QUOTE_ALL),
    "spaces after commas": PLAIN.replace(",", ", "),
    "quoted after spaces": delimited([IDS, *GRID], quoting=csv.QUOTE_ALL).replace(",", ", "),
    "blank lines and a title": "My survey\n\nExported in March\n" + PLAIN,
    "title with commas": ",,,,,,,\nMy survey,,,,,,,\n" + PLAIN,
    "blank rows at the end": PLAIN + ",,,,,,,\n" * 20 + "\n\n",
    "a separator at the end of rows": delimited([IDS, *([*row, ""] for row in GRID)]),
    "the heading again": delimited([IDS, *GRID[:20], IDS, *GRID[20:]]),
    "R write.table": delimited([IDS, *([str(n), *row] for n, row in enumerate(mapped(str, "NA"), 1))], " "),
    "R write.csv": delimited([["", *IDS], *([str(n), *row] for n, row in enumerate(mapped(str, "NA"), 1))]),
    "R names": delimited([[id_.replace("_", ".") for id_ in IDS], *GRID]),
    "SPSS": delimited([IDS, *mapped(lambda cell: f"{cell}.00", " ")]),
    "decimal commas": delimited([IDS, *mapped(lambda cell: f"{cell},0")], ";"),
    "leading zeros": delimited([IDS, *mapped(lambda cell: f"0{cell}")]),
    "plus": delimited([IDS, *mapped(lambda cell: f"+{cell}")]),
    "exponent": delimited([IDS, *mapped(lambda cell: f"{cell}.000000E+00", "NaN")]),
    "formulas": delimited([IDS, *mapped(lambda cell: f'="{cell}"')]),
    "apostrophes": delimited([IDS, *mapped(lambda cell: f"'{cell}")]),
    "full width": delimited([IDS, *mapped(lambda cell: chr(0xFF10 + int(cell)))]),
    "REDCap": delimited(
        with_columns([id_.lower() for id_ in IDS], GRID, ["record_id", "survey_time"], ["1", "x"])),
    "Google Forms": delimited(with_columns([f"{PROMPT} [{text}]" for text in TEXTS.values()], LABELS, ["Timestamp"],
                                           ["2026/03/01 3:14:00 PM GMT+1"]), quoting=csv.QUOTE_ALL),
    "Google Forms, single questions": delimited(with_columns(list(TEXTS.values()), LABELS, ["Timestamp"], ["2026"])),
    "Qualtrics": "\ufeff" + delimited(QUALTRICS),
    "SurveyMonkey, matrix": delimited(MONKEY_MATRIX),
    "SurveyMonkey, single questions": delimited(MONKEY_SINGLE),
    "LimeSurvey, texts": delimited(LIMESURVEY, ";"),
    "LimeSurvey, code and text": delimited([[f"{id_}. {text}" for id_, text in TEXTS.items()], *LABELS]),
    "LimeSurvey, subquestions": delimited([[f"G1[{id_}]" for id_ in IDS], *LABELS]),
    "LimeSurvey, brackets": delimited([[f"{id_[:2]}[{id_[3]}]" for id_ in IDS], *LABELS]),
    "KoboToolbox": delimited(with_columns([f"group/{id_}" for id_ in IDS], GRID, ["start", "_id"], ["2026", "5"]), ";"),
    "ODK": delimited(with_columns([f"data-grp-{id_}" for id_ in IDS], GRID, ["SubmissionDate"], ["2026-03-01"])),
    "times beside answers": delimited([[*IDS, *(f"time/{id_}" for id_ in IDS)], *([*r, *"12345123"] for r in GRID)]),
    "Jotform": delimited(with_columns([f"{PROMPT} &gt;&gt; {text}" for text in TEXTS.values()], LABELS, ["x"], ["1"])),
    "Tally": delimited(with_columns([f"{PROMPT} ({text})" for text in TEXTS.values()], LABELS, ["Submission"], ["s"])),
    "Moodle": delimited([[f"Q01_Scale->{text}" for text in TEXTS.values()],
                         *mapped(lambda cell: f"{cell} : {WORDS[int(cell) - 1]}")]),
    "the scale beside ids": delimited([[f"{id_} (1-5)" for id_ in IDS], *GRID]),
    "id, colon and text": delimited([[f"{id_}: {text}" for id_, text in TEXTS.items()], *GRID]),
    "id in brackets": delimited([[f"{text} [{id_}]" for id_, text in TEXTS.items()], *GRID]),
    "a control character at the end": PLAIN + "\x1a",
    "numbered texts": delimited([[f"{n}. {text}" for n, text in enumerate(TEXTS.values(), 1)], *LABELS]),
    "HTML in headings": delimited([[f"<p>{text}</p>&nbsp;" for text in TEXTS.values()], *LABELS]),
    "other case and punctuation": delimited([[text.upper().rstrip(".") for text in TEXTS.values()],
                                             *([cell.upper() + " " for cell in row] for row in LABELS)]),
    "number and words": delimited([IDS, *mapped(lambda cell: f"{cell} - {WORDS[int(cell) - 1]}")]),
    "words and number": delimited([IDS, *mapped(lambda cell: f"{WORDS[int(cell) - 1]} ({cell})")]),
    "comments with line breaks": delimited([["id", *IDS, "comment"], *(
        [f"p{n}", *row, 'Nice,\n"quiz"\nnobody,5,1,1,1,5,1,1,1,x\nbye'] for n, row in enumerate(GRID))]),
    "quotation marks as R escapes them": delimited([["note", *IDS], *(["x", *row] for row in GRID)]).replace(
        "\nx,", '\n"say \\"hi\\", ok",'),
    "missing words": delimited([IDS, *mapped(str, "N/A")]),
    "missing sign": delimited([IDS, *mapped(str, ".")]),
    "missing as asked": delimited([IDS, *mapped(str, "Does not apply")]),
    "skip": delimited([IDS, *mapped(str, "skip")]),
}  # fmt: skip


@pytest.mark.parametrize("kind", WITH_TEXTS)
def test_a_file_as_it_comes_gives_the_scores_of_plain_csv(tmp_path: Path, kind: str) -> None:
    result = score(tmp_path, WITH_TEXTS[kind])
    assert (result.exit_code, result.stderr) == (0, "")
    assert scores(result) == expected(tmp_path, GRID)


WITH_A_NOTE = {
    "codes": (
        delimited([IDS, *mapped(lambda cell: f"AO0{cell}")]),
        "Note: Codes such as “AO01” were read by their number.\n",
    ),
    "short codes": (delimited([IDS, *mapped(lambda cell: f"A{cell}")]), "Note: Codes such as “A1”"),
    "missing numbers": (delimited([IDS, *mapped(str, "-99")]), "Note: “-99” in 17 cells was read as no answer.\n"),
    "openpsychometrics": (
        delimited(with_columns(IDS, mapped(str, "0"), ["engnat", "country"], ["1", "US"]), "\t"),
        "Note: “0” in 17 cells was read as no answer.\n",
    ),
    "other numbers": (
        delimited([IDS, *mapped(lambda cell: f"{6 - int(cell)} - {WORDS[int(cell) - 1]}")]),
        "Note: Numbers beside words are not those of the scale, so the words count: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WITH_A_NOTE)
def test_what_may_be_read_wrongly_is_said_once(tmp_path: Path, kind: str) -> None:
    content, note = WITH_A_NOTE[kind]
    result = score(tmp_path, content)
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert result.stderr.startswith(note)
    assert scores(result) == expected(tmp_path, GRID)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_or_utf_32_is_read(tmp_path: Path, encoding: str) -> None:
    result = score(tmp_path, delimited([[*IDS, "é"], *([*row, "ü"] for row in GRID)], "\t", "\r\n").encode(encoding))
    assert (result.exit_code, result.stderr) == (0, "")
    assert scores(result) == expected(tmp_path, GRID)


@pytest.mark.parametrize(
    ("end", "encoding", "name"), [("\n", "cp1252", "Windows-1252"), ("\r", "mac_roman", "Mac Roman")]
)
def test_an_old_encoding_is_guessed_with_a_note(tmp_path: Path, end: str, encoding: str, name: str) -> None:
    grid = [["id", *IDS], ["José", *GRID[0]], *(["x", *row] for row in GRID[1:])]
    result = score(tmp_path, delimited(grid, end=end).encode(encoding))
    assert result.stderr.startswith(f"Note: This is not UTF-8 text, so it is read as {name}.")
    assert "\nJosé," in result.stdout
    assert scores(result) == expected(tmp_path, GRID)


def test_the_column_that_tells_people_apart_is_found(tmp_path: Path) -> None:
    assert "\nR_7," in score(tmp_path, delimited(QUALTRICS)).stdout
    assert "\n120," in score(tmp_path, delimited(MONKEY_MATRIX)).stdout
    assert "\n40," in score(tmp_path, WITH_TEXTS["R write.table"]).stdout


def test_a_column_that_seems_to_tell_people_apart_but_does_not_is_reported(tmp_path: Path) -> None:
    subjects = delimited([["Subject", "Code", *IDS], *(["Psychology", f"p{n}", *row] for n, row in enumerate(GRID))])
    note = "Note: “Subject” is taken for the column that tells people apart, but rows share its texts: name another by"
    for command in ("analyze", "pool"):
        assert note in score(tmp_path, subjects, command=command).stderr
        assert score(tmp_path, subjects, "--id", "Code", command=command).stderr.count("Note") == 0
    twice = delimited([["id", *IDS], *([f"{n // 2}", *row] for n, row in enumerate(GRID))])
    assert score(tmp_path, twice, command="analyze").stderr == ""


def test_the_column_that_tells_people_apart_can_be_named(tmp_path: Path) -> None:
    grid = [["ResponseId", "code", *IDS], *([f"R_{n}", f"c{n}", *row] for n, row in enumerate(GRID))]
    assert "\nc7," in score(tmp_path, delimited(grid), "--id", "Code").stdout
    assert "There is no column name. Name another one." in score(tmp_path, delimited(grid), "--id", "name").stderr


def test_a_line_that_is_too_long_for_a_row_is_refused_alone(tmp_path: Path) -> None:
    lines = PLAIN.splitlines()
    lines[3] = "9" * 200_000
    result = score(tmp_path, "\n".join(lines))
    assert result.exit_code == 1
    assert result.stderr.startswith("line 4: ")
    assert len(scores(result)) == len(GRID) - 1


def test_answers_are_not_mistaken_for_ids_that_are_numbers(tmp_path: Path) -> None:
    text = toml(range(1, 6), {"t": range(1, 6)}).replace('id = "q', 'id = "')
    (tmp_path / "q.toml").write_text(text, encoding="utf-8")
    grid = [[str((n + k) % 5 + 1) for k in range(5)] for n in range(10)]
    stdin = delimited([list("12345"), *grid]).encode()
    result = run("score", "--questions", tmp_path / "q.toml", "-", stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(scores(result)) == 10


def test_the_end_of_a_version_or_a_time_is_no_id() -> None:
    names = ColumnNames({"4": "I slept well.", "q4": "I was tired."})
    assert not any(names.knows(name) for name in ("form v1.4", "5:4", "2026-03-4"))
    assert names.knows("sleep/q4")


def test_a_zip_file_with_one_file_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("My survey.csv", WITH_TEXTS["Google Forms"])
    assert scores(score(tmp_path, out.getvalue())) == expected(tmp_path, GRID)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    wanted = expected(tmp_path, GRID)
    result = run("score", "--questions", tmp_path / "q.toml", "-", stdin=PLAIN.encode())
    assert scores(result) == wanted


def test_missing_values_that_only_the_person_knows_can_be_named(tmp_path: Path) -> None:
    content = delimited([IDS, *mapped(str, "0")])
    assert score(tmp_path, content).exit_code == 1
    result = score(tmp_path, content, "--missing", "0")
    assert result.exit_code == 0
    assert scores(result) == expected(tmp_path, GRID)
    named = score(tmp_path, delimited([IDS, *mapped(str, "I’d rather not")]), "--missing", "i'd rather not")
    assert scores(named) == expected(tmp_path, GRID)


def test_answers_counted_from_another_number_are_scored_if_the_person_says_so(tmp_path: Path) -> None:
    content = delimited([IDS, *mapped(lambda cell: str(int(cell) - 1))])
    assert score(tmp_path, content).stdout == ""
    assert scores(score(tmp_path, content, "--lowest", "0")) == expected(tmp_path, GRID)


def test_answers_that_are_reversed_already_are_scored_if_the_person_says_so(tmp_path: Path) -> None:
    turned = [[str(6 - int(c)) if c and n in {0, 4} else c for n, c in enumerate(row)] for row in GRID]
    content = delimited([IDS, *turned])
    assert "--reversed-already" in score(tmp_path, content).stderr
    result = score(tmp_path, content, "--reversed-already")
    assert (result.stderr, scores(result)) == ("", expected(tmp_path, GRID))
