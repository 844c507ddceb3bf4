"""Checks the parts of a questionnaire, each valid on its own, against each other."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any

from quiz.content.band_checks import check_bands
from quiz.content.characters import check_characters
from quiz.content.instrument_checks import check_instrument
from quiz.content.scale_checks import check_scales
from quiz.content.theme_statements import statements_of
from quiz.content.toml_document import Document
from quiz.content.variant_checks import check_variants
from quiz.core.answers import SKIP
from quiz.core.assumptions import Assumptions, Style
from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.psychometrics.readability import grade, words
from quiz.score_columns import column_names

COLUMN_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
MAX_SD = 50
"""In points of a 0-100 score: the SD if half of the people score 0 and the other half 100."""
MAX_VERSION = 1_000_000
MAX_ASKED = 100
"""The most statements and questions. With more, cookies with two results and two drafts exceed what servers accept."""


def check_questionnaire(document: Document, values: dict[str, Any]) -> None:
    """Report every problem in the questionnaire that `Document.parse` returned."""
    for field in fields(Questionnaire):
        required = field.default is MISSING and field.default_factory is MISSING
        if required and field.name not in document.raw.keys() | document.meant:
            document.report("", f'"{field.name}" is missing.', "Add it; docs/questionnaires.md describes the format.")
    themes, statements = values.get("themes", ()), values.get("statements", ())
    check_characters(document)
    _check_ids(document, "themes", themes)
    _check_ids(document, "statements", statements)
    _check_ids(document, "questions", values.get("questions", ()))
    _check_columns(document, themes, [*statements, *values.get("questions", ())])
    _check_themes(document, themes, statements, is_own=not values.get("source"))
    _check_texts(document, values)
    _check_options(document, values)
    check_variants(document, values)
    check_instrument(document, values)
    _check_limits(document, values)
    check_scales(document, values)
    if scale := values.get("scale"):
        check_bands(document, values, scale)


def _check_ids(document: Document, table: str, entries: Iterable[Any]) -> None:
    document.check_unique_ids(table)
    for entry in entries:
        if not COLUMN_ID.fullmatch(entry.id):
            fix = "Use letters, digits, - and _, and start and end with a letter or digit."
            document.report(document.location_of(table, entry.id), "This id cannot be used as a column name.", fix)


def _check_columns(document: Document, themes: Iterable[Theme], asked: list[Any]) -> None:
    columns = Counter(["id", *(name for id_ in {theme.id for theme in themes} for name in column_names(id_))])
    for theme in themes:
        if columns[theme.id] > 1:
            location = document.location_of("themes", theme.id)
            document.report(location, "This id is also the name of another score column.", "Rename it.")
    for id_, times in Counter(entry.id for entry in asked).items():
        tables = [table for table in ("statements", "questions") if id_ in document.ids(table)]
        if id_ == "id" or (times > 1 and len(tables) > 1):
            location = document.location_of(tables[-1], id_)
            document.report(location, f'"{id_}" is already the name of another answer column.', "Rename it.")


def _check_themes(
    document: Document, themes: Iterable[Theme], statements: Iterable[Statement], *, is_own: bool
) -> None:
    known = [] if "themes" in document.meant else list(filter(None, document.ids("themes")))
    for statement in statements:
        if known:
            named = [statement.theme, *(statement.also or ())]
            document.check_known(document.location_of("statements", statement.id), "theme", named, known)
    if "themes" in document.raw and not document.raw["themes"]:
        document.report("themes", "There is no theme.", "Add at least one.")
    for theme in themes:
        own = statements_of(document, theme)
        location = document.location_of("themes", theme.id)
        if theme.of is not None:
            _check_total(document, location, theme, themes)
        elif not own:
            document.report(location, "This theme has no statement.", f'Add statements with theme = "{theme.id}".')
        elif is_own and not any(raw.get("reversed") for raw in own):
            fix = "Add one or two with the opposite wording: they balance a tendency to agree."
            document.report(location, "This theme has no reversed statement.", fix, warning=True)


def _check_total(document: Document, location: str, total: Theme, themes: Iterable[Theme]) -> None:
    parts = {theme.id: theme for theme in themes if theme is not total}
    document.check_known(location, "theme", total.of or (), parts)
    if any(raw.get("theme") == total.id for raw in document.entries("statements")):
        fix = "Name a part in each statement: the total has the statements of its parts."
        document.report(location, "A total has no statements of its own.", fix)
    if len(set(total.of or ())) < 2 or any(parts[id_].of for id_ in total.of or () if id_ in parts):  # noqa: PLR2004
        document.report(location, "A total must have two or more themes, none of them a total.", "Name its parts.")
    if any(parts[id_].direction != total.direction for id_ in total.of or () if id_ in parts):
        fix = "Give all of them the same direction, or leave the total out."
        document.report(location, "A total has a different direction than one of its parts.", fix)


def _check_texts(document: Document, values: dict[str, Any]) -> None:
    style, statements = values.get("style", Style()), values.get("statements", ())
    # The grade is for English text only, and nobody may change the words of a published instrument.
    checks_grade = style.grade and values.get("language", "en").startswith("en") and not values.get("source")
    times = Counter(statement.text.casefold() for statement in statements)
    for statement in statements:
        location = document.location_of("statements", statement.id)
        found, level = words(statement.text), grade(statement.text)
        if not statement.text.strip():
            document.report(location, "The text is empty.", "Write the statement.")
        if found and times[statement.text.casefold()] > 1:
            document.report(location, "Another statement has the same text.", "Change or remove one.", warning=True)
        if checks_grade and level > style.grade:
            message = f"The text reads at school grade {level:.1f}; the limit is {float(style.grade):g}."
            document.report(location, message, "Use shorter words.", warning=True)
        if style.words and len(found) > style.words:
            message = f"The text has {len(found)} words; the limit is {style.words}."
            document.report(location, message, "Shorten it.", warning=True)
        for word in sorted(set(style.avoid) & set(found)):
            document.report(location, f'The text contains "{word}".', "Use another word.", warning=True)


def _check_options(document: Document, values: dict[str, Any]) -> None:
    lists = values.get("options", {})
    # A list with an error still counts as defined, so that one mistake is reported once.
    raw = document.raw.get("options", {})
    for name, options in lists.items():
        ids = [option.id for option in options]
        if len(set(ids)) < max(2, len(ids)):
            fix = "Add an option, or rename one."
            document.report("options", f'"{name}" needs two or more options, each with its own id.', fix)
        for id_ in (id_ for id_ in ids if id_ in ("", SKIP)):
            fix = "Rename it: this id stands for no answer."
            document.report("options", f'"{name}" has an option with the id "{id_}".', fix)
    for question in values.get("questions", ()):
        location = document.location_of("questions", question.id)
        if isinstance(raw, dict) and "options" not in document.meant:
            document.check_known(location, "list of options", [question.options], raw)
        if question.private and question.suggests_another_partner:
            fix = 'Remove "suggests_another_partner" or "private": a private answer is not kept for the next time.'
            document.report(location, "A private question cannot suggest another partner.", fix)


def _check_limits(document: Document, values: dict[str, Any]) -> None:
    if not 1 <= values.get("version", 1) <= MAX_VERSION:
        document.report("version", f"The version must be from 1 to {MAX_VERSION}.", "Start with 1 and count up.")
    asked = len(values.get("statements", ())) + len(values.get("questions", ()))
    if asked > MAX_ASKED:
        message = f"There are {asked} statements and questions; the limit is {MAX_ASKED}."
        document.report("", message, "Leave some out: the cookies with the answers would be longer than servers read.")
    if assumed := values.get("assumptions"):
        _check_precision(document, "assumptions", assumed)
    for theme in values.get("themes", ()):
        _check_precision(document, document.location_of("themes", theme.id), theme)
    if (missing := values.get("missing")) and not 0 < missing.partial <= missing.full <= 1:
        document.report("missing", "The shares must satisfy 0 < partial ≤ full ≤ 1.", "Fix the shares.")
    if (careless := values.get("careless")) and (careless.run < 0 or careless.seconds < 0):
        document.report("careless", "A limit is below 0.", "Use 0 to turn a check off.")
    if (style := values.get("style")) and (style.grade < 0 or style.words < 0):
        document.report("style", "A limit is below 0.", "Use 0 to turn a warning off.")


def _check_precision(document: Document, location: str, assumed: Assumptions | Theme) -> None:
    if assumed.sd is not None and not 0 < assumed.sd <= MAX_SD:
        message = f"sd must be above 0 and at most {MAX_SD}."
        document.report(location, message, "Enter it in points of a 0-100 score, whatever the unit.")
    for name in ("reliability", "retest"):
        value = getattr(assumed, name)
        if value is not None and not 0 < value < 1:
            document.report(location, f"{name} must be above 0 and below 1.", "It is a correlation, such as 0.8.")
