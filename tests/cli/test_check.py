"""`flask quiz check`."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.application import SECRET, make_app, new_database
from tests.cli.terminal import run
from tests.content.files import changed, load_texts
from tests.unprivileged import as_unprivileged_user


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
    assert "good to use" not in result.output
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


def installation(**settings: str) -> dict[str, str]:
    return {"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": new_database(), **settings}


def test_without_a_file_the_installation_is_checked_and_its_host_sees_what_is_in_use() -> None:
    result = run("check", settings=installation())
    # Translations that are switched off are named only while they are incomplete.
    told = [line for line in result.output.splitlines() if "which is switched off, lacks" not in line]
    site, lines, languages, database, secret, verdict = told
    assert "Steady, in " in site and "“Leave quickly” goes to https://www.wikipedia.org/" in site
    assert "Germany" in lines and "The one checked longest ago was checked on 2026-11-01." in lines
    assert languages == "Languages: English (en)."
    assert database.startswith("Database: sqlite; it can be read and written to. It reports version ")
    assert secret == "Secret: the one in QUIZ_SECRET_KEY."
    assert verdict.startswith("Steady: good to use, 5 themes, 30 statements, 21 pieces of advice, ")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"QUIZ_HTPS": "true"}, 'QUIZ_HTPS is not a setting. Did you mean "QUIZ_HTTPS"?'),
        ({"QUIZ_SECRET_KEY": ""}, "QUIZ_SECRET_KEY: write at least 16 characters"),
        ({"QUIZ_HOSTS": "steady.example", "QUIZ_PROXIES": "x"}, "QUIZ_PROXIES: write a whole number"),
        ({"QUIZ_DATABASE_URL": "sqlite:////proc/none/steady.db"}, "QUIZ_DATABASE_URL: "),
        ({"QUIZ_SITE": "/proc/none"}, "site.toml: The file cannot be read"),
        ({"QUIZ_HELPLINES": "data/questions.toml"}, 'questions.toml: "anywhere" is missing.'),
    ],
)
def test_what_keeps_the_application_from_starting_is_never_good_to_use(settings: dict[str, str], said: str) -> None:
    result = run("check", settings=installation(**settings))
    assert said in result.output
    assert "good to use" not in result.output.lower()
    assert result.output.splitlines()[-1].startswith("Not usable yet: ")
    assert result.exit_code == 1


def test_a_database_that_can_only_be_read_is_not_good_to_use(anywhere: Path) -> None:
    settings = installation(QUIZ_DATABASE_URL=f"sqlite:///{anywhere}/steady.db")
    make_app({"DATABASE_URL": settings["QUIZ_DATABASE_URL"]})
    (anywhere / "steady.db").chmod(0o444)
    with as_unprivileged_user():
        result = run("check", settings=settings)
    assert "QUIZ_DATABASE_URL: the file cannot be written to" in result.output
    assert result.output.splitlines()[-1].startswith("Not usable yet: 1 error, ")


def test_a_site_is_checked_under_its_own_name(root: Path) -> None:
    result = run("check", settings=installation(QUIZ_SITE=str(root / "docs" / "example-site")))
    assert "own color, logo, icon; 3 links at the foot of each page" in result.output
    assert result.output.splitlines()[-1].startswith("Ruhepol: good to use")


def test_a_site_folder_can_be_checked_before_it_is_used(root: Path, tmp_path: Path) -> None:
    result = run("check", root / "docs" / "example-site")
    assert result.output.splitlines()[-1].startswith("Ruhepol: good to use, 5 themes")
    (tmp_path / "site.toml").write_text("name = 'Ruhepol'\nlogo = 'none.svg'", encoding="utf-8")
    (tmp_path / "helplines.toml").write_text("x = 1", encoding="utf-8")
    result = run("check", tmp_path)
    assert "none.svg: The file cannot be read" in result.output and "helplines.toml" in result.output
    assert result.output.splitlines()[-1].startswith("Not usable yet: ")
    assert result.exit_code == 1


def test_a_folder_in_which_site_toml_has_another_name_is_a_site_folder(tmp_path: Path) -> None:
    (tmp_path / "site.toml.txt").write_text("name = 'Ruhepol'", encoding="utf-8")
    result = run("check", tmp_path)
    assert "site.toml: The file cannot be read (No such file or directory)." in result.output
    assert 'site.toml.txt: warning: This file isn’t used. Rename it to "site.toml"' in result.output
    assert "questions.toml" not in result.output


def test_it_runs_as_a_flask_command(folder: Path, root: Path) -> None:
    change(folder / "questions.toml", "sd = 22", "sd = 0")
    command = [sys.executable, "-m", "flask", "--app", "app", "quiz", "check", str(folder)]
    environment = {**os.environ, "QUIZ_SECRET_KEY": "for this test only", "PYTHONWARNINGS": "error"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "questions.toml:13: assumptions: sd must be above 0" in done.stdout, done.stderr
    assert done.returncode == 1
