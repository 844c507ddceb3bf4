"""The path of docs/validation/pilot-plan.md: exports that people hand in can be scored and analyzed."""

import csv
import io
import json
import random
import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from quiz.core.answers import SKIP, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.csv_export import to_csv
from quiz.journal.export_import import to_json
from quiz.progress.history import SavedResult
from quiz.score_columns import column_names, column_values
from tests.cli.terminal import rows, run
from tests.journal.samples import FIRST

PEOPLE = 40


def export(questionnaire: Questionnaire, seed: int, sittings: int = 1) -> str:
    """Return a person's steady.csv. They skip the first statement at times, and answer every question."""
    chance = random.Random(seed)
    level, results = chance.gauss(3, 1), []
    for sitting in range(sittings):
        form = {s.id: str(min(5, max(1, round(level + chance.gauss(0, 1))))) for s in questionnaire.statements}
        form |= {s.id: str(6 - int(form[s.id])) for s in questionnaire.statements if s.reversed}
        form |= {id_: chance.choice(options) for id_, options in questionnaire.option_ids.items()}
        if seed % 4 == 0:
            form[questionnaire.statements[0].id] = SKIP
        answers, refused = parse_answers(questionnaire, form)
        assert not refused
        taken = FIRST + timedelta(days=14 * sitting)
        results.append(SavedResult.from_answers(secrets.token_hex(16), taken, questionnaire, answers))
    return to_csv(results)


def handed_in(text: str, questionnaire: Questionnaire) -> list[dict[str, str]]:
    """Return what the plan keeps of an export: the columns of statements, with `skip` blank."""
    ids = [statement.id for statement in questionnaire.statements]
    return [{id_: row[id_].replace(SKIP, "") for id_ in ids} for row in csv.DictReader(io.StringIO(text))]


def sheet(donated: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, donated[0])
    writer.writeheader()
    writer.writerows(donated)
    return out.getvalue().encode()


