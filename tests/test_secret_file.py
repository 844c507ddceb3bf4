"""The file of secrets: never half written, never lost, readable by its owner only."""

import stat
import threading
from pathlib import Path

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
