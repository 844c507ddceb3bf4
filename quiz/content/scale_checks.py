"""Checks the answer scales: the main one, and those of sections."""

from typing import Any

from quiz.content.theme_statements import statements_of
from quiz.content.toml_document import Document
from quiz.core.scale import Scale

MAX_SCALE_VALUE = 1000


def check_scales(document: Document, values: dict[str, Any]) -> None:
    """Report problems in each scale, unknown or unused scales, and themes whose scales cannot be added up."""
    if scale := values.get("scale"):
        _check_scale(document, "scale", scale)
    scales: tuple[Scale, ...] = values.get("scales", ())
    document.check_unique_ids("scales")
    for number, section in enumerate(scales, 1):
        location = document.location("scales", number, section.id)
        _check_scale(document, location, section)
        if not section.id:
            document.report(location, "The scale has no id.", "Add one, and name it in its statements.")
        elif not any(statement.scale == section.id for statement in values.get("statements", ())):
            document.report(location, "No statement is answered on this scale.", f'Add scale = "{section.id}" to some.')
    for statement in values.get("statements", ()):
        named = [statement.scale] if statement.scale is not None else []
        document.check_known(document.location_of("statements", statement.id), "scale", named, document.ids("scales"))
    if scale and scales and values.get("unit", "pomp") != "pomp" and len(scales) == len(document.entries("scales")):
        _check_ends(document, values, {"": scale, **{one.id: one for one in scales}})


def _check_ends(document: Document, values: dict[str, Any], scales: dict[str, Scale]) -> None:
    for theme in values.get("themes", ()):
        names = {str(raw.get("scale", "")) for raw in statements_of(document, theme)}
        if len({scales[name].ends for name in names & scales.keys() if scales[name].points}) > 1:
            message = "Its statements have scales with different ends, whose answers cannot be added up."
            fix = 'Use unit = "pomp", in which each answer counts from 0 to 100, or a theme for each scale.'
            document.report(document.location_of("themes", theme.id), message, fix)


def _check_scale(document: Document, location: str, scale: Scale) -> None:
    values = [point.value for point in scale.points]
    if len(values) < 2:  # noqa: PLR2004
        document.report(location, "A scale needs two or more points.", "Add points.")
    if values != sorted(set(values)):
        document.report(location, "The values do not increase from point to point.", "Sort them, and use each once.")
    if max(map(abs, values), default=0) > MAX_SCALE_VALUE:
        message = f"A value is outside -{MAX_SCALE_VALUE} to {MAX_SCALE_VALUE}."
        document.report(location, message, "Use smaller values.")
    if len({point.words.casefold() for point in scale.points}) < len(values):
        document.report(location, "Two points have the same words.", "Give each point its own words.")
