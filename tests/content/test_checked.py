"""What a start gives: checked when something changed, kept when nothing did, and never what somebody slipped in."""

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.content.checked import Checked, _stamp, checked
from quiz.content.helplines import load_helplines
from quiz.content.loader import load
from tests.content.files import ADVICE, QUESTIONS, spoiled
from tests.content.test_helplines import GOOD
from tests.unprivileged import as_unprivileged_user

FILES = {"questions.toml": QUESTIONS, "advice.toml": ADVICE, "helplines.toml": GOOD}
START = """
import sys
from pathlib import Path
from quiz.content.checked import checked
sys.dont_write_bytecode = False
good, problems = checked(Path(sys.argv[1]), Path(sys.argv[1]) / "helplines.toml")
print(good.questionnaire.title, *problems, *({"pydantic", "tomllib", "quiz.content.loader"} & {*sys.modules}))
"""
"""Prints `Small` alone when nothing had to be checked."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with all three files, where a start may keep what it checked."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return written(tmp_path / "own")


def written(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def start(folder: Path) -> tuple[Checked | None, list[str]]:
    return checked(folder, folder / "helplines.toml")


def fresh(folder: Path) -> tuple[Checked | None, list[str]]:
    """Load everything anew."""
    content, (helplines, problems) = load(folder), load_helplines(folder / "helplines.toml")
    if content.questionnaire is None or helplines is None:
        return None, [str(problem) for problem in (*content.errors, *problems)]
    return Checked(content.questionnaire, content.advice, helplines), []


def kept(folder: Path) -> Path:
    [path] = (folder / "__pycache__").iterdir()
    return path


def forge(folder: Path, pickled: bytes) -> None:
    """Put a pickle where a start looks for it, under the right stamp."""
    stamp = _stamp(pickled, folder / "questions.toml", "advice.toml", folder / "helplines.toml")
    kept(folder).write_bytes(stamp + b"advice.toml\0" + pickled)


def elsewhere(folder: Path, cwd: Path) -> subprocess.Popen[str]:
    """Start in another process, with the code in a folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.Popen(
        [sys.executable, "-c", START, str(folder)], cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True
    )


