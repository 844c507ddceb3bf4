"""Where a questionnaire's file is."""

from pathlib import Path

QUESTIONS = "questions.toml"


def questions_file(path: Path) -> Path:
    """Give the file itself, or `questions.toml` when it is a folder."""
    return path / QUESTIONS if _is_folder(path) else path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Nobody may look there, or no disk has such a name. Opening it will say which.
        return False
