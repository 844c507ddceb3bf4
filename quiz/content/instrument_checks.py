"""Checks an instrument's texts about itself, its alerts, and names that are too long for pictures."""

import re
from dataclasses import fields
from typing import Any

from quiz.content.labels import check_language
from quiz.content.toml_document import Document
from quiz.core.texts import Texts

MAX_SHORT_CHARACTERS = 28
"""The longest short name of a theme that fits on one line of a picture on a phone."""
SOUNDS_GOOD = re.compile(
    r"\b(well-?being|satisfaction|happiness|resilience|hope|optimism|energy|self-esteem|confidence|flourishing|"
    r"quality of life|support|coping|mindfulness|gratitude|strengths?|joy|vitality|recovery)\b",
    re.IGNORECASE,
)
"""Words in the names of themes of which more is most likely better."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}?")
PLACEHOLDERS = {"introduction": {"minutes"}, "exactness": {"margin"}}
"""The placeholders, written in braces, that each text may have."""


def check_instrument(document: Document, values: dict[str, Any]) -> None:
    """Report unknown placeholders, impossible alerts, themes that may lack a direction, and long short names."""
    if not values.get("title", "x").strip():
        document.report("title", "The title is empty.", "Write the name that people see on the result and the PDF.")
    check_language(document, values)
    if texts := values.get("texts"):
        _check_placeholders(document, texts)
    _check_alerts(document, values)
    directed = {raw.get("id") for raw in document.entries("themes") if "direction" in raw}
    for theme in values.get("themes", ()):
        if theme.id not in directed and SOUNDS_GOOD.search(theme.name):
            message = "Pages describe this theme as a worry: more of it is worse."
            fix = 'If more of it is better, write direction = "strength"; if not, direction = "worry".'
            document.report(document.location_of("themes", theme.id), message, fix, warning=True)
        if len(theme.short) > MAX_SHORT_CHARACTERS:
            message = f"The short name has {len(theme.short)} characters; pictures and tables have room for about "
            location = document.location_of("themes", theme.id)
            document.report(location, f"{message}{MAX_SHORT_CHARACTERS}.", "Shorten it.", warning=True)


def _check_placeholders(document: Document, texts: Texts) -> None:
    for part in fields(Texts):
        value = getattr(texts, part.name)
        known = PLACEHOLDERS.get(part.name, set())
        for text in (value,) if isinstance(value, str) else value:
            for name in sorted(set(PLACEHOLDER.findall(text)) - known):
                fix = f"Here, only {{{min(known)}}} is replaced by a number." if known else "Write it without braces."
                document.report("texts", f"{part.name}: Nothing replaces {{{name}}}.", fix)


def _check_alerts(document: Document, values: dict[str, Any]) -> None:
    statements = list(filter(None, document.ids("statements")))
    names = {statement.id: statement.scale for statement in values.get("statements", ())}
    scales = {None: values.get("scale"), **{one.id: one for one in values.get("scales", ())}}
    for number, alert in enumerate(values.get("alerts", ()), 1):
        location = document.location("alerts", number)
        document.check_known(location, "statement", [alert.statement], statements)
        scale = scales.get(names[alert.statement]) if alert.statement in names else None
        if scale and not scale.low < alert.at_least <= scale.high:
            message = f"at_least is {alert.at_least}, on a scale from {scale.low} to {scale.high}."
            fix = "Name the lowest answer that calls for help, above the lowest on the scale."
            document.report(location, message, fix)
