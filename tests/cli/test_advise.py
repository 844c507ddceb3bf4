"""`flask quiz advise`: a CSV of answers in, a decision table for each row out."""

import random
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import Result

from quiz.advice.book import AdviceBook
from quiz.advice.choose import paper_advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.core.answers import parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from tests.cli.terminal import rows, run, toml

DAY = "2026-03-01"
UNSAFE = "unsafe (the answer on safety-disagree is “Rarely”)"
LEVELS = {"burden": 4, "needs": 2, "attraction": 1, "abandonment": 2, "jealousy": 4}


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
    return run("advise", "--questions", questions, "--date", DAY, *more, "-", stdin=sheet(*lines))


def test_each_row_has_a_line_per_piece_with_its_place_and_reason(
    questions: Path, questionnaire: Questionnaire, book: AdviceBook
) -> None:
    result = explained(questions, line(questionnaire, {"safety-disagree": "rarely", "mood": "often", "trust": "skip"}))
    assert result.exit_code == 0
    assert result.stdout.startswith("id,piece,title,shown,as,on_paper,reason,signals\n")
    found = rows(result.stdout)
    assert [(row["piece"], row["title"]) for row in found] == [(str(one.number), one.title) for one in book.pieces]
    by_rank = {row["shown"]: (row["piece"], row["as"], row["on_paper"]) for row in found if row["shown"]}
    assert by_rank == {
        "1": ("2", "theme card", "1"),
        "2": ("17", "theme card", "2"),
        "3": ("7", "situation card", ""),
        "4": ("20", "closer", "4"),
        "5": ("6", "extra card", ""),
    }
    reasons = {row["piece"]: row["reason"] for row in found}
    assert reasons["2"] == "base: theme card (called for by: Burden 75 is 50 or more); extra: not called for"
    assert reasons["6"] == "base: not called for; extra: extra card (called for by: unsafe)"
    assert reasons["9"] == "base: crowded out by piece 20 (for everyone)"
    assert reasons["1"] == "base: on paper only (for everyone)"
    assert reasons["17"].endswith("extra: added to its card (called for by: unsafe)")
    assert {row["id"] for row in found} == {"anna"}
    assert {row["signals"] for row in found} == {f"{UNSAFE}; mood (the answer on mood is “Often”)"}


def test_the_pieces_shown_are_those_of_the_result_page_and_of_the_pdf(
    questions: Path, questionnaire: Questionnaire, book: AdviceBook
) -> None:
    chance = random.Random(5)
    lines = []
    for number in range(40):
        level = {theme.id: chance.randint(1, 5) for theme in questionnaire.themes}
        context = {id_: chance.choice([*found, "", "skip"]) for id_, found in questionnaire.option_ids.items()}
        lines.append({**line(questionnaire, context, level), "id": str(number)})
    result = explained(questions, *lines)
    tables = {id_: list(table) for id_, table in groupby(rows(result.stdout), key=lambda row: row["id"])}
    for one in lines:
        answers, refused = parse_answers(questionnaire, one)
        assert not refused
        profile = Scorer(questionnaire).profile(answers)
        now = situation_of(book, profile, answers.context, date.fromisoformat(DAY))
        for column, advice in (("shown", screen_advice), ("on_paper", paper_advice)):
            found = {row[column]: row["title"] for row in tables[one["id"]] if row[column]}
            cards = advice(book, now).cards
            assert found == {str(rank): card.piece.title for rank, card in enumerate(cards, 1)}


def test_what_takes_turns_follows_the_date(questions: Path, questionnaire: Questionnaire) -> None:
    closers = []
    for day in ("2026-01-28", "2026-01-29", "2026-02-26"):
        result = explained(questions, line(questionnaire, {}), more=("--date", day))
        closers += [row["piece"] for row in rows(result.stdout) if row["as"] == "closer"]
    assert closers == ["20", "9", "20"]
    refused = run("advise", "--questions", questions, "--date", "yesterday", "-", stdin=b"")
    assert (refused.exit_code, "does not match the format" in refused.stderr) == (2, True)


def test_the_text_of_a_row_starts_with_a_summary_and_the_pieces_shown(
    questions: Path, questionnaire: Questionnaire
) -> None:
    blank = dict.fromkeys((s.id for s in questionnaire.statements_of("needs")), "")
    unsafe = {**line(questionnaire, {"safety-disagree": "rarely"}), **blank}
    calm = line(questionnaire, {"safety-disagree": ""}, dict.fromkeys(LEVELS, 1))
    first, second, rest = explained(questions, unsafe, calm, more=("--text",)).stdout.split("\n\n")
    assert not rest
    summary, table = first.splitlines()[:5], first.splitlines()[5:]
    assert summary == [
        "Row anna",
        "  Scores: Burden 75, Falling short without, Attraction 0, Being left 25, Jealousy 75",
        f"  Signals: {UNSAFE}",
        "  Leading: Burden, Jealousy",
        "  Support lines: before the advice",
    ]
    assert table[0].split() == ["shown", "paper", "piece", "title", "why"]
    shown = [["1", "1", "2"], ["2", "2", "17"], ["3", "3", "1"], ["4", "4", "20"]]
    assert [text.split()[:3] for text in table[1:5]] == shown
    assert table[5].split()[:2] == ["5", "6"], "an extra card has no place on paper"
    assert [text.split()[0] for text in table[6:]] == [*"345789", *map(str, range(10, 17)), "16", "18", "19"]
    assert "  Signals: none\n" in second
    assert "  Support lines: after the advice\n" in second


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
    result = explained(questions, line(questionnaire, {**given, "limits": "often"}))
    assert result.stderr == "No column safety-limits: treated as unanswered.\n"
    assert result.exit_code == 0
    assert {row["signals"] for row in rows(result.stdout)} == {""}


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