def told(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate()
    assert process.returncode == 0
    return out.strip()


def test_the_second_start_gives_what_the_first_did(folder: Path) -> None:
    assert start(folder) == start(folder) == fresh(folder)
    assert checked(folder / "questions.toml", folder / "helplines.toml") == fresh(folder)


def test_so_it_is_with_the_shipped_content(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "data"
    shutil.copytree(root / "data", folder, ignore=shutil.ignore_patterns("__pycache__"))
    first, second = start(folder), start(folder)
    assert first == second == fresh(folder)
    assert first[0] is not None


def test_one_file_is_kept_beside_the_questions_and_nothing_else(folder: Path) -> None:
    for _ in range(3):
        start(folder)
    assert kept(folder).name == f"questions.{sys.implementation.cache_tag}.checked"
    assert {path.name for path in folder.iterdir()} == {*FILES, "__pycache__"}


def test_a_second_start_loads_nothing_that_checks(folder: Path, root: Path) -> None:
    assert "pydantic" in told(elsewhere(folder, root))
    assert told(elsewhere(folder, root)) == "Small"


@pytest.mark.parametrize(
    ("name", "old", "new", "phrase"),
    [
        ("questions.toml", "sd = 22", "sd = 0", "An SD is above 0"),
        ("questions.toml", '"advice.toml"', '"other.toml"', "other.toml: The file cannot be read"),
        ("advice.toml", '["walk"], ["breathe"]', '["wakl"], ["breathe"]', 'No piece is called "wakl"'),
        ("advice.toml", ADVICE, "", "The file is empty"),
        ("helplines.toml", 'tel = "123"', 'tel = "1x"', 'cannot dial "1x"'),
    ],
)
def test_a_fault_put_in_is_named_and_taken_out_it_is_gone(
    folder: Path, name: str, old: str, new: str, phrase: str
) -> None:
    start(folder)
    (folder / name).write_text(spoiled(FILES[name], (old, new)), encoding="utf-8")
    nothing, problems = start(folder)
    assert nothing is None
    assert phrase in "\n".join(problems)
    assert (nothing, problems) == fresh(folder)
    written(folder)
    assert start(folder) == start(folder) == fresh(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("questions.toml", "I slept well.", "I slept long."),
        ("advice.toml", "Go slowly.", "Go quick ly"),
        ("helplines.toml", "1 2 3", "3 2 1"),
    ],
)
def test_other_words_of_the_same_length_are_given_at_once(folder: Path, name: str, old: str, new: str) -> None:
    before, _ = start(folder)
    (folder / name).write_text(spoiled(FILES[name], (old, new)), encoding="utf-8")
    after, problems = start(folder)
    assert problems == []
    assert (after, problems) == fresh(folder)
    assert after != before


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_named(folder: Path, name: str) -> None:
    start(folder)
    (folder / name).unlink()
    nothing, problems = start(folder)
    assert nothing is None
    assert any(problem.startswith(f"{name}: The file cannot be read") for problem in problems)


def test_two_lists_of_support_lines_with_one_questionnaire_are_not_confused(folder: Path) -> None:
    other = folder / "others.toml"
    other.write_text(spoiled(GOOD, ('"Line"', '"Other line"')), encoding="utf-8")
    for _ in range(2):
        for path, name in ((folder / "helplines.toml", "Line"), (other, "Other line")):
            good, _ = checked(folder, path)
            assert good is not None
            assert good.helplines.countries[0].lines[0].name == name


def test_other_code_checks_again(folder: Path, root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "code"
    shutil.copytree(root / "quiz", copy / "quiz", ignore=shutil.ignore_patterns("__pycache__"))
    told(elsewhere(folder, copy))
    for name in ("questionnaire.py", "content/band_checks.py"):
        assert told(elsewhere(folder, copy)) == "Small"
        with (copy / "quiz" / name).open("a") as file:
            file.write("# Changed.\n")
        (copy / "quiz" / f".#{Path(name).name}").symlink_to("an editor's lock")
        assert "pydantic" in told(elsewhere(folder, copy)), name


@pytest.mark.parametrize(
    "attack",
    [
        "cos\nsystem\n(Vtouch {}\ntR.",
        "\x80\x04\x8c\x05posix\x8c\x06system\x93(Vtouch {}\ntR.",
        "cbuiltins\neval\n(Vopen('{}', 'w').close()\ntR.",
        # By way of a module that may be named, to what writes its bytecode.
        "\x80\x04\x8c\x12quiz.questionnaire\x8c\x13__loader__.set_data\x93(V{}\nC\x01xtR.",
    ],
    ids=["a command", "a later protocol", "a text to run", "a way round"],
)
def test_a_forged_file_runs_nothing_and_is_not_used(folder: Path, attack: str) -> None:
    pickled = attack.format(folder / "ran").encode("latin-1")
    start(folder)
    forge(folder, pickled)
    assert start(folder) == fresh(folder)
    assert not (folder / "ran").exists()
    pickle.loads(pickled)
    assert (folder / "ran").exists(), "It would have, where anything may be named."


def test_a_forged_file_says_what_the_questions_could_say(folder: Path) -> None:
    good, _ = start(folder)
    assert good is not None
    other = replace(good.questionnaire, title="Forged")
    forge(folder, pickle.dumps((other, good.advice, good.helplines)))
    assert start(folder)[0] == replace(good, questionnaire=other)


@pytest.mark.parametrize("pickled", [b"", b"garbage", pickle.dumps("words"), pickle.dumps(None)])
def test_a_file_under_the_right_stamp_with_something_else_in_it_is_not_used(folder: Path, pickled: bytes) -> None:
    start(folder)
    forge(folder, pickled)
    assert start(folder) == fresh(folder)


def test_a_file_cut_off_or_damaged_anywhere_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = start(folder)
    whole = kept(folder).read_bytes()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    places = [*range(60), *range(60, len(whole), 61), len(whole) - 1]
    for place in places:
        for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            kept(folder).write_bytes(damaged)
            assert start(folder) == wanted, place


def test_a_damaged_file_is_mended_by_the_next_start(folder: Path, root: Path) -> None:
    start(folder)
    kept(folder).write_bytes(kept(folder).read_bytes()[:-1])
    start(folder)
    assert told(elsewhere(folder, root)) == "Small"


def test_a_folder_that_cannot_be_written_is_no_fault(anywhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    wanted = fresh(written(anywhere))
    anywhere.chmod(0o555)
    with as_unprivileged_user():
        assert start(anywhere) == start(anywhere) == wanted
    assert {path.name for path in anywhere.iterdir()} == {*FILES}


def test_a_folder_in_the_place_of_the_file_is_no_fault_and_nothing_is_left_in_it(folder: Path) -> None:
    start(folder)
    path = kept(folder)
    path.unlink()
    path.mkdir()
    assert start(folder) == fresh(folder)
    assert list(kept(folder).iterdir()) == []


def test_nothing_is_kept_where_python_keeps_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert start(folder) == fresh(folder)
    assert {path.name for path in folder.iterdir()} == {*FILES}


def test_nothing_is_kept_of_content_with_a_fault(folder: Path) -> None:
    (folder / "helplines.toml").write_text("", encoding="utf-8")
    start(folder)
    assert not (folder / "__pycache__").exists()


def test_processes_that_start_at_once_all_start_and_leave_one_file(folder: Path, root: Path) -> None:
    for process in [elsewhere(folder, root) for _ in range(3)]:
        assert told(process).startswith("Small")
    assert kept(folder).is_file()
    assert told(elsewhere(folder, root)) == "Small"


def test_what_is_edited_while_it_is_checked_is_not_kept_as_it_was(folder: Path, root: Path) -> None:
    edit = """
import sys, pathlib
opened = []
def hook(event, args):
    if event == "open" and str(args[0]).endswith("advice.toml") and args[1] != "w":
        opened.append(1)
        if len(opened) == 2:
            path = pathlib.Path(args[0])
            path.write_text(path.read_text().replace("Go slowly.", "Go quickly."))
sys.addaudithook(hook)
"""
    subprocess.run([sys.executable, "-c", edit + START, str(folder)], cwd=root, check=True, capture_output=True)
    assert "Go quickly." in (folder / "advice.toml").read_text()
    assert not (folder / "__pycache__").exists()
    assert start(folder) == fresh(folder)


@pytest.mark.parametrize("name", ["nowhere", "no/where", "a\0b", "x" * 5000, "...", "advice.toml/x"])
def test_a_path_that_leads_nowhere_is_named_as_ever(folder: Path, name: str) -> None:
    for questions, helplines in ((folder / name, folder / "helplines.toml"), (folder, folder / name)):
        nothing, problems = checked(questions, helplines)
        assert nothing is None
        assert len(problems) == 1
        assert "The file cannot be read" in problems[0]
