"""Answer sheets in CSV to what they show about the questionnaire, as CSV and as a picture."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from quiz.cli.findings import item_note, theme_notes
from quiz.cli.sheets import SheetFault, SheetReader, Write, each_row
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import Reliability, ReliabilityAnalysis

RANGES = [name + part for name in ("alpha", "omega") for part in ("", "_low", "_high")]
COLUMNS = ["theme", "statement", "cases", "mean", "sd", *RANGES, "sem", "clear_change", "item_rest", "note"]
BLANK = (None, None, None)


def count_sheets(
    tally: ReliabilityAnalysis, questionnaire: Questionnaire, lines: Iterable[bytes]
) -> Iterator[SheetFault]:
    """Count the complete cases of every sound row and give a fault for each refused row.

    Raises SheetFault when the heading does not fit.
    """
    asked = {theme.id: len(questionnaire.statements_of(theme.id)) for theme in questionnaire.themes}

    def begin(heading: Sequence[str]) -> Write:
        reader = SheetReader(questionnaire, heading)

        def count(row: Sequence[str], number: int) -> None:
            reader.name(row, number)
            # A row that is refused at its last answer must not count for its first theme.
            for theme, keyed in list(reader.keyed(row)):
                if len(keyed) == asked[theme.id]:
                    tally.add(theme, tuple(keyed))

        return count

    return each_row(lines, begin)


def as_csv(found: Iterable[Reliability], out: TextIO) -> None:
    """Write a line for each theme, and below it one for each of its statements; a number that is missing is blank."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        mean = None if one.mean is None else float(one.mean)
        ranges = [number for found in (one.alpha, one.omega) for number in (_three(found) if found else BLANK)]
        numbers = [mean, one.sd, *ranges, one.sem, one.clear_change]
        writer.writerow([one.theme.id, "", one.cases, *numbers, "", " ".join(theme_notes(one))])
        for item in one.items:
            blank = [""] * len(numbers)
            writer.writerow([one.theme.id, item.statement.id, one.cases, *blank, item.correlation, item_note(item)])


def drawn(found: Iterable[Reliability]) -> bytes:
    """Draw all themes as an SVG file."""
    from quiz.charts.reliability import Interval, ReliabilityGroup, draw_reliability  # noqa: PLC0415

    groups = [
        ReliabilityGroup(
            one.theme.short,
            f"{one.cases:,} cases",
            [Interval(name, *_three(found)) for name, found in (("alpha", one.alpha), ("omega", one.omega)) if found],
            [(item.statement.id, item.correlation) for item in one.items if item.correlation is not None],
        )
        for one in found
    ]
    return draw_reliability(groups)


def _three(found: Estimate) -> tuple[float, float, float]:
    return found.value, found.low, found.high
