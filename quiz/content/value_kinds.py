"""The kinds of values that keys have, as type hints, along paths of keys and of places in lists."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

KeyPath = tuple[int | str, ...]
"""Keys, and places in lists, counted from 0."""


def plain(hint: Any) -> Any:  # noqa: ANN401 any type hint
    """Return the kind of a value that is there: the first of several that is not `None`."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def entry_kind(hint: Any) -> Any:  # noqa: ANN401
    """Return the dataclass of the entries of a list, `None` if it is another kind."""
    kind = plain(hint)
    found = get_args(kind)[0] if get_origin(kind) is tuple else None
    return found if is_dataclass(found) else None


def kind_at(hint: Any, path: KeyPath) -> Any:  # noqa: ANN401
    """Return the kind at a path below a value of a kind; `None` if nothing is known there."""
    for step in path:
        kind = plain(hint)
        inner = get_args(kind)
        if is_dataclass(kind):
            hint = get_type_hints(kind).get(str(step))
        elif get_origin(kind) is tuple:
            hint = inner[0]
        else:
            hint = inner[1] if len(inner) > 1 else None
    return plain(hint)


def value_at(raw: object, path: KeyPath) -> tuple[KeyPath, object]:
    """Return the part of a path that exists below a raw value, and what is there.

    pydantic's paths also have the names of kinds, where several are possible.
    """
    found: list[int | str] = []
    for step in path:
        match raw, step:
            case Mapping(), _ if step in raw:
                raw = raw[step]
            case list(), int() if step < len(raw):
                raw = raw[step]
            case _:
                continue
        found.append(step)
    return tuple(found), raw


def key_names(kind: Any, *, required: bool = False) -> list[str]:  # noqa: ANN401
    """Return the keys of a dataclass, or only those that are required; none of another kind."""
    parts = fields(kind) if is_dataclass(kind) else ()
    needed = [part.name for part in parts if part.default is MISSING and part.default_factory is MISSING]
    return needed if required else [part.name for part in parts]


def places_of(kind: type, wanted: str, where: str = "") -> Iterator[str]:
    """Yield each place below the top of a file where a key of this name belongs."""
    for name, hint in get_type_hints(kind).items():
        entry = entry_kind(hint)
        inner = entry or plain(hint)
        if is_dataclass(inner) and not name.startswith("_"):
            header = f"[[{name}]]" if entry else f"[{name}]"
            place = f"{name} in {where}" if where else header
            if wanted in key_names(inner):
                yield place
            if not where:
                yield from places_of(inner, wanted, place)  # type: ignore[arg-type]
