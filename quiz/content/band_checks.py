"""Check that bands cover all scores, without gaps or overlaps."""

from fractions import Fraction
from typing import Any

from quiz.content.toml_document import Document
from quiz.core.questionnaire import Band, Scale, Theme


def check_bands(document: Document, values: dict[str, Any], scale: Scale) -> None:
    """Check the bands of every theme. Shared bands are checked once for each score range.

    In the unit `sum`, the range depends on the theme's number of statements.
    Bands are not checked if the unit or a band is invalid, because that error is reported already.
    """
    if "unit" in document.raw.keys() - values.keys():
        return
    shared: tuple[Band, ...] = values.get("bands", ())
    checked: set[tuple[int, int]] = set()
    for theme in values.get("themes", ()):
        statements = sum(raw.get("theme") == theme.id for raw in document.entries("statements"))
        limits = _score_limits(scale, values.get("unit"), statements)
        if theme.bands:
            _check_coverage(document, document.location_of("themes", theme.id), theme.bands, limits, theme)
        elif limits not in checked and len(shared) == len(document.entries("bands")):
            checked.add(limits)
            _check_coverage(document, "bands", shared, limits, theme)


def _score_limits(scale: Scale, unit: str | None, statements: int) -> tuple[int, int]:
    if unit in (None, "pomp"):
        return 0, 100
    values = [point.value for point in scale.points] or [0]
    factor = statements if unit == "sum" else 1
    return min(values) * factor, max(values) * factor


def _check_coverage(
    document: Document, location: str, bands: tuple[Band, ...], limits: tuple[int, int], theme: Theme
) -> None:
    if not bands:
        return
    edges: list[Fraction] = [Fraction(limits[0]), *(band.high for band in bands)]
    for edge, band in zip(edges, bands, strict=False):
        if band.low != edge:
            verb = "leaves a gap" if band.low > edge else "overlaps"
            stretch = f"between {min(edge, band.low)} and {max(edge, band.low)}"
            document.report(location, f'Band "{band.id}" {verb} {stretch}, for "{theme.id}".', f"Start it at {edge}.")
        if band.low >= band.high:
            document.report(location, f'Band "{band.id}" ends before it starts.', "Swap its low and high.")
    if edges[-1] != limits[1]:
        message = (
            f'The last band ends at {edges[-1]}, but scores of "{theme.id}" range from {limits[0]} to {limits[1]}.'
        )
        document.report(location, message, f"End it at {limits[1]}.")
    if len({band.id for band in bands}) < len(bands):
        document.report(location, "Two bands have the same id.", "Give each band its own id.")
