"""What an instrument says about itself. Field names are the keys of `[texts]` in its TOML file."""

from dataclasses import dataclass

from quiz.core.strict import Strict
from quiz.core.words import Words


@dataclass(frozen=True)
class Texts(Strict):
    """Sentences of the pages and the PDF that belong to one instrument; where one is empty, pages have a neutral one.

    Start page: `heading`; `introduction`, in which {minutes} is the time it takes; `cannot_tell`, what answers can't
    show; `who_for`. Questions: `quiz_heading`, and `transition` before the context questions. Result: `meaning` of the
    scores, and their `limits`; `all_answers` describes the page of a PDF with every answer. /about: `exactness` of the
    scores, a paragraph each, in which {margin} is the give or take; `validity`; and `origin`, where the statements come
    from. PDF: `paper_note`, what the paper
    isn't, and `bring_along`, questions to think about.
    """

    heading: Words = ""
    introduction: Words = ""
    cannot_tell: Words = ""
    who_for: Words = ""
    quiz_heading: Words = ""
    transition: Words = ""
    meaning: Words = ""
    limits: Words = ""
    all_answers: Words = ""
    exactness: tuple[Words, ...] = ()
    validity: Words = ""
    origin: Words = ""
    paper_note: Words = ""
    bring_along: tuple[Words, ...] = ()
