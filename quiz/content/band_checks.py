"""What must hold of bands: no gap, no overlap, from the lowest score to the highest."""

from fractions import Fraction
from typing import Any

from quiz.content.toml_document import Document
from quiz.core.questionnaire import Band, Scale, Theme


def _ends(scale: Scale, unit: str | None, asked: int) -> tuple[int, int]:
    values = [point.value for point in scale.points] or [0]
    if unit in (None, "pomp"):
        return 0, 100
    times = asked if unit == "sum" else 1
    return min(values) * times, max(values) * times


def check_bands(document: Document, parts: dict[str, Any], scale: Scale) -> None:
    """Check every theme's bands, shared ones once. What only follows from a faulty unit or band is not told."""
    if "unit" in document.raw.keys() - parts.keys():
        return
    shared: tuple[Band, ...] = parts.get("bands", ())
    checked: set[tuple[int, int]] = set()
    for theme in parts.get("themes", ()):
        asked = sum(raw.get("theme") == theme.id for raw in document.entries("statements"))
        ends = _ends(scale, parts.get("unit"), asked)
        if theme.bands:
            _bands(document, document.place_of("themes", theme.id), theme.bands, ends, theme)
        elif ends not in checked and len(shared) == len(document.entries("bands")):
            checked.add(ends)
            _bands(document, "bands", shared, ends, theme)


def _bands(document: Document, place: str, bands: tuple[Band, ...], ends: tuple[int, int], theme: Theme) -> None:
    if not bands:
        return
    edges: list[Fraction] = [Fraction(ends[0]), *(band.high for band in bands)]
    for edge, band in zip(edges, bands, strict=False):
        if band.low != edge:
            fault = "leaves a gap" if band.low > edge else "overlaps"
            what = (
                f'Band "{band.id}" {fault} between {min(edge, band.low)} and {max(edge, band.low)}, for "{theme.id}".'
            )
            document.report(place, what, f"Start it at {edge}.")
        if band.low >= band.high:
            document.report(place, f'Band "{band.id}" ends before it starts.', "Swap its low and high.")
    if edges[-1] != ends[1]:
        what = f'The last band ends at {edges[-1]}; scores of "{theme.id}" go from {ends[0]} to {ends[1]}.'
        document.report(place, what, f"End it at {ends[1]}.")
    if len({band.id for band in bands}) < len(bands):
        document.report(place, "Two bands have the same id.", "Give each its own id.")
