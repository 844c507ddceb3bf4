"""What an instrument says about itself. Field names are the keys of `[texts]` in its TOML file."""

from dataclasses import dataclass

from quiz.core.strict import Strict


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

    heading: str = ""
    introduction: str = ""
    cannot_tell: str = ""
    who_for: str = ""
    quiz_heading: str = ""
    transition: str = ""
    meaning: str = ""
    limits: str = ""
    all_answers: str = ""
    exactness: tuple[str, ...] = ()
    validity: str = ""
    origin: str = ""
    paper_note: str = ""
    bring_along: tuple[str, ...] = ()
