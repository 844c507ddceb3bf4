"""Checks columns with words and numbers: whether their numbers are the questionnaire's."""

from collections import Counter
from collections.abc import Iterator, Sequence

from quiz.answer_files.census import Census, listed
from quiz.answer_files.notation import Notation


def mixed_doubt(notation: Notation, census: Census) -> str:
    """Return why bare numbers cannot be read if numbers next to words are not the scale's; "" if they can be read."""
    ids = [id_ for id_ in census.counts if census.number_of("number", ids=[id_]) and _other(notation, census, [id_])]
    if not ids:
        return ""
    other = _other(notation, census, ids)
    beside = (census.readings[text] for text in other)
    steps = {
        reading.number - reading.value for reading in beside if reading.number is not None and reading.value is not None
    }
    lowest = notation.scale.low + min(steps)
    option = f" If all numbers count from {lowest}, add --lowest {lowest}." if len(steps) == 1 else ""
    return (
        f"Numbers beside words are not those of the questionnaire: {listed(other)} (for example in {ids[0]}). Cells "
        f"with only a number may mean the same ones. Write words in all cells, or the questionnaire’s numbers.{option}"
    )


def mixed_notes(notation: Notation, census: Census) -> Iterator[str]:
    """Yield sentences about numbers that are ignored, and about answers that only some rows write in words."""
    if other := _other(notation, census, None):
        yield f"Numbers beside words are not those of the scale, so the words count: {listed(other)}."
    pairs = {id_: pair for id_ in census.counts if (pair := _same_answer(census, id_))}
    if pairs:
        [first, *more] = pairs
        where = f"{first} and {len(more)} more have" if more else f"{first} has"
        words, number = pairs[first]
        yield f"{where} both “{words}” and “{number}”, read as the same answer. Look at --explain."


def _other(notation: Notation, census: Census, ids: Sequence[str] | None) -> Counter[str]:
    """Return the texts whose number does not mean the same as their words, with their numbers of cells."""
    beside = {text: (n, census.readings[text]) for text, n in census.number_of("both", ids=ids).items()}
    return Counter({text: n for text, (n, one) in beside.items() if notation.read(str(one.number)).value != one.value})


def _same_answer(census: Census, id_: str) -> tuple[str, str] | None:
    """Return words and a number in the same column that are read as the same answer; `None` without any."""
    by_words, by_number = (
        {census.readings[text].value: text for text in census.number_of(how, ids=[id_])} for how in ("words", "number")
    )
    return next(((by_words[value], by_number[value]) for value in by_number if value in by_words), None)
