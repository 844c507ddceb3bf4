"""A report in a language other than English."""

import re
from dataclasses import asdict, fields

from quiz.content.characters import texts
from quiz.report.model import PaperWords
from quiz.report.pdf import pdf_compiler
from tests.report.paper import Paper
from tests.report.samples import APPENDIX, CHANGE, piece, sample


def words(*given: str) -> set[str]:
    """Return the words of texts, without case."""
    return {word for text in given for word in re.findall(r"\w+", text.casefold())}


def test_every_word_of_a_report_is_in_its_language() -> None:
    fake = {field.name: f"zq{place:02}" for place, field in enumerate(fields(PaperWords))}
    fake |= {"page_number": "zqof {number} {total}", "quoted": "«{text}»", "theme_label": "{theme} :"}
    fake |= {"place": "{name}, {address} — {serves}", "list_separator": " ;"}
    advice = (piece("Go.", reasons=2), piece("Stay."))
    report = sample(words=PaperWords(**fake), appendix=APPENDIX, change=CHANGE, note="Be kind.", advice=advice)
    paper = Paper(pdf_compiler().compile(report))
    given, printed = words(*texts(asdict(report))), words(paper.words)
    assert {word for word in printed - given if not word.isdecimal()} == set()
    assert {word for word in given if word.startswith("zq")} <= printed
    for text in ("«I felt a sting.» Often", "Lila, lila.help — Anyone", "Jealousy : eased.", "so. ; You", "zqof 1 "):
        assert text in paper.words, text


def test_a_language_that_is_read_from_the_right_begins_there() -> None:
    left, right = (
        min(Paper(pdf_compiler().compile(sample(direction=direction))).places()) for direction in ("ltr", "rtl")
    )
    assert left < right
