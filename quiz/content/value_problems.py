"""Explains a wrong key or value: what is there, what should be there, and an example."""

import math
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple, get_args, get_origin

from quiz.content.problems import close_match, suggestion
from quiz.content.unsupported import instead, reason
from quiz.content.value_kinds import KeyPath, key_names, kind_at, places_of, value_at

MAX_SHOWN = 40
"""Longer texts are cut off in messages."""
SURE = 0.85
"""From this similarity (difflib's ratio), a word is certainly a misspelled key, such as `theme` for `themes`."""
SIMPLE = {
    str: ("a text", "Put it between quotation marks: {name} = {example}"),
    bool: ("true or false", "Write {name} = true or {name} = false, without quotation marks."),
    int: ("a whole number", "Write one without quotation marks, such as {name} = {example}"),
    Fraction: ("a number", 'Write it with a point, such as {name} = {example}, or as a fraction, "5/6".'),
    date: ("a date", "Write year-month-day without quotation marks, such as {name} = 2026-11-28"),
}
"""Simple kinds of values in words, and what to write for one."""


class Explanation(NamedTuple):
    """What is wrong, and what to write."""

    message: str
    fix: str


class _Wanted(NamedTuple):
    """What a value should be, in words, and what to write."""

    words: str
    fix: str


def wrong_value(hint: Any, location: str, path: KeyPath, raw: object) -> Explanation:  # noqa: ANN401 any type hint
    """Explain what is wrong with the value at a path inside `raw`, which should be of kind `hint`.

    `location` is the name of `raw` itself, such as `scale` or `themes 2`.
    """
    path, value = value_at(raw, path)
    table = location.split(" ", maxsplit=1)[0]
    name = next((step for step in reversed(path) if isinstance(step, str)), table)
    kind = kind_at(hint, path)
    if get_origin(kind) is Literal and isinstance(value, str) and (why := reason(value)):
        choices = ", ".join(f'"{one}"' for one in get_args(kind) if one)
        return Explanation(f"{_labeled(path)}{why}", f"Choose one of {choices}.")
    wanted = _wanted(kind, name, value) if path else _wanted_at_top(kind, name, value, entry=location != table)
    fix = wanted.fix
    if path and isinstance(path[-1], int):
        fix = fix.replace(f"{name} = ", "")
    elif len(path) == 1 and isinstance(value, list) and is_dataclass(kind):
        fix = f"Write [{table}.{name}], with single brackets, or {name} = {{ … }}"
    return Explanation(f"{_labeled(path)}This is {_shown(value)}; it should be {wanted.words}.", fix)


def missing_key(hint: Any, path: KeyPath) -> Explanation:  # noqa: ANN401
    """Explain that the last key of a path is missing."""
    kind, key = kind_at(hint, path), path[-1]
    example = '"…"' if kind is str else "[ … ]" if get_origin(kind) is tuple else "…"
    return Explanation(f"{_labeled(path[:-1])}{key} is missing.", f"Add {key} = {example}")


def unknown_key(root: type, hint: Any, path: KeyPath, location: str) -> Explanation:  # noqa: ANN401
    """Explain that the last key of a path is unknown there, and where else in a file of kind `root` it may belong."""
    key, label = str(path[-1]), _labeled(path[:-1])
    own = key_names(kind_at(hint, path[:-1]))
    if key in key_names(root) and not close_match(key, own, SURE):
        return Explanation(
            f"{label}{key} does not belong to {location}.",
            f"Move the line with {key} to the top of the file, above the first line in square brackets.",
        )
    if (places := list(dict.fromkeys(places_of(root, key)))) and not close_match(key, own):
        return Explanation(f"{label}{key} does not belong here.", f"It belongs to {' or '.join(places)}.")
    if why := reason(key):
        return Explanation(f"{label}{why}" if location == key else f"{label}{key}: {why}", instead(key))
    name = "This" if location == key else f'"{key}"'
    noun = "key or table" if location == key else "key"
    return Explanation(f"{label}{name} is not a known {noun}.", suggestion(key, own))


