"""The texts in content, pages and documents: our own, and without words that frighten or judge."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.content.characters import texts
from quiz.psychometrics.readability import words

RUN = 8
TAGS = re.compile(r"<!--.*?-->|<[^>]+>|\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.DOTALL)
ENDS = re.compile(r"[.!?…:;\n“”\"]+")
BANNED = ("severe", "severely", "abnormal", "disorder", "toxic", "risk", "risks", "risky", "you should", "abnormally")


def digest(run: list[str]) -> str:
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:10]


def runs(text: str) -> Iterator[list[str]]:
    """Yield every run of eight words, and every sentence of five to seven."""
    found = words(text)
    yield from (found[n : n + RUN] for n in range(len(found) - RUN + 1))
    yield from (found for found in map(words, ENDS.split(text)) if 5 <= len(found) < RUN)


@pytest.fixture(scope="module")
def article(root: Path) -> frozenset[str]:
    """Return the digests of the article's runs of words: see the head of the file."""
    lines = (root / "tests" / "article_runs.txt").read_text().splitlines()
    return frozenset(part for line in lines if not line.startswith("#") for part in line.split())


@pytest.fixture(scope="module")
def ours(root: Path) -> dict[str, str]:
    """Return every shipped text by file path."""
    files = [
        *root.glob("data/*.toml"),
        *(file for file in root.glob("templates/**/*.*") if file.is_file()),
        *root.glob("static/js/*.js"),
        *root.glob("*.md"),
        *root.glob("docs/**/*.md"),
    ]
    return {str(path.relative_to(root)): TAGS.sub(" ", path.read_text(encoding="utf-8")) for path in files}


def test_no_sentence_and_no_run_of_eight_words_is_the_articles(article: frozenset[str], ours: dict[str, str]) -> None:
    assert len(article) > 2000
    assert {"data/advice.toml", "data/questions.toml", "templates/pages/start.html"} <= ours.keys()
    found = [f"{path}: {' '.join(run)}" for path, text in ours.items() for run in runs(text) if digest(run) in article]
    assert not found, "\n".join(found)


def test_a_run_is_found_whatever_its_case_signs_and_tags(article: frozenset[str]) -> None:
    page = TAGS.sub(" ", "<p>Once “The quick, brown <em>FOX</em>\n jumps — over the lazy” dog</p>")
    assert [run for run in runs(page) if digest(run) in article] == [words("The quick brown fox jumps over the lazy")]


def test_no_piece_of_content_and_no_page_frightens_or_judges(root: Path, ours: dict[str, str]) -> None:
    shown = {path: text for path, text in ours.items() if path.startswith("templates")}
    for path in root.glob("data/*.toml"):
        shown[path.name] = " ".join(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    pattern = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)
    found = [f"{path}: {match[0]}" for path, text in shown.items() for match in pattern.finditer(text)]
    assert not found, "\n".join(found)
