"""Finds what would silently be scored wrongly: it is refused or reported before anything is computed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import StatisticsError, correlation

from quiz.answer_files.census import Census, listed
from quiz.answer_files.column_names import ColumnNames
from quiz.answer_files.mixed_cells import mixed_doubt, mixed_notes
from quiz.answer_files.notation import Notation
from quiz.core.questionnaire import Questionnaire

MAX_STRAY_CELLS = 5
"""Up to this many cells that are not on the scale count as slips: only their rows are refused."""
MAX_STRAY_SHARE = 0.01
MAX_EXTRA_ROWS = 3
"""Up to this many rows may be totals or notes instead of people."""
MAX_SHIFT = 3
"""Codes that start at another number than the scale does are at most this far from it."""
SHIFT_CELLS, MIN_SHIFTED_CELLS, SHIFT_SHARE = 20, 2, 0.01
"""A shifted column has at least this many answers, of which at least this many and this share are off the scale."""
MIN_ROWS_TO_DOUBT = 30
"""People needed before a correlation means something."""
MIN_ANSWERS_TO_DOUBT = 100
"""Answers needed before it means something that nobody chose an end of the scale."""
MAX_POINTS_TO_DOUBT = 11
"""On a scale with more points, it is normal that nobody chooses an end."""
MAX_LISTED = 4
AGAINST = -0.2
"""If keyed answers to a reversed statement correlate lower than this with the rest, the file probably reversed them."""


def name_doubt(names: ColumnNames, census: Census) -> str:
    """Return why a file with the name of a column among its answers cannot be used; "" if there is none."""
    # An id such as A1 may look like a code, but a code occurs in many cells.
    codes = [text for text, n in census.number_of("code").items() if n <= MAX_EXTRA_ROWS and names.id_match(text)]
    found = next((text for text in census.number_of("unknown") if names.knows(text)), *codes[:1] or [""])
    if not found:
        return ""
    return (
        f"“{found}” is the name of a column, but stands below the heading. If a second table begins there, put it into "
        "a file of its own."
    )


def scale_doubt(notation: Notation, census: Census) -> str:
    """Return why answers that are shifted or on another scale cannot be used, and what to do; "" without any."""
    low, high = notation.scale.low, notation.scale.high
    points = ", ".join(str(point.value) for point in notation.scale.points)
    off = census.number_of("off", "unknown")
    shift = _shift(notation, census, None)
    odd = [] if shift else [id_ for id_ in census.counts if _is_shifted(notation, census, id_)]
    if shift or odd:
        numbers = _numbers(census, odd or None)
        where = f" of {', '.join(odd[:MAX_LISTED])}" if odd else ""
        return (
            f"The answers{where} run from {min(numbers)} to {max(numbers)}, but the scale from {low} to {high}, so "
            f"scores would be wrong. If {min(numbers)} stands for “{notation.scale.points[0].words}”, add --lowest "
            f"{min(numbers)}. If it means no answer, add --missing {min(numbers)}."
        )
    if doubt := mixed_doubt(notation, census):
        return doubt
    answered = sum(census.number_of("number", "words", "code", "both").values())
    if off and (sum(off.values()) > max(MAX_STRAY_CELLS, MAX_STRAY_SHARE * answered) or not answered):
        example = off.most_common(1)[0][0]
        words = "; ".join(f"{point.value} {point.words}" for point in notation.scale.points)
        found = (
            f"{listed(off)} (for example in {census.columns_with(off)[0]}) {'is' if len(off) == 1 else 'are'} not on "
            f"the scale ({words if census.number_of('unknown') else points})."
        )
        each = {sum(census.number_of("off", "unknown", ids=[id_]).values()) for id_ in census.counts}
        if len(each) == 1 and max(each) <= MAX_EXTRA_ROWS < answered // len(census.counts):
            return f"{found} Every column has as many of them: if these are totals or notes in a row, delete that row."
        if sum(off.values()) > answered:
            return f"{found} Write answers as the scale's numbers or words, or change the scale of the questionnaire."
        return (
            f'{found} If that means no answer, add --missing "{example[:40]}". If its scale or words differ, change '
            "the file or the questionnaire."
        )
    return ""


def scale_notes(notation: Notation, census: Census) -> Iterator[str]:
    """Yield a sentence about each thing that may have been read wrongly."""
    if not census.values():
        yield "There is no answer to any statement in this file."
    missing = census.number_of("missing").items()
    if numbers := Counter({text: n for text, n in missing if census.readings[text].number is not None}):
        yield f"{listed(numbers)} {'was' if len(numbers) == 1 else 'were'} read as no answer."
    if codes := census.number_of("code"):
        yield f"Codes such as “{min(codes)}” were read by their number."
    yield from mixed_notes(notation, census)
    points = notation.scale.points
    by_number = not census.number_of("words", "both") and len(points) <= MAX_POINTS_TO_DOUBT
    if (
        by_number
        and sum(census.number_of("number", "code").values()) >= MIN_ANSWERS_TO_DOUBT
        and len(census.counts) > 1
    ):
        absent = [end for end in (points[0], points[-1]) if end.value not in census.values()]
        # Shifted codes still reach one end of the scale. If nobody chose either end, people avoid extremes.
        if len(absent) == 1:
            [end] = absent
            yield (
                f"Nobody chose {end.value} (“{end.words}”) anywhere. If the file counts differently, add --lowest with "
                "its number for the lowest answer."
            )


def reversal_notes(questionnaire: Questionnaire, sheets: Sequence[Sequence[Sequence[int | None]]]) -> Iterator[str]:
    """Yield a sentence for each theme whose reversed statements seem to be reversed in the file already.

    `sheets` has the keyed values by person, theme and statement, in the questionnaire's order.
    """
    for number, theme in enumerate(questionnaire.themes):
        statements = questionnaire.statements_of(theme.id)
        full = [sheet[number] for sheet in sheets if sheet[number] and None not in sheet[number]]
        turned = [place for place, statement in enumerate(statements) if statement.reversed]
        if len(full) < MIN_ROWS_TO_DOUBT or not 0 < len(turned) < len(statements):
            continue
        rest = [sum(value or 0 for place, value in enumerate(one) if place not in turned) for one in full]
        if all(_correlation([one[place] or 0 for one in full], rest) < AGAINST for place in turned):
            yield (
                f"{', '.join(statements[place].id for place in turned)}: reversed in the questionnaire, and apparently "
                "in the file already, so they would be reversed twice. If so, add --reversed-already."
            )


def _shift(notation: Notation, census: Census, ids: Sequence[str] | None) -> bool:
    """Return whether numbers go beyond one end of the scale, and stop at least as far short of the other end."""
    read = [census.readings[text].number for text in census.number_of("off", ids=ids)]
    off = [number for number in read if number is not None]
    chosen, low, high = census.values(ids), notation.scale.low, notation.scale.high
    if notation.lowest is not None or not chosen or not off or len(off) < len(read):
        return False
    below, above = low - min(off), max(off) - high
    if max(off) < low:
        return below <= MAX_SHIFT and max(chosen) <= high - below
    return min(off) > high and above <= MAX_SHIFT and min(chosen) >= low + above


def _is_shifted(notation: Notation, census: Census, id_: str) -> bool:
    answered = sum(census.number_of("number", "code", "off", ids=[id_]).values())
    off = sum(census.number_of("off", ids=[id_]).values())
    return (
        answered >= SHIFT_CELLS
        and off >= max(MIN_SHIFTED_CELLS, SHIFT_SHARE * answered)
        and _shift(notation, census, [id_])
    )


def _numbers(census: Census, ids: Sequence[str] | None) -> set[int]:
    read = (census.readings[text] for text in census.number_of("number", "code", "off", ids=ids))
    return {reading.number for reading in read if reading.number is not None}


def _correlation(one: Sequence[int], other: Sequence[int]) -> float:
    try:
        return correlation(one, other)
    except StatisticsError:
        return 0.0
