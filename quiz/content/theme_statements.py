"""The raw statements of a theme, including those with errors, so that one mistake is reported once."""

from collections.abc import Mapping
from typing import Any

from quiz.content.toml_document import Document
from quiz.core.questionnaire import Theme


def statements_of(document: Document, theme: Theme) -> list[Mapping[str, Any]]:
    """Return the raw statements that count for a theme, by the rule of `Questionnaire.statements_of`."""
    ids = {theme.id, *(theme.of or ())}
    return [raw for raw in document.entries("statements") if ids & _themes(raw)]


def _themes(raw: Mapping[str, Any]) -> set[str]:
    also = raw.get("also")
    named = [raw.get("theme"), *(also if isinstance(also, list) else ())]
    return {id_ for id_ in named if isinstance(id_, str)}
