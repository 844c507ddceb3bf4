"""A small questionnaire for the commands that read answers."""

from pathlib import Path

import pytest

from tests.cli.terminal import toml


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a questionnaire with two themes, 1 to 5: a of four statements, the fourth reversed, and b of three."""
    path = tmp_path / "questions.toml"
    text = toml(range(1, 6), {"a": range(1, 5), "b": [5, 6, 7]}, reversed_=[4], unit="pomp")
    path.write_text(text, encoding="utf-8")
    return path
