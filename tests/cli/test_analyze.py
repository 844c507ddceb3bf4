"""`flask quiz analyze`: a CSV of answers in, the reliability of each theme out."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from quiz.content.loader import load
from tests.cli.terminal import Row, analyze, answer_csv, answered, rows, run, theme, toml


def test_the_table_has_a_line_for_each_theme_and_each_statement(questions: Path) -> None:
    result = analyze(questions, answered(60, 7, reversed_=[4]))
    assert (result.exit_code, result.stderr) == (0, "")
    themes, fits, statements, correlations, last = result.stdout.strip().split("\n\n")
    heading, a, b = themes.splitlines()
    assert re.split(r"  +", heading) == [
        "theme", "cases", "mean", "SD", "alpha (95%)", "omega (95%)", "SEM", "clear change",
    ]  # fmt: skip
    assert re.fullmatch(r"a +60 +\d\d\.\d +\d\d\.\d( +0\.\d\d \(0\.\d\d to 0\.\d\d\)){2} +\d+\.\d +\d\d\.\d", a)
    assert b.startswith("b ")
    assert [line.split()[0] for line in fits.splitlines()] == ["theme", "a", "b"]
    assert [line.split()[0] for line in statements.splitlines()] == ["statement", *(f"q{n}" for n in range(1, 8))]
    assert correlations.splitlines()[1].startswith("a and b     60  0.")
    assert last == (
        "Keep sd = 20 and reliability = 0.86 in [assumptions]. "
        "Each theme needs 200 complete cases before its numbers can replace the assumed ones: a has 60, b has 60."
    )


def test_the_numbers_are_the_same_if_a_statement_is_reversed(questions: Path) -> None:
    straight = questions.parent / "straight.toml"
    straight.write_text(questions.read_text().replace("reversed = true", "reversed = false"), encoding="utf-8")
    before = rows(analyze(questions, answered(60, 7, reversed_=[4]), "--csv").stdout)
    after = rows(analyze(straight, answered(60, 7), "--csv").stdout)
    of_answers = {"mean", *(f"share_{value}" for value in range(1, 6))}
    for one, other in zip(before, after, strict=True):
        turned = one["statement"] == "q4"
        assert {name for name in one if one[name] != other[name]} <= (of_answers | {"sd"} if turned else set())
        assert not turned or [one[f"share_{value}"] for value in range(1, 6)] == [
            other[f"share_{6 - value}"] for value in range(1, 6)
        ]


def test_mean_and_sd_are_those_of_the_scores_of_flask_quiz_score(questions: Path) -> None:
    lines = answered(50, 7, reversed_=[4])
    scores = [
        float(row["a"]) for row in rows(run("score", "--questions", questions, "-", stdin=answer_csv(lines, 7)).stdout)
    ]
    mean = sum(scores) / 50
    found = theme(analyze(questions, lines, "--csv"), "a")
    assert float(found["mean"]) == pytest.approx(mean)
    assert float(found["sd"]) == pytest.approx((sum((score - mean) ** 2 for score in scores) / 49) ** 0.5)
    sem = float(found["sd"]) * (1 - float(found["alpha"])) ** 0.5
    assert float(found["sem"]) == pytest.approx(sem)
    # Two themes on a page, and the default retest reliability of .6.
    assert float(found["clear_change"]) == pytest.approx(2.2365 * float(found["sd"]) * 0.8**0.5, rel=1e-4)


def test_only_people_who_answered_all_statements_of_a_theme_count(questions: Path) -> None:
    lines: list[Row] = [*answered(40, 7, reversed_=[4]), *([3, "", 3, 3, 4, 4, value] for value in (1, 2, 3, 4, 5))]
    found = analyze(questions, lines, "--csv")
    assert [theme(found, id_)["cases"] for id_ in "ab"] == ["40", "45"]
    pairwise = {"alpha_pairwise": "", "people_pairwise": ""}
    assert theme(found, "a") | pairwise == theme(analyze(questions, lines[:40], "--csv"), "a") | pairwise


def test_a_theme_with_fewer_than_30_complete_cases_gets_a_sentence_and_no_numbers(questions: Path) -> None:
    lines = [line[:4] + (line[4:] if n else ["", 3, 3]) for n, line in enumerate(answered(30, 7, reversed_=[4]))]
    found = analyze(questions, lines, "--csv")
    assert theme(found, "a")["alpha"]
    few = theme(found, "b")
    assert few.pop("note") == "b: 29 complete cases. At least 30 are needed to calculate anything."
    assert {name for name, value in few.items() if value} == {"theme", "cases"}
    text = analyze(questions, lines).stdout
    assert "\nb: 29 complete cases. At least 30 are needed to calculate anything.\n" in text
    assert "q5" not in text


@pytest.mark.parametrize("form", [[], ["--csv"]])
def test_a_file_without_rows_is_reported_for_each_theme(questions: Path, form: list[str]) -> None:
    result = analyze(questions, [], *form)
    assert result.exit_code == 0
    assert result.stdout.count("0 complete cases.") == 2


def test_a_single_theme_gets_no_range_of_errors(tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text(toml(range(1, 6), {"t": range(1, 5)}), encoding="utf-8")
    last = analyze(tmp_path / "q.toml", answered(250, 4), statements=4).stdout.splitlines()[-1]
    assert last.startswith("[assumptions] has sd = 20 and reliability = 0.86. These answers support sd = ")


def test_na_as_written_by_r_is_no_answer(questions: Path) -> None:
    lines = answered(60, 7, reversed_=[4])
    holes = [[*line[:6], ""] for line in lines[:9]]
    marks = [[*line[:6], "NA"] for line in lines[:9]]
    result = analyze(questions, [*marks, *lines[9:]], "--csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == analyze(questions, [*holes, *lines[9:]], "--csv").stdout
    assert [theme(result, id_)["cases"] for id_ in "ab"] == ["60", "51"]


def adopt(questions: Path, assumptions: str) -> None:
    """Replace the assumptions of a questionnaire, and check that it is still good to use."""
    old = "[assumptions]\nsd = 20\nreliability = 0.86\n"
    questions.write_text(questions.read_text().replace(old, assumptions), encoding="utf-8")
    assert run("check", questions).exit_code == 0


def test_the_toml_output_is_valid_and_matches_the_answers(questions: Path) -> None:
    lines = answered(250, 7, reversed_=[4])
    result = analyze(questions, lines, "--toml")
    assert (result.exit_code, result.stderr) == (0, "")
    adopt(questions, result.stdout)
    questionnaire = load(questions).questionnaire
    assert questionnaire
    found = [theme(analyze(questions, lines, "--csv"), id_) for id_ in "ab"]
    mean_square = sum(float(one["sem"]) ** 2 for one in found) / 2
    assert float(questionnaire.assumptions.variance) == pytest.approx(mean_square, rel=0.05)
    assert questionnaire.assumptions.note == (
        "From 250 or more complete cases for each theme (a, b), by flask quiz analyze; retest is assumed."
    )
    message = analyze(questions, lines).stdout.splitlines()
    assert message[-2].startswith("[assumptions] has sd = ")
    assert message[-1].startswith("These two apply to all themes without their own numbers; SEMs range from ")


def test_the_toml_output_is_valid_for_the_most_extreme_answers(questions: Path) -> None:
    ends = [[5, 5, 5, 1, 5, 5, 5], [1, 1, 1, 5, 1, 1, 1]] * 150
    odd = [[5, 5, 5, 1, 5, 5, 4], [4, 5, 5, 1, 5, 5, 5]]
    result = analyze(questions, ends + odd, "--toml")
    assert result.stdout.startswith("[assumptions]\nsd = 50.0\nreliability = 0.99\n")
    adopt(questions, result.stdout)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (answered(199, 7, reversed_=[4]), "before its numbers can replace the assumed ones: a has 199, b has 199."),
        ([[*line[:4], 2, *line[5:]] for line in answered(200, 7, reversed_=[4])], "the assumed ones. Without one: b."),
    ],
)
def test_no_toml_is_written_for_too_few_cases(questions: Path, lines: list[list[int]], message: str) -> None:
    result = analyze(questions, lines, "--toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_an_invalid_row_is_reported_with_its_line_and_counts_for_no_theme(questions: Path) -> None:
    good = answered(40, 7, reversed_=[4])
    bad: list[Row] = [*good[:5], [1, 1, 1, 1, 1, 1, 9], *good[5:], [5, 5, 5]]
    result = analyze(questions, bad, "--csv")
    assert result.exit_code == 1
    assert result.stdout == analyze(questions, good, "--csv").stdout
    first, second, last = result.stderr.splitlines()
    assert first.startswith('line 7: q7 is "9", which is not on the scale')
    assert second.startswith("line 43: The row has 4 cells, but the header has 8.")
    assert last == "2 rows refused; the others are counted."


def test_an_invalid_header_stops_the_command_with_one_sentence(questions: Path) -> None:
    result = analyze(questions, answered(40, 3), statements=3)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 1: There is no column q4." in result.stderr


def test_the_chart_is_written_in_addition_to_other_output(questions: Path) -> None:
    path = questions.parent / "picture.svg"
    result = analyze(questions, answered(40, 7, reversed_=[4]), "--csv", "--picture", path)
    assert result.exit_code == 0
    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 10
    texts = [element.text for element in ET.fromstring(path.read_bytes()).iter() if element.text]
    assert {"a", "b", "alpha", "omega", "q1", "q7"} <= set(texts)
    assert sum(text.startswith("40 cases") for text in texts) == 2


def test_a_chart_that_cannot_be_written_is_reported(questions: Path) -> None:
    result = analyze(questions, answered(40, 7), "--picture", questions.parent / "none" / "picture.svg")
    assert result.exit_code == 1
    assert "picture.svg cannot be written (No such file or directory)." in result.stderr


@pytest.mark.parametrize("name", ["picture.png", "answers.csv"])
def test_a_chart_is_not_written_to_a_file_of_another_type(questions: Path, name: str) -> None:
    path = questions.parent / name
    path.write_bytes(b"kept")
    result = analyze(questions, answered(40, 7), "--picture", path)
    assert result.exit_code == 2
    assert f"{name} is not an SVG file name: it must end in .svg." in result.stderr
    assert path.read_bytes() == b"kept"


def test_csv_and_toml_together_are_refused(questions: Path) -> None:
    result = analyze(questions, [], "--csv", "--toml")
    assert result.exit_code == 2
    assert "Choose one of --csv, --json and --toml." in result.stderr