def test_exports_that_people_hand_in_can_be_analyzed(root: Path, questionnaire: Questionnaire) -> None:
    donated = [handed_in(export(questionnaire, seed), questionnaire)[0] for seed in range(PEOPLE)]
    result = run("analyze", "--questions", root / "data" / "questions.toml", "--csv", "-", stdin=sheet(donated))
    assert (result.exit_code, result.stderr) == (0, "")
    cases = {row["theme"]: int(row["cases"]) for row in rows(result.stdout) if not row["statement"]}
    skipped = questionnaire.statements[0].theme
    assert cases == {t.id: PEOPLE * 3 // 4 if t.id == skipped else PEOPLE for t in questionnaire.themes}


def saved(questionnaire: Questionnaire, seed: int) -> list[SavedResult]:
    chance = random.Random(seed)
    form = {s.id: chance.choice([SKIP, *"12345"]) for s in questionnaire.statements}
    answers, _ = parse_answers(questionnaire, form)
    return [SavedResult.from_answers(secrets.token_hex(16), FIRST, questionnaire, answers)]


def test_both_exports_of_a_journal_can_be_scored_as_they_are(root: Path, questionnaire: Questionnaire) -> None:
    results = saved(questionnaire, 2)
    questions = root / "data" / "questions.toml"
    for text in (to_csv(results), to_json(results), "\ufeff" + to_json(results)):
        found = run("score", "--questions", questions, "-", stdin=text.encode())
        assert (found.exit_code, found.stderr) == (0, "")
        [row] = rows(found.stdout)
        profile = results[0].profile
        assert [row[f"{one.theme.id}_answered"] for one in profile.themes] == [
            str(one.answered) for one in profile.themes
        ]
        assert [row[one.theme.id] for one in profile.themes if one.score is not None] == [
            str(column_values(one)[0]) for one in profile.themes if one.score is not None
        ]


def test_a_folder_of_exports_is_pooled_each_as_one_person(
    root: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    for seed in range(PEOPLE):
        results = [*saved(questionnaire, seed), *saved(questionnaire, 100 + seed)]
        (tmp_path / f"{seed}").write_text(to_json(results) if seed % 2 else to_csv(results), encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    result = run("analyze", "--questions", root / "data" / "questions.toml", "--json", *files)
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert (found["sheets"]["read"], found["sheets"]["people_with_several"]) == (PEOPLE, PEOPLE)
    said = run("analyze", "--questions", root / "data" / "questions.toml", *files).stdout.splitlines()
    assert said[0] == f"{PEOPLE} files are pooled, of which {PEOPLE} journals with one person each: {PEOPLE} sheets."
    assert said[1].startswith(f"{PEOPLE} people answered more than once: the first sheet counts")


def test_a_pool_has_a_row_a_person_with_the_answers_to_the_statements_and_nothing_else(
    root: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    questions = root / "data" / "questions.toml"
    for seed in range(PEOPLE):
        results = [*saved(questionnaire, seed), *saved(questionnaire, 100 + seed)]
        (tmp_path / f"{seed}").write_text(to_json(results) if seed % 2 else to_csv(results), encoding="utf-8")
    (tmp_path / "again").write_text(to_json(saved(questionnaire, 3)), encoding="utf-8")
    (tmp_path / "zz.txt").write_text("Dear all, here it is.\n", encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    result = run("pool", "--questions", questions, *files)
    found = rows(result.stdout)
    assert list(found[0]) == ["id", *(statement.id for statement in questionnaire.statements)]
    assert [row["id"] for row in found] == [str(number) for number in range(1, PEOPLE + 1)]
    first = saved(questionnaire, 7)[0].raw
    wanted = {s.id: "" if first[s.id] == SKIP else first[s.id] for s in questionnaire.statements}
    assert [row for row in found if {**wanted, "id": row["id"]} == row]
    assert result.exit_code == 1
    assert "zz.txt: " in result.stderr
    assert "again: Its first result is in an earlier file, too. This file is left out." in result.stderr
    *_, summary = result.stderr.splitlines()
    assert summary == (
        f"{PEOPLE + 2} files: {PEOPLE} people, with their first result. {PEOPLE} later results are left out "
        "(--all writes them). 2 files left out."
    )
    every = run("pool", "--questions", questions, "--all", *files[:4])
    assert [row["result"] for row in rows(every.stdout)].count("2") == 4


def without_columns(text: str, *unwanted: str) -> str:
    """Return a CSV without the columns whose names have one of these endings."""
    table = list(csv.reader(io.StringIO(text)))
    kept = [place for place, name in enumerate(table[0]) if not name.endswith(unwanted)]
    out = io.StringIO()
    csv.writer(out).writerows([row[place] for place in kept] for row in table)
    return out.getvalue()


def test_an_export_whose_dates_were_deleted_is_still_one_person(
    root: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    """The plan asks people to delete them."""
    text = without_columns(export(questionnaire, 1, sittings=3), "taken", "note", "step", "outcome")
    for name, content in {"a": export(questionnaire, 2), "b": text}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = run("pool", "--questions", root / "data" / "questions.toml", *sorted(tmp_path.iterdir()))
    assert (len(rows(result.stdout)), result.exit_code) == (2, 0)
    assert result.stderr.startswith("2 files: 2 people, with their first result. 2 later results are left out")


def test_a_file_whose_rows_are_taken_for_people_is_named(
    root: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    names = ("taken", *(column for theme in questionnaire.themes for column in column_names(theme.id)))
    text = without_columns(export(questionnaire, 1, sittings=3), *names)
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    result = run("pool", "--questions", root / "data" / "questions.toml", tmp_path / "b.csv")
    assert result.stderr.startswith("b.csv: Note: Each of its 3 rows counts as a person.\n")


def test_the_order_of_a_pool_does_not_tell_who_handed_in_first(
    root: Path, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{seed}" for seed in range(4)]
    for seed, path in enumerate(paths):
        path.write_text(to_json(saved(questionnaire, seed)), encoding="utf-8")
    pools = [run("pool", "--questions", root / "data" / "questions.toml", *order) for order in (paths, paths[::-1])]
    assert pools[0].stdout == pools[1].stdout


def test_results_on_another_scale_are_left_out_with_a_note(root: Path, questionnaire: Questionnaire) -> None:
    points = tuple(replace(point, value=point.value - 1) for point in questionnaire.scale.points)
    other = replace(questionnaire, scale=replace(questionnaire.scale, points=points))
    text = to_json([*saved(questionnaire, 2), *saved(other, 3)])
    found = run("score", "--questions", root / "data" / "questions.toml", "-", stdin=text.encode())
    assert "Note: 1 of 2 results have another scale: left out." in found.stderr
    assert len(rows(found.stdout)) == 1


def test_one_export_holds_all_sittings_of_a_retest_oldest_first(root: Path, questionnaire: Questionnaire) -> None:
    text = export(questionnaire, 1, sittings=3)
    taken = [row["taken"] for row in csv.DictReader(io.StringIO(text))]
    assert len(set(taken)) == 3
    assert taken == sorted(taken)
    stdin = sheet(handed_in(text, questionnaire))
    scores = rows(run("score", "--questions", root / "data" / "questions.toml", "-", stdin=stdin).stdout)
    assert [row["id"] for row in scores] == ["1", "2", "3"]


def test_an_export_has_no_answer_to_a_private_question(questionnaire: Questionnaire) -> None:
    heading = export(questionnaire, 1).splitlines()[0].split(",")
    asked = {question.id for question in questionnaire.questions}
    assert questionnaire.private_option_ids.keys()
    assert asked & set(heading) == asked - questionnaire.private_option_ids.keys()
