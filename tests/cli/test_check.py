"""`flask quiz check`."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.terminal import run
from tests.content.files import changed, load_texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a valid questionnaire and its advice."""
    assert not load_texts(tmp_path).problems
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    path.write_text(changed(path.read_text(encoding="utf-8"), (old, new)), encoding="utf-8")


def test_a_valid_file_or_folder_is_good_to_use(folder: Path) -> None:
    for path in (folder, folder / "questions.toml"):
        result = run("check", path)
        assert result.output == "Small: good to use, 2 themes, 4 statements, 3 pieces of advice, 0 warnings.\n"
        assert result.exit_code == 0


@pytest.mark.parametrize(("checked_on", "warned"), [("2020-01-01", True), ("2999-01-01", True), ("", False)])
def test_an_outdated_helpline_is_reported(folder: Path, checked_on: str, warned: bool) -> None:  # noqa: FBT001
    lines = Path("data/helplines.toml").read_text(encoding="utf-8")
    day = checked_on or str(datetime.now(UTC).date())
    (folder / "helplines.toml").write_text(re.sub(r"checked_on = \S+", f"checked_on = {day}", lines), encoding="utf-8")
    result = run("check", folder, "--helplines", folder / "helplines.toml")
    assert ("so it is no longer shown. Check it and update checked_on." in result.output) == warned
    assert result.exit_code == 0


def test_helplines_that_cannot_be_used_are_reported(folder: Path) -> None:
    result = run("check", folder, "--helplines", folder / "none.toml")
    assert "none.toml: The file cannot be read" in result.output
    assert result.exit_code == 1


def test_a_warning_is_reported_with_status_0(folder: Path) -> None:
    change(folder / "questions.toml", "I was tense.", "Relationship insecurity overwhelmed me.")
    result = run("check", folder)
    assert 'questions.toml:53: warning: statements 3 ("tense"): The text reads at school grade' in result.output
    assert result.output.endswith("1 warning.\n")
    assert result.exit_code == 0


def test_characters_without_a_glyph_in_the_pdf_are_reported(folder: Path) -> None:
    change(folder / "questions.toml", "I was tense.", "I was tense, Ελλάδα 日本 नमस्ते.")
    result = run("check", folder)
    assert (
        "The report fonts have no glyph for त न म स 日 本. Web pages show these characters; the PDF has boxes"
        in result.output
    )
    assert result.exit_code == 0


def test_each_error_is_reported_with_its_location_and_a_fix_and_status_1(folder: Path) -> None:
    change(folder / "questions.toml", 'theme = "calm"', 'theme = "clam"')
    change(folder / "advice.toml", '["breathe"]', '["breath"]')
    result = run("check", folder)
    first, second, last = result.output.splitlines()
    assert first == 'questions.toml:53: statements 3 ("tense"): There is no theme "clam". Did you mean "calm"?'
    assert second == 'advice.toml:8: extras: There is no piece with an extra part "breath". Did you mean "breathe"?'
    assert last == "Not usable yet: 2 errors, 0 warnings."
    assert result.exit_code == 1


def test_a_missing_file_is_reported_with_status_1(tmp_path: Path) -> None:
    result = run("check", tmp_path / "none.toml")
    assert result.output.startswith("none.toml: The file cannot be read (No such file or directory).")
    assert result.exit_code == 1


def test_without_a_file_the_shipped_questionnaire_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert (
        run("check").output
        == "Relationship check-in: good to use, 5 themes, 30 statements, 21 pieces of advice, 0 warnings.\n"
    )


def test_it_runs_as_a_flask_command(folder: Path, root: Path) -> None:
    change(folder / "questions.toml", "sd = 22", "sd = 0")
    command = [sys.executable, "-m", "flask", "--app", "app", "quiz", "check", str(folder)]
    environment = {**os.environ, "QUIZ_SECRET_KEY": "for this test only", "PYTHONWARNINGS": "error"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "questions.toml:13: assumptions: sd must be above 0" in done.stdout, done.stderr
    assert done.returncode == 1
