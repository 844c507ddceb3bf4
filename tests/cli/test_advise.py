"""`flask quiz advise`: a CSV of answers in, a decision table for each row out."""

import random
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import Result

from quiz.advice.book import AdviceBook
from quiz.advice.choose import advise
from quiz.core.answers import parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from tests.cli.terminal import rows, run, toml

LEVELS = {"burden": 4, "needs": 2, "attraction": 1, "abandonment": 3, "jealousy": 4}


def line(questionnaire: Questionnaire, context: Mapping[str, str], level: Mapping[str, int] = LEVELS) -> dict[str, str]:
    """Return a row in which all statements of a theme have the same keyed value."""
    chosen = {s.id: str(6 - level[s.theme] if s.reversed else level[s.theme]) for s in questionnaire.statements}
    return {"id": "anna", **chosen, **context}


def sheet(*lines: Mapping[str, str]) -> bytes:
    heading = list(lines[0])
    return "\n".join([",".join(heading), *(",".join(one[name] for name in heading) for one in lines), ""]).encode()


@pytest.fixture
def questions(root: Path) -> Path:
    return root / "data" / "questions.toml"


def explained(questions: Path, *lines: Mapping[str, str], more: tuple[str, ...] = ()) -> Result:
    return run("advise", "--questions", questions, *more, "-", stdin=sheet(*lines))


def test_each_row_has_a_line_per_piece_with_its_place_and_reason(questions: Path, questionnaire: Questionnaire) -> None:
    result = explained(questions, line(questionnaire, {"safety-disagree": "rarely", "mood": "skip", "trust": ""}))
    assert result.exit_code == 0
    assert result.stdout.startswith("id,piece,title,shown,reason,course,signals\n")
    found = rows(result.stdout)
    assert [row["piece"] for row in found] == [str(number) for number in range(1, 21)]
    assert {row["shown"]: row["piece"] for row in found if row["shown"]} == {"1": "6", "2": "17", "3": "12"}
    assert found[1]["reason"] == "muted by: unsafe (called for by: Burden 75 is 50 or more)"
    assert found[2]["reason"] == "not called for; muted by: unsafe"
    assert found[5]["title"] == "When doubt stays strong"
    assert {row["id"] for row in found} == {"anna"}
    assert {row["course"] for row in found} == {"unsafe (unsafe)"}
    assert found[0]["signals"].startswith("unsafe (the answer on safety-disagree is “Rarely”); high (")


def test_the_pieces_shown_are_those_of_the_result_page(
    questions: Path, questionnaire: Questionnaire, book: AdviceBook
) -> None:
    chance = random.Random(5)
    options = {q.id: [o.id for o in questionnaire.options[q.options]] for q in questionnaire.questions}
    lines = []
    for number in range(40):
        level = {theme.id: chance.randint(1, 5) for theme in questionnaire.themes}
        context = {id_: chance.choice([*found, "", "skip"]) for id_, found in options.items()}
        lines.append({**line(questionnaire, context, level), "id": str(number)})
    result = explained(questions, *lines)
    tables = {id_: list(table) for id_, table in groupby(rows(result.stdout), key=lambda row: row["id"])}
    numbers = {piece.id: str(number) for number, piece in enumerate(book.pieces, 1)}
    for one in lines:
        answers, refused = parse_answers(questionnaire, one)
        assert not refused
        cards = advise(book, Scorer(questionnaire).profile(answers), answers.context).cards
        shown = {row["shown"]: row["piece"] for row in tables[one["id"]] if row["shown"]}
        assert shown == {str(place): numbers[card.piece.id] for place, card in enumerate(cards, 1)}


def test_the_text_of_a_row_starts_with_its_course_and_the_pieces_shown(
    questions: Path, questionnaire: Questionnaire
) -> None:
    blank = dict.fromkeys((s.id for s in questionnaire.statements_of("needs")), "")
    unsafe = {**line(questionnaire, {"safety-limits": "often"}), **blank}
    calm = line(questionnaire, {"safety-limits": ""}, dict.fromkeys(LEVELS, 1))
    first, second, rest = explained(questions, unsafe, calm, more=("--text",)).stdout.split("\n\n")
    assert not rest
    lines = first.splitlines()
    assert lines[0] == "Row anna"
    assert lines[1] == "  Scores: Burden 75, Falling short without, Attraction 0, Being left 50, Jealousy 75"
    assert lines[3] == "  Course: unsafe (unsafe), support lines first"
    assert [text.split()[:2] for text in lines[5:8]] == [["1", "6"], ["2", "17"], ["3", "12"]]
    assert [text.split()[0] for text in lines[8:]] == [str(n) for n in range(1, 21) if n not in {6, 12, 17}]
    assert "Course: usual (no earlier one fits)\n" in second


def test_an_invalid_row_is_reported_with_its_line_and_the_others_are_explained(
    questions: Path, questionnaire: Questionnaire
) -> None:
    good = line(questionnaire, {"length": "1-to-3-years"})
    statement = questionnaire.statements[0].id
    result = explained(questions, good, {**good, "length": "ages"}, {**good, statement: "7"}, {**good, "id": "eve"})
    assert list(dict.fromkeys(row["id"] for row in rows(result.stdout))) == ["anna", "eve"]
    *_, first, second, summary = result.stderr.splitlines()
    assert first.startswith('line 3: length is "ages", which is not an answer to it (under-3-months, ')
    assert second.startswith(f'line 4: {statement} is "7", which is not on the scale')
    assert summary == "2 rows refused; the others are explained."
    assert result.exit_code == 1


def test_a_question_without_a_column_is_reported_and_counts_as_unanswered(
    questions: Path, questionnaire: Questionnaire
) -> None:
    given = {q.id: "skip" for q in questionnaire.questions if q.id != "safety-limits"}
    result = explained(questions, line(questionnaire, {**given, "safety_limits": "often"}))
    assert result.stderr == "No column safety-limits: treated as unanswered.\n"
    assert result.exit_code == 0
    assert {row["course"] for row in rows(result.stdout)} == {"heavy (Burden 75 is 75 or more)"}


def test_an_invalid_header_stops_the_command_with_one_sentence(questions: Path, questionnaire: Questionnaire) -> None:
    text = sheet(line(questionnaire, {"mood": "often"})).decode()
    for heading, message in [(text.replace("id,", "id,mood,", 1), "more than one column mood"), ("id\n", "no column")]:
        result = run("advise", "--questions", questions, "-", stdin=heading.encode())
        assert (result.exit_code, result.stdout) == (1, "")
        assert message in result.stderr


def test_the_page_of_all_rules_needs_no_answers_and_the_one_in_docs_is_up_to_date(questions: Path, root: Path) -> None:
    result = run("advise", "--questions", questions, "--page")
    assert result.exit_code == 0
    in_docs = (root / "docs" / "advice.md").read_text(encoding="utf-8")
    assert result.stdout == in_docs, "Write it again: flask quiz advise --page > docs/advice.md"


def test_missing_answers_or_advice_are_reported_in_one_sentence(questions: Path, tmp_path: Path) -> None:
    assert "Name a file of answers, or use --page." in run("advise", "--questions", questions).stderr
    bare = tmp_path / "bare.toml"
    bare.write_text(toml(range(5), {"a": [1, 2]}), encoding="utf-8")
    result = run("advise", "--questions", bare, "--page")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "bare.toml names no advice." in result.stderr


def test_the_help_asks_for_made_up_cases() -> None:
    assert "use made-up cases" in " ".join(run("advise", "--help").stdout.split())
