"""Every page reads at school grade 6 or below: what we say to a worried person is plain."""

import pytest
from bs4 import BeautifulSoup

from quiz.advice.book import AdviceBook
from quiz.psychometrics.readability import grade, words
from tests.web.journal_client import MONTH, JournalClient, World

SAID = "main :is(h1, h2, h3, p, li, dd, summary, label, button)"
NAMES = ".helplines, .advice-source, option"
"""Names of people, lines and places: not ours to make shorter."""


def grade_of(page: BeautifulSoup) -> float:
    """Return the school grade of what a page says, each block ending a sentence."""
    for part in page.select(NAMES):
        part.decompose()
    blocks = [block.get_text(" ", strip=True) for block in page.select(SAID) if not block.select("p, li")]
    return grade(" ".join(text if text[-1] in ".!?" else f"{text}." for text in blocks if len(words(text)) > 4))


@pytest.fixture(scope="module")
def phone() -> JournalClient:
    world = World()
    made = world.phone()
    made.open_with(world.journal([2, 5, 3], MONTH))
    made.send({**world.keyed(4), "safety-limits": "often"})
    return made


@pytest.mark.parametrize("address", ["/", "/about", "/help", "/ideas", "/quiz", "/results", "/journal", "/journal/2"])
def test_a_page_reads_at_grade_6(phone: JournalClient, address: str) -> None:
    assert grade_of(phone.page(address)) <= 6


@pytest.mark.parametrize("address", ["/before", "/journal/open", "/results"])
def test_a_page_for_a_new_visitor_reads_at_grade_6(phone: JournalClient, address: str) -> None:
    fresh = phone.application.test_client()
    assert grade_of(BeautifulSoup(fresh.get(address).text, "html.parser")) <= 6


def test_every_piece_of_advice_reads_at_grade_6(book: AdviceBook) -> None:
    for piece in book.pieces:
        texts = [*(text.text for part in piece.parts for text in part.texts), piece.idea, piece.not_for]
        assert grade(" ".join(texts)) <= 6, piece.id
