"""Progress while a long file is read: shown on a terminal and nowhere else."""

import io
import os
import pty
import sys
import threading
from pathlib import Path

import pytest

from quiz.cli import quiz
from quiz.cli.progress_meter import with_progress
from tests.cli.terminal import toml

ROWS = 4_500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a questionnaire and a long answer file, with one answer off the scale."""
    (tmp_path / "q.toml").write_text(toml(range(1, 6), {"t": [1, 2, 3]}), encoding="utf-8")
    lines = ["q1,q2,q3", *(f"{n % 5 + 1},{n % 4 + 1},{(n + n // 7) % 5 + 1}" for n in range(ROWS))]
    lines[2_500] = "1,2,9"
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


class Terminal:
    """A pseudo-terminal. `text` is what was written to it, complete once it is closed."""

    def __init__(self) -> None:
        self._reading_end, writing_end = pty.openpty()
        self.stream = os.fdopen(writing_end, "w")
        self._output = bytearray()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def close(self) -> str:
        """Close the terminal and return its text."""
        self.stream.close()
        self._listener.join(10)
        os.close(self._reading_end)
        return self._output.decode()

    def _listen(self) -> None:
        try:
            while part := os.read(self._reading_end, 1024):
                self._output.extend(part)
        except OSError:
            # How Linux reports that the other end was closed.
            pass


def run_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, folder: Path, command: str, answers: str, *, output_too: bool = False
) -> tuple[str, str]:
    """Run a command with standard error on a terminal. Returns standard output and the terminal's text.

    With `output_too`, standard output goes to the terminal as well.
    """
    terminal, output = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "answers.csv").read_bytes())))
    monkeypatch.setattr(sys, "stdout", terminal.stream if output_too else output)
    monkeypatch.setattr(sys, "stderr", terminal.stream)
    with pytest.raises(SystemExit):
        quiz.main([command, "--questions", str(folder / "q.toml"), answers])
    return output.getvalue(), terminal.close()


@pytest.mark.parametrize("command", ["score", "analyze"])
def test_a_terminal_shows_the_rows_read_and_their_share(
    monkeypatch: pytest.MonkeyPatch, folder: Path, command: str
) -> None:
    output, text = run_on_a_terminal(monkeypatch, folder, command, str(folder / "answers.csv"))
    both = [part.strip() for part in text.split("\r") if " rows, " in part]
    looks, counts = both[:4], both[4:]
    assert looks == [f"{n},000 rows, looking" for n in range(1, 5)]
    assert [count.split(",")[0] for count in counts] == ["1", "2", "3", "4"]
    assert counts[1].startswith("2,000 rows, 4")
    assert counts[1].endswith("%")
    # A message starts at the left edge, and the count is erased at the end.
    assert "\rline 2501: q3 is" in text
    assert "rows," not in output
    *_, last = text.replace("\r\n", "\n").strip().split("\r")
    assert last.strip().startswith("1 row refused; the others are ")


def test_rows_from_a_pipe_are_shown_with_their_share_too(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    _, text = run_on_a_terminal(monkeypatch, folder, "score", "-")
    counts = [part.strip() for part in text.split("\r") if " rows" in part]
    assert [count.split(" rows")[0] for count in counts] == [f"{n},000" for n in range(1, 5)] * 2


def test_scores_on_the_same_terminal_are_not_mixed_with_a_count(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    _, text = run_on_a_terminal(monkeypatch, folder, "score", str(folder / "answers.csv"), output_too=True)
    assert "%" not in text
    assert text.count("\n") > ROWS


def test_without_a_terminal_the_rows_are_returned_unchanged() -> None:
    rows = iter(["a", "b"])
    assert with_progress(rows, 2) is rows
