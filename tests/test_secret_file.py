"""The file of secrets: never half written, never lost, readable by its owner only."""

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quiz.secret_file import SecretFile


def test_the_first_read_creates_one_secret_and_the_next_returns_it(tmp_path: Path) -> None:
    file = SecretFile(tmp_path / "secret_key")
    first = file.read()
    assert len(first) == 1
    assert len(first[0]) > 40
    assert file.read() == first


def test_a_new_secret_comes_first_and_the_earlier_ones_stay(tmp_path: Path) -> None:
    file = SecretFile(tmp_path / "secret_key")
    [first] = file.read()
    assert (file.rotate(), file.rotate()) == (2, 3)
    newest, newer, oldest = file.read()
    assert len({newest, newer, first}) == 3
    assert oldest == first
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file.path]


def test_forgetting_keeps_the_newest_secret_and_can_be_repeated(tmp_path: Path) -> None:
    file = SecretFile(tmp_path / "secret_key")
    file.rotate()
    newest = file.read()[0]
    assert (file.forget(), file.forget()) == (1, 0)
    assert file.read() == (newest,)


def test_a_file_of_an_earlier_version_with_one_secret_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("an earlier secret".replace(" ", "-"))
    file = SecretFile(tmp_path / "secret_key")
    file.rotate()
    assert file.read()[1] == "an-earlier-secret"


def test_secrets_added_concurrently_are_all_there(tmp_path: Path) -> None:
    file = SecretFile(tmp_path / "secret_key")
    [first] = file.read()
    threads = [threading.Thread(target=file.rotate) for _ in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert file.read()[-1] == first
    assert len(set(file.read())) == 9


def test_a_file_that_others_may_read_and_a_killed_process_left_is_not_used(tmp_path: Path) -> None:
    for name in (f"secret_key.{os.getpid()}", "secret_key.1"):
        (tmp_path / name).write_text("known to others")
        (tmp_path / name).chmod(0o644)
    file = SecretFile(tmp_path / "secret_key")
    file.rotate()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert "known" not in file.path.read_text()


def test_a_folder_without_hard_links_holds_a_secret_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    file = SecretFile(tmp_path / "secret_key")
    assert file.read() == file.read()
    assert list(tmp_path.iterdir()) == [file.path]


def test_processes_with_one_number_that_start_at_once_share_one_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in containers that share a volume.
    monkeypatch.setattr(os, "getpid", lambda: 7)
    for number in range(30):
        file, start = SecretFile(tmp_path / str(number)), threading.Barrier(4)

        def read(file: SecretFile = file, start: threading.Barrier = start) -> tuple[str, ...]:
            start.wait()
            return file.read()

        with ThreadPoolExecutor(4) as pool:
            assert len({call.result() for call in [pool.submit(read) for _ in range(4)]}) == 1
    assert len(list(tmp_path.iterdir())) == 30


def test_a_failed_write_leaves_no_file_with_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SecretFile(tmp_path / "secret_key")
    before = file.read()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.rotate()
    assert list(tmp_path.iterdir()) == [file.path]
    assert file.read() == before
