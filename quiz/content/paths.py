"""The path of a questionnaire file."""

from pathlib import Path

FILE_NAME = "questions.toml"


def questions_file(path: Path) -> Path:
    """Return `questions.toml` in the folder if the path is one, else the path itself."""
    try:
        return path / FILE_NAME if path.is_dir() else path
    except OSError:
        # No permission, or not a valid file name: opening the path reports which.
        return path
