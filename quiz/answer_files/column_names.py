"""Recognizes, by its name, which statement or question a column is about."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from quiz.answer_files.text_keys import by_unique_key, letters, plain, words

TEXT_FOLLOWS = re.compile(r"[\[(:.?!|>\t]\s*|\s[-–—/]\s*")
"""Ends what tools write before the text of a statement: a number, an id, or the prompt of all statements."""
ID_ENDS = re.compile(r"[:.)\]]\s|\s[-–—]\s|\s")
"""Ends an id that is followed by the text of a statement."""
GROUP_ENDS = re.compile(r"[/.:]|-(?=[A-Za-z])")
"""Ends the name of a group of questions, which KoboToolbox, ODK and SurveyJS write before an id."""
SCALE_BESIDE = re.compile(r"\s*[\[(][\d\s,;–-]+[\])]$")
"""The range of answers in brackets after an id, such as (1-5)."""
ID = re.compile(r"(?=.*[^\W\d_])[\w .\[\]-]+")
"""An id in this context needs a letter: otherwise, the end of a version or a time would be one."""
TAILS = re.compile(r"(\s*[-–—]\s*(selected choice|response))?[\s\])*]*$", re.IGNORECASE)
"""What tools write after the text of a statement."""
LEADING_X = re.compile(r"^x(?=\d)")
"""R writes an X before a name that begins with a digit."""
MERGED_NUMBERS = re.compile(r"\d_\d")
"""Numbers that must stay apart: without its underscore, Q1_1 would be Q11, which may be another question."""


class Match(NamedTuple):
    """What a column is about: the `id` of a statement or question, and `by` what it was recognized, in words."""

    id: str
    by: str


class ColumnNames:
    """Recognizes names of columns as the ids or texts of statements and questions."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts` has the text of each statement and question by its id."""
        self._ids: list[tuple[str, Callable[[str], str], dict[str, str]]] = [
            (by, key, by_unique_key((key(id_), id_) for id_ in texts))
            for by, key in (
                ("id", str.strip),
                ("id, apart from case", lambda name: name.strip().casefold()),
                ("id, apart from punctuation", words),
                ("id, apart from punctuation", _letters),
            )
        ]
        self._texts = by_unique_key((letters(text), id_) for id_, text in texts.items())

    def id_match(self, name: str) -> Match | None:
        """Return the match of a name that is an id, whatever its case and punctuation; else `None`."""
        for by, key, ids in self._ids:
            for form in (key(name), LEADING_X.sub("", key(name))):
                if form and form in ids:
                    return Match(ids[form], by)
        return None

    def last_part(self, name: str) -> Match | None:
        """Return the match of a name that ends with an id: `grp/Q1_1`, `data-grp-Q1_1`, `panel.q1_1`, `q1_1 (1-5)`."""
        name = SCALE_BESIDE.sub("", plain(name))
        ends = (name[start:] for start in (0, *(place.end() for place in GROUP_ENDS.finditer(name))))
        found = (by_id for end in ends if ID.fullmatch(end) and (by_id := self.id_match(end)))
        return next((Match(one.id, "id with more beside it") for one in found), None)

    def text_match(self, name: str) -> Match | None:
        """Return the match of a name that is a text, or ends with one after a number, an id or a prompt."""
        name = TAILS.sub("", plain(name))
        if found := self._texts.get(letters(name)):
            return Match(found, "text")
        ends = (letters(name[place.end() :]) for place in TEXT_FOLLOWS.finditer(name))
        found = next((self._texts[end] for end in ends if end in self._texts), None)
        return Match(found, "text") if found else None

    def knows(self, name: str) -> bool:
        """Return whether a name is recognized in any way."""
        return bool(self.id_match(name) or self.text_match(name) or self.last_part(name))

    def match(self, name: str) -> Match | None:
        """Return the match of a name by id or text, or `None`. Raises ValueError if its id and text do not agree."""
        by_text = self.text_match(name)
        start, *rest = ID_ENDS.split(plain(name), maxsplit=1)
        inside = plain(name).rpartition("[")[2].rstrip("] ") if "[" in name else ""
        by_id = self.id_match(name) or (self.id_match(start) if rest and by_text else None) or self.id_match(inside)
        if by_id and by_text and by_id.id != by_text.id:
            raise ValueError(f"“{plain(name)}” has the id of {by_id.id}, but the text of {by_text.id}.")
        return by_id or by_text


def _letters(name: str) -> str:
    return "" if MERGED_NUMBERS.search(words(name)) else letters(name)
