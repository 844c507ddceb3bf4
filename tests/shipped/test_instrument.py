"""The technical manual: its statements are those that people are asked."""

import re
from pathlib import Path

import pytest

from quiz.core.questionnaire import Questionnaire

Described = dict[str, tuple[str, bool]]
"""Text and whether reversed, by statement id."""
STATEMENT = re.compile(r"(?:\*\*new\*\* )?`(?P<id>[\w-]+)`(?P<reversed> \(R\))?: (?P<text>.+)")


@pytest.fixture(scope="module")
def manual(root: Path) -> str:
    return (root / "docs" / "instrument.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def versions(manual: str) -> tuple[Described, Described]:
    """Return the statements of versions 1 and 2 by the tables of their history."""
    first: Described = {}
    second: Described = {}
    for row in re.findall(r"^\| `.+", manual, re.MULTILINE):
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        old, new = STATEMENT.fullmatch(cells[0]), STATEMENT.fullmatch(cells[1])
        if not old:
            continue
        first[old["id"]] = (old["text"], bool(old["reversed"]))
        if new:
            second[new["id"]] = (new["text"], bool(new["reversed"]))
        else:
            same, _, text = cells[1].partition(": ")
            assert same in {"**kept**", "**kept**, unchanged"}, row
            second[old["id"]] = (text or old["text"], bool(old["reversed"]))
    return first, second


def test_the_history_of_statements_has_every_shipped_text(
    versions: tuple[Described, Described], questionnaire: Questionnaire
) -> None:
    assert {s.id: (s.text, s.reversed) for s in questionnaire.statements} in versions


def test_a_statement_with_a_new_id_was_not_in_version_1(versions: tuple[Described, Described]) -> None:
    first, second = versions
    assert (len(first), len(second), len(first.keys() & second.keys())) == (30, 30, 11)


def test_the_facet_map_has_every_statement_of_version_2_once(
    manual: str, versions: tuple[Described, Described]
) -> None:
    facets = manual.partition("| theme | facet | statements |")[2].partition("\n\n")[0]
    found = re.findall(r"`([\w-]+)`( \(R\))?", facets)
    assert sorted(id_ for id_, _ in found) == sorted(versions[1])
    assert {id_ for id_, reverse in found if reverse} == {id_ for id_, (_, reverse) in versions[1].items() if reverse}


def test_the_interview_guide_probes_only_statements_of_version_2(
    root: Path, versions: tuple[Described, Described]
) -> None:
    guide = (root / "docs" / "validation" / "interview-guide.md").read_text(encoding="utf-8")
    probed = re.findall(r"`(\w+-[\w-]+)`", guide)
    assert probed
    assert set(probed) <= versions[1].keys()


def test_experts_are_told_every_theme_that_they_may_write(root: Path, questionnaire: Questionnaire) -> None:
    review = (root / "docs" / "validation" / "expert-review.md").read_text(encoding="utf-8")
    themes = review.partition("| write | meaning |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(.+?)` \|", themes, re.MULTILINE) == [theme.id for theme in questionnaire.themes]


@pytest.mark.parametrize(
    "document",
    ["instrument.md", "validation/README.md", "validation/expert-review.md", "validation/interview-guide.md",
     "validation/pilot-plan.md", "validation/retest-plan.md"],
)  # fmt: skip
def test_every_link_leads_to_a_file_and_a_heading(root: Path, document: str) -> None:
    path = root / "docs" / document
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        linked = (path.parent / name).resolve() if name else path
        assert linked.is_file(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}, (
                target
            )
