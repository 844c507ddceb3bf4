"""`flask quiz analyze`: each statement, several days, careless sheets, one theme alone, and pooled files."""

import json
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.terminal import Row, analyze, answer_csv, answered, rows, run, theme, toml

REVERSED = [4]


def sheets(path: Path, lines: Sequence[Sequence[object]], ids: Sequence[object], statements: int = 7) -> Path:
    heading = ",".join(["id", *(f"q{n}" for n in range(1, statements + 1))])
    body = (",".join(map(str, [id_, *line])) for id_, line in zip(ids, lines, strict=True))
    path.write_text("\n".join([heading, *body, ""]), encoding="utf-8")
    return path


def on_two_days(people: int, error: float, shift: float = 0.0) -> tuple[list[list[int]], list[list[int]]]:
    """Return answers of the same people on two days, with statements 1 to 7 and the fourth reversed."""
    chance = random.Random(7)
    days: tuple[list[list[int]], list[list[int]]] = ([], [])
    for _ in range(people):
        level = chance.gauss(3, 0.9)
        for day, move in zip(days, (0.0, shift), strict=True):
            today = level + move + chance.gauss(0, error)
            line = [min(5, max(1, round(today + chance.gauss(0, 0.6)))) for _ in range(7)]
            day.append([6 - value if n in REVERSED else value for n, value in enumerate(line, 1)])
    return days


def statement(result: Result, id_: str) -> dict[str, str]:
    return next(row for row in rows(result.stdout) if row["statement"] == id_)


def test_the_answers_to_each_statement_are_counted_as_they_were_chosen(questions: Path) -> None:
    lines: list[Row] = [*([[1, 2, 3, 5, 1, 2, 3]] * 30), *([[5, 2, "", 1, 2, 3, 4]] * 10)]
    lines[0] = [2, 3, 4, 5, 1, 3, 3]
    found = statement(analyze(questions, lines, "--csv"), "q3")
    assert (found["answered"], found["skipped"], found["mean"]) == ("30", "10", str(91 / 30))
    fourth = statement(analyze(questions, lines, "--csv"), "q4")
    assert [float(fourth[f"share_{value}"]) for value in range(1, 6)] == [0.25, 0, 0, 0, 0.75]
    assert "q3: 25% did not answer. Does it apply to everyone?" in analyze(questions, lines).stdout


def test_alpha_without_a_statement_is_that_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "five.toml").write_text(toml(range(1, 6), {"t": range(1, 6)}), encoding="utf-8")
    (tmp_path / "four.toml").write_text(toml(range(1, 6), {"t": range(1, 5)}), encoding="utf-8")
    lines = answered(60, 5)
    whole = analyze(tmp_path / "five.toml", lines, "--csv", statements=5)
    rest = analyze(tmp_path / "four.toml", [line[:4] for line in lines], "--csv", statements=4)
    assert float(statement(whole, "q5")["alpha_without"]) == pytest.approx(float(theme(rest, "t")["alpha"]))


def test_a_floor_is_pointed_out(questions: Path) -> None:
    lines = [*answered(50, 7, reversed_=REVERSED), *([[1, 1, 1, 5, 1, 1, 1]] * 20)]
    result = analyze(questions, lines)
    assert "\na: 3" in result.stdout
    assert "% of scores are 0. There, it cannot tell people apart, and SEM says little." in result.stdout
    assert float(theme(analyze(questions, lines, "--csv"), "a")["floor"]) >= 20 / 70


