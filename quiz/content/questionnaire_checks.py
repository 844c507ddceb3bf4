"""What must hold between the parts of a questionnaire that are each sound by themselves."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any

from quiz.content.band_checks import check_bands
from quiz.content.characters import check_letters
from quiz.content.problems import suggestion
from quiz.content.toml_document import Document
from quiz.core.answers import SKIP
from quiz.core.questionnaire import Questionnaire, Scale, Statement, Style, Theme
from quiz.psychometrics.readability import grade, words

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
COLUMNS = ("low", "high", "band", "answered")
MOST_SD = 50
"""No spread of scores from 0 to 100 is wider: half the people at each end."""
MOST_VALUE = 1000


def check_questionnaire(document: Document, parts: dict[str, Any]) -> None:
    """Report every fault in what `Document.read` found of a questionnaire."""
    for field in fields(Questionnaire):
        required = field.default is MISSING and field.default_factory is MISSING
        if required and field.name not in document.raw:
            document.report("", f'"{field.name}" is missing.', "The format is described in docs/questionnaires.md.")
    themes, statements = parts.get("themes", ()), parts.get("statements", ())
    check_letters(document)
    _names(document, "themes", themes)
    _names(document, "statements", statements)
    _names(document, "questions", parts.get("questions", ()))
    _columns(document, themes, [*statements, *parts.get("questions", ())])
    _themes(document, themes, statements)
    _words(document, parts)
    _options(document, parts)
    _limits(document, parts)
    if scale := parts.get("scale"):
        _scale(document, scale)
        check_bands(document, parts, scale)


def _place(document: Document, table: str, entry: Any) -> str:  # noqa: ANN401 any entry with an id
    return document.place_of(table, entry.id)


def _names(document: Document, table: str, entries: Iterable[Any]) -> None:
    ids = document.ids(table)
    for id_, times in Counter(filter(None, ids)).items():
        if times > 1:
            second = ids.index(id_, ids.index(id_) + 1) + 1
            document.report(
                document.place(table, second, id_), "This id is used before.", "Give each entry its own id."
            )
    for entry in entries:
        if not NAME.fullmatch(entry.id):
            mend = "Use letters, digits, - and _, with a letter or digit at each end."
            document.report(_place(document, table, entry), "This id cannot name a column of answers.", mend)


def _columns(document: Document, themes: Iterable[Theme], asked: list[Any]) -> None:
    ids = {theme.id for theme in themes}
    columns = Counter(["id", *ids, *(f"{id_}_{part}" for id_ in ids for part in COLUMNS)])
    for theme in themes:
        if columns[theme.id] > 1:
            document.report(
                _place(document, "themes", theme), "This id is also another column of scores.", "Rename it."
            )
    for id_, times in Counter(entry.id for entry in asked).items():
        tables = [table for table in ("statements", "questions") if id_ in document.ids(table)]
        if id_ == "id" or (times > 1 and len(tables) > 1):
            document.report(
                document.place_of(tables[-1], id_), f'"{id_}" already names another column of answers.', "Rename it."
            )


def _themes(document: Document, themes: Iterable[Theme], statements: Iterable[Statement]) -> None:
    known = list(filter(None, document.ids("themes")))
    for statement in statements:
        if known and statement.theme not in known:
            place = _place(document, "statements", statement)
            document.report(place, f'No theme is called "{statement.theme}".', suggestion(statement.theme, known))
    if "themes" in document.raw and not document.raw["themes"]:
        document.report("themes", "There is no theme.", "Add at least one.")
    for theme in themes:
        own = [raw for raw in document.entries("statements") if raw.get("theme") == theme.id]
        place = _place(document, "themes", theme)
        if not own:
            document.report(place, "No statement belongs to this theme.", f'Add statements with theme = "{theme.id}".')
        elif not any(raw.get("reversed") for raw in own):
            mend = "One or two worded the other way keep answers honest."
            document.report(place, "No statement of this theme is reversed.", mend, warning=True)


def _words(document: Document, parts: dict[str, Any]) -> None:
    style = parts.get("style", Style())
    times = Counter(statement.text.casefold() for statement in parts.get("statements", ()))
    for statement in parts.get("statements", ()):
        place = _place(document, "statements", statement)
        found = words(statement.text)
        if not statement.text.strip():
            document.report(place, "The text is empty.", "Write the statement.")
        if found and times[statement.text.casefold()] > 1:
            document.report(place, "Another statement says the same.", "Change or remove one.", warning=True)
        if style.grade and grade(statement.text) > style.grade:
            what = f"It reads at school grade {grade(statement.text):.1f}; the limit is {float(style.grade):g}."
            document.report(place, what, "Use shorter words.", warning=True)
        if style.words and len(found) > style.words:
            what = f"It has {len(found)} words; the limit is {style.words}."
            document.report(place, what, "Say it shorter.", warning=True)
        for word in sorted(set(style.avoid) & set(found)):
            document.report(place, f'It says "{word}".', "Say it without.", warning=True)


def _options(document: Document, parts: dict[str, Any]) -> None:
    lists = parts.get("options", {})
    for name, options in lists.items():
        ids = [option.id for option in options]
        if len(set(ids)) < max(2, len(ids)):
            document.report("options", f'"{name}" needs two or more options with different ids.', "Add or rename.")
        for id_ in (id_ for id_ in ids if id_ in ("", SKIP)):
            document.report("options", f'"{name}" has an option called "{id_}".', "That id means no answer: rename it.")
    for question in parts.get("questions", ()):
        if question.options not in lists:
            place = _place(document, "questions", question)
            document.report(
                place, f'No list of options is called "{question.options}".', suggestion(question.options, lists)
            )


def _limits(document: Document, parts: dict[str, Any]) -> None:
    assumed = parts.get("assumptions")
    if assumed and not (0 < assumed.sd <= MOST_SD and 0 < assumed.reliability < 1):
        what = f"An SD is above 0 and at most {MOST_SD}, a reliability between 0 and 1."
        document.report("assumptions", what, "Give the SD in points of a 0-100 score, whatever the unit.")
    if (missing := parts.get("missing")) and not 0 < missing.partial <= missing.full <= 1:
        document.report("missing", "It must be 0 < partial ≤ full ≤ 1.", "Mend the shares.")
    if (careless := parts.get("careless")) and (careless.run < 0 or careless.seconds < 0):
        document.report("careless", "A limit is below 0.", "Use 0 to turn a sign off.")
    if (style := parts.get("style")) and (style.grade < 0 or style.words < 0):
        document.report("style", "A limit is below 0.", "Use 0 to turn a warning off.")


def _scale(document: Document, scale: Scale) -> None:
    values = [point.value for point in scale.points]
    if len(values) < 2:  # noqa: PLR2004
        document.report("scale", "A scale needs two or more points.", "Add points.")
    if values != sorted(set(values)):
        document.report("scale", "The values do not rise from point to point.", "Put them in order, each once.")
    if max(map(abs, values), default=0) > MOST_VALUE:
        document.report("scale", f"A value lies outside -{MOST_VALUE} to {MOST_VALUE}.", "Use smaller values.")
    if len({point.words.casefold() for point in scale.points}) < len(values):
        document.report("scale", "Two points have the same words.", "Give each point its own words.")
