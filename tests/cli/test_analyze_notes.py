"""`flask quiz analyze`: sentences about numbers that cannot be calculated and statements that do not fit."""

import re
from pathlib import Path

import pytest

from quiz.cli.analysis import Analysis
from quiz.cli.reliability_notes import item_note
from quiz.cli.reliability_tables import text_table
from quiz.core.questionnaire import Statement, Theme
from quiz.psychometrics.careless_sheets import CarelessSheets
from quiz.psychometrics.reliability import ItemStatistics, Reliability
from quiz.psychometrics.statement_answers import StatementAnswers
from tests.cli.terminal import analyze, answered, rows, theme, toml
from tests.strategies import make

TROUBLES: dict[str, tuple[list[list[int]], str]] = {
    "constant": ([[3, *line[1:]] for line in answered(40, 3)], "t: all people gave the same answer to q1: no alpha"),
    "alike": ([[line[0]] * 3 for line in answered(40, 3)], "t: each person gave the same answer to all its statements"),
    "apart": (
        [[line[0], 6 - line[0], line[1] // 2 + 1] for line in answered(40, 3)],
        "t: its statements do not rise and fall together: no alpha, no omega. One may be reversed by mistake.",
    ),
    "mirrored": ([[line[0], 6 - line[0]] for line in answered(40, 1)], "t: its statements do not rise and fall"),
    "single": (answered(40, 1), "t: it has one statement, so there is no alpha"),
    "pair": (answered(40, 2), "t: it has two statements, and omega needs three."),
    "improper": (
        [[line[0], line[0] if n % 9 else line[1], line[1], line[2]] for n, line in enumerate(answered(40, 3, seed=4))],
        "t: no omega. One common factor leaves no variance of its own to ",
    ),
    "no_fit": (
        [[line[0], line[0], line[1], line[2]] for line in answered(40, 3)],
        "fits these answers: it may be two themes, or two statements got the same answers.\n",
    ),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_number_that_cannot_be_calculated_is_explained_in_a_sentence(tmp_path: Path, name: str) -> None:
    lines, message = TROUBLES[name]
    size = len(lines[0])
    (tmp_path / "q.toml").write_text(toml(range(1, 6), {"t": range(1, size + 1)}), encoding="utf-8")
    result = analyze(tmp_path / "q.toml", lines, statements=size)
    assert result.exit_code == 0
    assert message in result.stdout
    assert "nan" not in result.stdout
    found = theme(analyze(tmp_path / "q.toml", lines, "--csv", statements=size), "t")
    assert found["mean"]
    assert found["sd"]
    assert not found["omega"]
    assert bool(found["alpha"]) == bool(found["sem"]) == (name in {"pair", "improper", "no_fit"})


def test_a_statement_that_goes_against_the_others_may_be_reversed_by_mistake(questions: Path) -> None:
    straight = analyze(questions, answered(60, 7))
    assert re.search(r"\nq4: it goes against most of its theme\. It may be reversed by mistake: "
                     r"read it again, and remove `reversed = true` if so\.\n", straight.stdout)  # fmt: skip
    result = analyze(questions, answered(60, 7, reversed_=[4, 6]))
    assert re.search(r"\nq6: it goes against .* and add `reversed = true` if so\.\n", result.stdout)
    assert "q4: it" not in result.stdout


def test_with_alpha_below_0_only_the_minority_of_opposite_statements_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.toml"
    path.write_text(toml(range(1, 6), {"t": range(1, 6)}, reversed_=[4]), encoding="utf-8")
    # The fourth is reversed as it should be; the second and third should be, too.
    lines = answered(60, 5, reversed_=[2, 3, 4])
    result = analyze(path, lines, statements=5)
    assert "t: its statements do not rise and fall together: no alpha, no omega." in result.stdout
    assert [line for line in result.stdout.splitlines() if "most of its theme" in line or "the rest of" in line] == [
        f"{id_}: it goes against most of its theme. It may be reversed by mistake: read it again, and add "
        "`reversed = true` if so."
        for id_ in ("q2", "q3")
    ]
    notes = [row["note"] for row in rows(analyze(path, lines, "--csv", statements=5).stdout)]
    assert [bool(note) for note in notes] == [True, False, True, True, False, False]
    path.write_text(toml(range(1, 6), {"t": range(1, 6)}, reversed_=[2, 3, 4]), encoding="utf-8")
    assert theme(analyze(path, lines, "--csv", statements=5), "t")["alpha"]


def test_an_unrelated_statement_is_named(questions: Path) -> None:
    lines = [
        [*line[:6], line[6] if n % 3 else 6 - line[6]] for n, line in enumerate(answered(60, 7, reversed_=[4], seed=2))
    ]
    result = analyze(questions, lines)
    assert re.search(r"\nq7: it is hardly related to the rest of its theme \(0\.[01]\d\)\.\n", result.stdout)


@pytest.mark.parametrize(
    ("rest", "shown", "message"),
    [
        (0.197, "0.20", ""),
        (0.194, "0.19", "is hardly related to the rest of its theme (0.19)."),
        (-0.004, "0.00", "is hardly related to the rest of its theme (0.00)."),
        (-0.006, "-0.01", "goes against the rest of its theme (-0.01)."),
    ],
)
def test_a_correlation_is_judged_by_its_rounded_value(rest: float, shown: str, message: str) -> None:
    statement = Statement("q1", "t", "A sentence.")
    item = ItemStatistics(statement, rest)
    questionnaire = make(themes=((False,),))
    answers = StatementAnswers(statement, {point.value: 6 for point in questionnaire.scale.points}, 0)
    found = Reliability(Theme("t", "t", "t"), 30, items=(item,), answers=(answers,))
    table = list(text_table(questionnaire, Analysis([found], [], CarelessSheets(), {}, 0)))
    [row] = [line for line in table if line.startswith("q1 ") and "%" in line]
    assert row.split()[-2:] == [shown, "t"]
    assert message in item_note(item)
    assert bool(message) == bool(item_note(item))
