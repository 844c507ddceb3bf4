"""Templates are compiled once and kept beside themselves; whatever goes wrong there, pages look the same."""

import sys
from pathlib import Path

import pytest
from flask import Flask, render_template
from quiz.web.templates import add_templates

from quiz.web import templates

PAGE = "<main>\n    {% if true %}\n    <p>{{ name }}</p>\n    {% endif %}\n</main>\n"
SHOWN = "<main>\n<p>Anna</p>\n</main>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    found = tmp_path / "templates"
    found.mkdir()
    (found / "page.html").write_text(PAGE, encoding="utf-8")
    return found


def shown(folder: Path) -> str:
    """Show the page as an application that just started does."""
    app = Flask("quiz", root_path=str(folder.parent))
    add_templates(app)
    with app.test_request_context():
        return render_template("page.html", name="Anna")


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*"))


def test_a_page_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(folder) == SHOWN
    (file,) = kept(folder)
    assert file.name.endswith(sys.implementation.cache_tag or "")

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("jinja2.environment.Environment.compile", never)
    assert shown(folder) == SHOWN


def test_a_page_that_changed_is_compiled_anew(folder: Path) -> None:
    shown(folder)
    (folder / "page.html").write_text(PAGE.replace("main", "body"), encoding="utf-8")
    assert shown(folder) == SHOWN.replace("main", "body")
    assert len(kept(folder)) == 1


def test_another_way_to_read_templates_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(folder)
    monkeypatch.setattr(templates, "BLOCKS", {"trim_blocks": False, "lstrip_blocks": False})
    assert shown(folder) == "<main>\n\n<p>Anna</p>\n\n</main>"


def test_another_jinja_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(folder)
    (file,) = kept(folder)
    whole = file.read_bytes()
    monkeypatch.setattr("jinja2.__version__", "3.99.0")
    assert shown(folder) == SHOWN
    assert kept(folder) == [file]
    assert file.read_bytes() != whole


@pytest.mark.parametrize("junk", [b"", b"j2" + b"\xff" * 99])
def test_what_was_kept_and_is_spoilt_is_not_used(folder: Path, junk: bytes) -> None:
    shown(folder)
    (file,) = kept(folder)
    whole = file.read_bytes()
    for spoilt in [junk, *(whole[:length] for length in range(0, len(whole), 97))]:
        file.write_bytes(spoilt)
        assert shown(folder) == SHOWN
        assert kept(folder) == [file]
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file where a folder is wanted", encoding="utf-8")
    assert shown(folder) == SHOWN


def test_nothing_is_kept_where_python_keeps_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(folder) == SHOWN
    assert not kept(folder)


def test_bytecode_that_goes_elsewhere_takes_templates_along(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert shown(folder) == SHOWN
    assert not kept(folder)
    assert [*(tmp_path / "elsewhere").rglob(f"*{sys.implementation.cache_tag}")]
