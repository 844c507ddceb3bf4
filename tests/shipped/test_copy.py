"""The words of pages: contracted US English, for any device."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = re.compile(r"\{#.*?#\}|\{%(?!\s*set\b).*?%\}|\{\{.*?\}\}|<style.*?</style>", re.DOTALL)
UNWANTED = {
    "email has no hyphen": r"e-mail",
    "results are saved, not kept": r"\bkept\b|\bkeep (?:this|the|a) result\b",
    "answers are encrypted, not sealed": r"\bseal(?:ed|s)?\b",
    "a page may be read on a computer": r"\b(?:this|every|any|another) phone\b",
    "what people say is contracted": r"\b(?:cannot|(?:do|does|did|is|are|was|has|have|could|would|will) not)\b",
}


def sentences(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of the pages with its file."""
    for path in sorted((root / "templates").rglob("*.html")):
        text = CODE.sub(" ", path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(root)), " ".join(line.split())) for line in text.splitlines())


@pytest.mark.parametrize("rule", UNWANTED)
def test_on_every_page(root: Path, rule: str) -> None:
    pattern = re.compile(UNWANTED[rule], re.IGNORECASE)
    assert not [f"{path}: {line}" for path, line in sentences(root) if pattern.search(line)]


def test_what_people_take_is_called_a_check_in(root: Path) -> None:
    files = [*root.glob("data/*.toml"), *root.glob("static/js/*.js"), *root.glob("templates/**/*.typ")]
    lines = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines()]
    copy = [(name, line) for name, line in lines if not line.lstrip().startswith(("#", "//", "/*"))]
    copy += sentences(root)
    assert not [line for line in copy if re.search(r"(?<![\w/\"'.-])quiz(?:zes)?(?![\w/\"'-])", line[1], re.IGNORECASE)]