def test_a_theme_of_two_clusters_is_said_to_look_like_two(tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text(toml(range(1, 6), {"t": range(1, 9)}), encoding="utf-8")
    one, other = answered(200, 4, seed=1), answered(200, 4, seed=2)
    result = analyze(tmp_path / "q.toml", [a + b for a, b in zip(one, other, strict=True)], statements=8)
    assert (
        "t: it looks like two themes: q1, q2, q3, q4, and q5, q6, q7, q8. A single score mixes them." in result.stdout
    )
    single = analyze(tmp_path / "q.toml", answered(200, 8), statements=8)
    assert "looks like two" not in single.stdout
    assert "fits badly" not in single.stdout


def test_two_files_of_the_same_people_give_the_retest_reliability(questions: Path, tmp_path: Path) -> None:
    first, second = on_two_days(150, error=0.15)
    ids = [f"p{n}" for n in range(150)]
    earlier, later = sheets(tmp_path / "1.csv", first, ids), sheets(tmp_path / "2.csv", second[::-1], ids[::-1])
    result = run("analyze", "--questions", questions, "--csv", "--again", later, earlier)
    assert (result.exit_code, result.stderr) == (0, "")
    found = theme(result, "a")
    assert found["retest_people"] == "150"
    assert 0.75 < float(found["retest_low"]) < float(found["retest"]) < float(found["retest_high"]) < 0.95
    assert float(found["retest_change"]) == pytest.approx(1.96 * 2**0.5 * float(found["retest_sem"]), rel=1e-4)
    assert found["cases"] == "150"
    both = sheets(tmp_path / "both.csv", [*first, *second], [*ids, *ids])
    assert run("analyze", "--questions", questions, "--csv", both).stdout == result.stdout


def test_a_shift_of_all_people_is_pointed_out(questions: Path, tmp_path: Path) -> None:
    first, second = on_two_days(100, error=0.3, shift=0.5)
    ids = [f"p{n}" for n in range(100)]
    both = sheets(tmp_path / "both.csv", [*first, *second], [*ids, *ids])
    text = run("analyze", "--questions", questions, both).stdout
    assert "a: scores rose by 1" in text
    found = theme(run("analyze", "--questions", questions, "--csv", both), "a")
    assert float(found["icc_agreement"]) < float(found["retest"])


def test_the_toml_output_has_the_retest_reliability_of_enough_people(questions: Path, tmp_path: Path) -> None:
    first, second = on_two_days(210, error=0.5)
    ids = [f"p{n}" for n in range(210)]
    both = sheets(tmp_path / "both.csv", [*first, *second], [*ids, *ids])
    text = run("analyze", "--questions", questions, "--toml", both).stdout
    found = tomllib.loads(text)["assumptions"]
    assert 0.4 < found["retest"] < 0.9
    assert found["note"].endswith("by flask quiz analyze; retest from 210 or more people.")
    assert "\n# a: sd = " in text
    few = sheets(tmp_path / "few.csv", [*first, *second[:90]], [*ids, *ids[:90]])
    assert tomllib.loads(run("analyze", "--questions", questions, "--toml", few).stdout)["assumptions"]["retest"] == 0.6


def test_files_without_a_common_person_are_refused(questions: Path, tmp_path: Path) -> None:
    first, second = on_two_days(40, error=0.3)
    one, other = sheets(tmp_path / "1.csv", first, range(40)), sheets(tmp_path / "2.csv", second, range(40, 80))
    result = run("analyze", "--questions", questions, "--again", other, one)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: Nobody is in both files. Name the column that tells people apart by --id.\n"


def test_several_files_are_pooled_and_their_numbers_are_not_mistaken_for_the_same_people(
    questions: Path, tmp_path: Path
) -> None:
    lines = answered(60, 7, reversed_=REVERSED)
    one, other = sheets(tmp_path / "1.csv", lines[:30], range(30)), sheets(tmp_path / "2.csv", lines[30:], range(30))
    result = run("analyze", "--questions", questions, "--csv", one, other)
    assert result.stdout == analyze(questions, lines, "--csv").stdout


@pytest.mark.parametrize(("kind", "left"), [("straight-liners", 40), ("duplicates", 45)])
def test_careless_sheets_are_counted_and_left_out_if_wanted(tmp_path: Path, kind: str, left: int) -> None:
    path = tmp_path / "q.toml"
    path.write_text(toml(range(1, 6), {"t": range(1, 21)}), encoding="utf-8")
    good = [line for line in answered(40, 20) if len(set(line)) > 1][:35]
    lines = [*good, *([[3] * 20] * 10), *good[:5]]
    text = analyze(path, lines, statements=20).stdout
    counted = "counted; --exclude"
    assert f"10 sheets of 50 with the same answer to all statements: {counted} straight-liners leaves them out." in text
    assert f"5 sheets of 50 with the same answers as an earlier one: {counted} duplicates leaves them out." in text
    result = analyze(path, lines, "--exclude", kind, "--csv", statements=20)
    assert theme(result, "t")["cases"] == str(left)
    assert "left out." in analyze(path, lines, "--exclude", kind, statements=20).stdout


def test_the_columns_of_one_theme_are_enough(questions: Path) -> None:
    lines = answered(60, 4, reversed_=REVERSED)
    result = analyze(questions, lines, "--csv", statements=4)
    assert (result.exit_code, result.stderr) == (0, "Note: There are no columns for b.\n")
    whole = analyze(questions, [[*line, "", "", ""] for line in lines], "--csv")
    assert theme(result, "a") == theme(whole, "a")
    assert {row["theme"] for row in rows(result.stdout)} == {"a"}


def test_json_has_everything(questions: Path) -> None:
    result = analyze(questions, answered(60, 7, reversed_=REVERSED), "--json")
    found = json.loads(result.stdout)
    assert found["sheets"]["read"] == 60
    assert list(found["themes"]) == ["a", "b"]
    assert found["themes"]["a"]["statements"]["q4"]["share_5"] >= 0
    assert found["correlations"][0]["themes"] == ["a", "b"]
    csv_theme = theme(analyze(questions, answered(60, 7, reversed_=REVERSED), "--csv"), "a")
    assert found["themes"]["a"]["omega"] == float(csv_theme["omega"])


def test_the_command_may_be_spelled_with_s(questions: Path) -> None:
    stdin = answer_csv(answered(60, 7, reversed_=REVERSED), 7)
    one, other = (run(name, "--questions", questions, "-", stdin=stdin) for name in ("analyze", "analyse"))
    assert one.stdout == other.stdout
    assert other.exit_code == 0
    assert run("analyze", "--help").stdout.startswith("Usage: quiz analyze ")
