"""Finds which kind of value, as a type hint, belongs at a path of keys and places in lists."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

KeyPath = tuple[int | str, ...]
"""Keys, and places in lists (from 0), from the outside in."""


def plain(hint: Any) -> Any:  # noqa: ANN401 any type hint
    """Return a type hint without `None`: of a union, its first other member."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def entry_kind(hint: Any) -> Any:  # noqa: ANN401
    """Return the dataclass of a list's entries; `None` if the kind is not a list of dataclasses."""
    kind = plain(hint)
    found = get_args(kind)[0] if get_origin(kind) is tuple else None
    return found if is_dataclass(found) else None


def kind_at(hint: Any, path: KeyPath) -> Any:  # noqa: ANN401
    """Return the kind of the value at a path inside a value of kind `hint`; `None` if the path leads nowhere."""
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
    """Return the steps of a path that exist inside a raw value, and the value they lead to.

    Other steps are skipped: where several kinds are possible, pydantic's paths also have the name of a kind.
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
    """Return the keys of a dataclass, or only the required ones; [] for any other kind."""
    parts = fields(kind) if is_dataclass(kind) else ()
    needed = [part.name for part in parts if part.default is MISSING and part.default_factory is MISSING]
    return needed if required else [part.name for part in parts]


def places_of(kind: type, wanted: str, where: str = "") -> Iterator[str]:
    """Yield each table of a file, in words, in which a key of this name belongs."""
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
