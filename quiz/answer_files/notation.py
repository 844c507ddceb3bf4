"""How a cell is read: as a number in any notation, as the scale's words, as a code, or as no answer."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from quiz.answer_files.text_keys import by_unique_key, letters
from quiz.core.scale import Scale

How = Literal["blank", "missing", "number", "words", "code", "both", "off", "unknown"]

NUMBER = re.compile(r"([+-]?\d+)(?:[.,](\d*))?(?:e([+-]?\d{1,2}))?", re.IGNORECASE)
MINUS = "\N{MINUS SIGN}"
FORMULA = re.compile(r"=?[\"'“](.*?)[\"'”]?", re.DOTALL)
"""A number that is protected from a spreadsheet's conversions: ="3" or '3."""
CODE = re.compile(r"[A-Za-z]{1,4}[-_]?0*(\d{1,4})")
"""A code such as LimeSurvey's A4 or AO04."""
NUMBER_AND_WORDS = re.compile(r"[\[(]?(?P<number>[+-]?\d+)[\])]?\s*[-–—:=.)|]*\s*(?P<words>\D.*)", re.DOTALL)
WORDS_AND_NUMBER = re.compile(r"(?P<words>.*?\D)\s*[\[(=:–-]\s*(?P<number>[+-]?\d+)\s*[\])]?", re.DOTALL)
MISSING_SIGNS = {"", ".", "-", "--", "–", "—", "?", "*", "…", "..."}
MISSING_WORDS = {
    *("na", "nan", "null", "none", "nil", "skip", "skipped", "missing", "sysmis", "blank", "empty", "unanswered"),
    *(
        "noanswer",
        "noresponse",
        "notanswered",
        "notapplicable",
        "doesnotapply",
        "doesntapply",
        "doesntapplytome",
        "doesnotapplytome",
    ),
    *("prefernottosay", "prefernottoanswer", "rathernottosay", "dontknow", "donotknow", "dk", "undefined"),
}
"""Words that mean no answer. Letters only."""
MISSING_NUMBERS = {sign * int(digit * size) for sign in (1, -1) for digit in "789" for size in (1, 2, 3, 4)} | {
    sign * number for sign in (1, -1) for number in (66, 96, 97, 98, 996, 997, 998)
}
"""Numbers that survey tools write for no answer. They mean that only if they are far off the scale."""


class Reading(NamedTuple):
    """A cell's value on the scale, how it was read, and the number in the cell as written (before any shift)."""

    value: int | None
    how: How
    number: int | None = None


@dataclass(frozen=True)
class Notation:
    """How cells are read in one file. `missing`: its texts for no answer; `lowest`: its number for the lowest point."""

    scale: Scale
    missing: tuple[str, ...] = ()
    lowest: int | None = None

    def read(self, text: str) -> Reading:
        """Return what a cell means. `off` is a number that is not on the scale, `unknown` any other text."""
        cell = _bare(text)
        if not cell:
            return Reading(None, "blank")
        number = _number(cell)
        if number in self._missing_numbers or (number is None and letters(cell) in self._missing_texts):
            return Reading(None, "missing", None if number is None else int(number))
        if number is not None:
            return self._numbered(number)
        if (value := self._words.get(letters(cell))) is not None:
            return Reading(value, "words")
        if cell in MISSING_SIGNS or letters(cell) in self._missing_words:
            return Reading(None, "missing")
        return self._compound(cell)

    def _numbered(self, number: Decimal, how: How = "number") -> Reading:
        if number != int(number):
            return Reading(None, "off")
        whole = int(number)
        value = whole + self._shift
        if value in self._values:
            return Reading(value, how, whole)
        span = self.scale.high - self.scale.low
        far = not self.scale.low - span <= value <= self.scale.high + span
        return Reading(None, "missing" if how == "number" and far and whole in MISSING_NUMBERS else "off", whole)

    def _compound(self, cell: str) -> Reading:
        if code := CODE.fullmatch(cell):
            return self._numbered(Decimal(code[1]), "code")
        for form in (NUMBER_AND_WORDS, WORDS_AND_NUMBER):
            if (found := form.fullmatch(cell)) and (value := self._words.get(letters(found["words"]))) is not None:
                return Reading(value, "both", int(found["number"]))
            if found and letters(found["words"]) in self._missing_words:
                return Reading(None, "missing")
        return Reading(None, "unknown")

    @cached_property
    def _shift(self) -> int:
        return 0 if self.lowest is None else self.scale.low - self.lowest

    @cached_property
    def _values(self) -> frozenset[int]:
        return frozenset(self.scale.values.values())

    @cached_property
    def _words(self) -> dict[str, int]:
        """The scale's values by their words (letters only), without words that several points share."""
        return by_unique_key((letters(point.words), point.value) for point in self.scale.points)

    @cached_property
    def _missing_numbers(self) -> frozenset[Decimal]:
        numbers = (_number(_bare(text)) for text in self.missing)
        return frozenset(number for number in numbers if number is not None)

    @cached_property
    def _missing_texts(self) -> frozenset[str]:
        return frozenset(letters(text) for text in self.missing if letters(text))

    @cached_property
    def _missing_words(self) -> frozenset[str]:
        return frozenset({*MISSING_WORDS, letters(self.scale.skip)} - self._words.keys())


def _bare(text: str) -> str:
    """Return a cell without what surrounds its text: any white space, and marks that protect a number."""
    cell = unicodedata.normalize("NFKC", text).replace(MINUS, "-").replace("\u200b", "").replace("\ufeff", "").strip()
    if cell[:1] in {"=", '"', "'", "“"} and (inside := FORMULA.fullmatch(cell)):
        cell = inside[1].strip()
    return cell


def _number(cell: str) -> Decimal | None:
    found = NUMBER.fullmatch(cell)
    if not found:
        return None
    whole, part, power = found.groups()
    number = Decimal(f"{whole}.{part or 0}").scaleb(int(power or 0))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