def meant_key(root: type, hint: Any, path: KeyPath) -> KeyPath:  # noqa: ANN401
    """Return the path of the key that an unknown key probably stands for, at the top or in the same table; else ()."""
    key = str(path[-1])
    own = key_names(kind_at(hint, path[:-1]))
    if key in key_names(root) and not close_match(key, own, SURE):
        return (key,)
    close = close_match(key, own)
    return (*path[:-1], close) if close else ()


def _labeled(path: KeyPath) -> str:
    """Return a path as a label, with entries counted from 1, such as `points 2, value: `."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"{parts.pop()} {step + 1}" if parts else f"entry {step + 1}")
        else:
            parts.append(step)
    return f"{', '.join(parts)}: " if parts else ""


def _shown(raw: object) -> str:
    """Return what a value is, in words."""
    match raw:
        case bool():
            return f"the value {str(raw).lower()}"
        case float() if not math.isfinite(raw):
            return f"the value {raw}"
        case int() | float() | Fraction():
            return f"the number {_number(raw)}"
        case str():
            return f'the text "{raw[:MAX_SHOWN]}"' if raw else "an empty text"
        case date():
            return f"the date {raw}"
        case _:
            return "a list" if isinstance(raw, list) else "a table"


def _wanted_at_top(kind: Any, name: str, raw: object, *, entry: bool) -> _Wanted:  # noqa: ANN401
    """Return what the value of a key at the top of a file, or an entry of a list of tables, should be."""
    if entry or (get_origin(kind) is tuple and is_dataclass(get_args(kind)[0])):
        return _Wanted("a list of tables", f"Write [[{name}]], with double brackets, above each entry.")
    if is_dataclass(kind) or get_origin(kind) in {Mapping, dict}:
        return _Wanted("one table", f"Write [{name}], with single brackets, on a line of its own, and its keys below.")
    return _wanted(kind, name, raw)


def _wanted(kind: Any, name: str, raw: object) -> _Wanted:  # noqa: ANN401
    if get_origin(kind) is Literal:
        choices = [one for one in get_args(kind) if one]
        close = isinstance(raw, str) and close_match(raw, choices)
        fix = f'Did you mean "{close}"?' if close else "Choose one of these, in quotation marks."
        return _Wanted("one of " + ", ".join(f'"{one}"' for one in choices), fix)
    if get_origin(kind) is tuple:
        return _Wanted(
            "a list", f"Put square brackets around it, even if it has one entry: {name} = {_listed(kind, raw)}"
        )
    if kind not in SIMPLE:
        parts = ", ".join(f"{key} = …" for key in key_names(kind, required=True))
        return _Wanted("a group of keys", f"Write it as {{ {parts} }}")
    words, fix = SIMPLE[kind]
    if kind is str and isinstance(raw, list):
        fix = "Write a single one, without square brackets: {name} = {example}"
    return _Wanted(words, fix.format(name=name, example=_corrected(kind, raw)))


def _listed(kind: Any, raw: object) -> str:  # noqa: ANN401
    """Return an example of a list, or of a list of lists, that is similar to what is there."""
    inner = get_args(kind)[0]
    if get_origin(inner) is tuple:
        return f"[{_listed(inner, raw)}]"
    if isinstance(raw, str) and inner is str:
        return f'["{raw[:MAX_SHOWN]}"]'
    return "[{ … }]" if is_dataclass(inner) else "[ … ]"


def _corrected(kind: type, raw: object) -> str:
    """Return an example of a simple kind that is similar to what is there."""
    text = str(raw).lower() if isinstance(raw, bool) else _number(raw) if isinstance(raw, Fraction) else str(raw)
    if kind is str:
        return '"…"' if isinstance(raw, (list, Mapping)) else f'"{text[:MAX_SHOWN]}"'
    number = next(iter(re.findall(r"-?\d+(?:\.\d+)?", text.replace(",", "."))), "")[:MAX_SHOWN]
    if kind is int:
        return str(round(Fraction(number))) if number else "1"
    return number or "0.8"


def _number(number: float | Fraction) -> str:
    """Return a number as people write it."""
    text = str(number) if isinstance(number, int) else f"{float(number):g}"
    return text[:MAX_SHOWN]
