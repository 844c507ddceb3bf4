"""Without `--questions`, commands use the questionnaire of the site, wherever they are started."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import run

SHEET = b"q1,q2,q3,q4,q5,q6,q7\n1,1,1,5,1,1,1\n"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("written", [str, os.path.relpath, lambda path: json.dumps(os.path.relpath(path))])
@pytest.mark.parametrize("setting", ["QUIZ_SITE", "QUIZ_QUESTIONS"])
def test_a_path_in_a_setting_starts_where_that_of_the_application_does(
    questions: Path,
    setting: str,
    written: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    path = written(questions.parent)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    result = run("score", "-", stdin=SHEET, settings={setting: path})
    assert result.output.startswith("id,a,a_low,"), result.output


def test_a_file_on_the_command_line_starts_at_the_current_folder(
    questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(questions.parent)
    result = run("score", "--questions", questions.name, "-", stdin=SHEET, settings={"QUIZ_QUESTIONS": "none.toml"})
    assert result.output.startswith("id,a,a_low,"), result.output


def test_a_site_without_a_questionnaire_has_the_one_that_comes_with_steady(tmp_path: Path) -> None:
    result = run("score", "-", stdin=b"", settings={"QUIZ_SITE": str(tmp_path)})
    assert "The file is empty." in result.output
