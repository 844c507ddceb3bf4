"""How far a long reading has come, told on a terminal alone."""

import io
import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from quiz.cli.progress import watched
from tests.cli.terminal import toml

ROWS = 4_500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a questionnaire and a long sheet of answers, one of them off the scale."""
    (tmp_path / "q.toml").write_text(toml(range(1, 6), {"t": [1, 2, 3]}), encoding="utf-8")
    lines = ["q1,q2,q3", *(f"{n % 5 + 1},{n % 4 + 1},{(n + n // 7) % 5 + 1}" for n in range(ROWS))]
    lines[2_500] = "1,2,9"
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def on_a_terminal(folder: Path, root: Path, command: str, answers: str, *, whole: bool = False) -> tuple[str, str]:
    """Run a command with a terminal for its standard error; give what it wrote to standard output and to the terminal.

    The terminal has the standard output too if it has the `whole`.
    """
    ours, theirs = pty.openpty()
    arguments = ["-m", "flask", "--app", "app", "quiz", command, "--questions", str(folder / "q.toml"), answers]
    said = bytearray()

    def listen() -> None:
        # Linux ends a terminal nobody holds any more with an error, others with nothing.
        try:
            while part := os.read(ours, 1024):
                said.extend(part)
        except OSError:
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "QUIZ_SECRET_KEY": "for this test only"},
        input=(folder / "answers.csv").read_bytes(),
        stdout=theirs if whole else subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    listener.join(10)
    os.close(ours)
    return (done.stdout or b"").decode(), said.decode()


@pytest.mark.parametrize("command", ["score", "analyse"])
def test_a_terminal_shows_how_many_rows_are_read_and_what_share(folder: Path, root: Path, command: str) -> None:
    written, said = on_a_terminal(folder, root, command, str(folder / "answers.csv"))
    counts = [part.strip() for part in said.split("\r") if " rows, " in part]
    assert [count.split(",")[0] for count in counts] == ["1", "2", "3", "4"]
    assert counts[1].startswith("2,000 rows, 4")
    assert counts[1].endswith(" %")
    # The cursor is back at the left when a sentence comes, and nothing of the count is left behind at the end.
    assert "\rline 2501: q3 is" in said
    assert "rows," not in written
    *_, last = said.replace("\r\n", "\n").strip().split("\r")
    assert last.strip().startswith("1 row refused; the others are ")


def test_a_pipe_has_rows_and_no_share(folder: Path, root: Path) -> None:
    _, said = on_a_terminal(folder, root, "score", "-")
    assert [part.strip() for part in said.split("\r") if " rows" in part] == [f"{n},000 rows" for n in range(1, 5)]


def test_scores_on_the_same_terminal_are_not_mixed_with_a_count(folder: Path, root: Path) -> None:
    _, said = on_a_terminal(folder, root, "score", str(folder / "answers.csv"), whole=True)
    assert " rows" not in said
    assert said.count("\n") > ROWS


def test_without_a_terminal_the_lines_are_passed_on_as_they_are() -> None:
    lines = io.BytesIO(b"q1\n1\n")
    assert watched(lines) is lines
