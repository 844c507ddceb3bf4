"""Checks that bands cover all scores, without gaps or overlaps.

No message suggests a number that would move a cutoff: if two bands disagree, only their author knows which is right.
"""

import itertools
from dataclasses import dataclass
from typing import Any

from quiz.content.theme_statements import statements_of
from quiz.content.toml_document import Document
from quiz.core.questionnaire import Band, Theme
from quiz.core.scale import Scale

COMPARE = "Compare both bands with the published table."


def check_bands(document: Document, values: dict[str, Any], scale: Scale) -> None:
    """Check the bands of every theme. Shared bands are checked once for each score range.

    In the unit `sum`, the range depends on the theme's number of statements. Bands are not checked if the unit or a
    band is invalid, because that error is reported already.
    """
    if "unit" in document.raw.keys() - values.keys():
        return
    shared: tuple[Band, ...] = values.get("bands", ())
    unit = values.get("unit") or "pomp"
    limits_of_shared: dict[tuple[int, int], Theme] = {}
    for theme in values.get("themes", ()):
        limits = _score_limits(_scale_of(document, values, theme) or scale, unit, len(statements_of(document, theme)))
        if theme.bands:
            location = document.location_of("themes", theme.id)
            _BandChecker(document, location, theme, unit, limits).check(theme.bands)
        elif shared and len(shared) == len(document.entries("bands")):
            limits_of_shared.setdefault(limits, theme)
    if len(limits_of_shared) > 1:
        ranges = "; ".join(f'"{theme.id}" from {low} to {high}' for (low, high), theme in limits_of_shared.items())
        fix = "Give each of these themes its own bands: [[themes.bands]] below its [[themes]]."
        document.report("bands", f"The themes that share these bands differ in their scores: {ranges}.", fix)
        return
    for limits, theme in limits_of_shared.items():
        _BandChecker(document, "bands", theme, unit, limits).check(shared)


def _scale_of(document: Document, values: dict[str, Any], theme: Theme) -> Scale | None:
    """Return the section's scale that a theme's statements name; `None` if they use the main scale."""
    names = {raw.get("scale") for raw in statements_of(document, theme)}
    return next((one for one in values.get("scales", ()) if one.id in names), None)


def _score_limits(scale: Scale, unit: str, statements: int) -> tuple[int, int]:
    if unit == "pomp":
        return 0, 100
    values = [point.value for point in scale.points] or [0]
    factor = statements if unit == "sum" else 1
    return min(values) * factor, max(values) * factor


@dataclass(frozen=True)
class _BandChecker:
    """Reports problems in a theme's bands. `limits` has its lowest and highest score, in `unit`."""

    document: Document
    location: str
    theme: Theme
    unit: str
    limits: tuple[int, int]

    def check(self, bands: tuple[Band, ...]) -> None:
        inclusive = self.unit == "sum" and _are_inclusive(bands)
        lowest, highest = self.limits
        for before, band in itertools.pairwise(bands):
            self._check_pair(before, band, inclusive=inclusive)
        for band in bands:
            if band.low > band.high or (band.low == band.high and not inclusive):
                self._report(f'Band "{band.id}" ends before it starts.', "Swap its low and high.")
        scores, cover = f'scores of "{self.theme.id}"', "The bands must cover every possible score."
        if bands[0].low != lowest:
            self._report(f"The first band starts at {bands[0].low}, but {scores} start at {lowest}.", cover)
        if bands[-1].high != highest:
            self._report(f"The last band ends at {bands[-1].high}, but {scores} end at {highest}.", cover)
        if len({band.id for band in bands}) < len(bands):
            self._report("Two bands have the same id.", "Give each band its own id.")

    def _check_pair(self, before: Band, band: Band, *, inclusive: bool) -> None:
        if band.low == before.high + inclusive:
            return
        if band.low < before.high or (inclusive and band.low == before.high):
            message = f'Band "{band.id}" starts at {band.low}, but "{before.id}" ends at {before.high}.'
            self._report(message, f"No score may be in two bands. {COMPARE}")
        elif self.unit == "sum" and band.low == before.high + 1:
            message = f'Band "{band.id}" starts one above the end of "{before.id}", and other bands do not.'
            self._report(message, "Write all bands in the same way: 0 to 4 and 5 to 9, or 0 to 5 and 5 to 10.")
        elif self.unit == "sum":
            message = f'Sums between {before.high} and {band.low}, after "{before.id}", are in no band.'
            self._report(message, COMPARE)
        else:
            message = f'Scores between {before.high} and {band.low}, after "{before.id}", are in no band.'
            fix = f'Scores have decimals in this unit, so "{band.id}" must start where "{before.id}" ends.'
            self._report(message, f"{fix} {COMPARE}")

    def _report(self, message: str, fix: str) -> None:
        self.document.report(self.location, message, fix)


def _are_inclusive(bands: tuple[Band, ...]) -> bool:
    """Return whether bands are whole numbers with both ends included, as published for sums: 0 to 4, 5 to 9."""
    pairs = list(itertools.pairwise(bands))
    above = sum(band.low == before.high + 1 for before, band in pairs)
    return all(end.denominator == 1 for band in bands for end in (band.low, band.high)) and 2 * above > len(pairs)
