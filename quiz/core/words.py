"""The texts in content that people read, and their translation, which changes nothing else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_type_hints

MARK = "words"
Words = Annotated[str, MARK]
"""A text in a content file that people read. Ids, file names and addresses are plain `str`."""
Lookup = Callable[[str, str], str]
"""Takes a context and a text and returns its translation, or the text itself if there is none."""
Content = TypeVar("Content")


def translated(content: Content, lookup: Lookup, context: str = "") -> Content:
    """Return a dataclass of content, such as a questionnaire, with each of its `Words` as `lookup` returns it.

    The context of a text is the path of keys and ids that leads to it, such as `themes.jealousy.name`. Entries without
    an id share a context: only their texts tell them apart, so no translation depends on their order.
    """
    return cast("Content", _translated(content, lookup, context, marked=False))


def messages(content: object) -> tuple[tuple[str, str], ...]:
    """Return the context and the text of each of the `Words` in some content that has letters, in file order."""
    found: dict[tuple[str, str], None] = {}

    def note(context: str, text: str) -> str:
        found[context, text] = None
        return text

    translated(content, note)
    return tuple(found)


def _translated(value: Any, lookup: Lookup, context: str, *, marked: bool) -> Any:  # noqa: ANN401 any kind of value
    match value:
        case str():
            return lookup(context, value) if marked and any(map(str.isalpha, value)) else value
        case tuple():
            return tuple(_translated(part, lookup, _below(context, part), marked=marked) for part in value)
        case Mapping():
            return {key: _translated(part, lookup, f"{context}.{key}", marked=marked) for key, part in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        name: _translated(getattr(value, name), lookup, f"{context}.{name}".lstrip("."), marked=is_marked)
        for name, is_marked in _parts(type(value))
    }
    return replace(value, **changed)


def _below(context: str, part: object) -> str:
    """Return the context of an entry of a list: that of the list, with the id of the entry if it has one."""
    id_ = getattr(part, "id", "")
    return f"{context}.{id_}" if id_ else context


@cache
def _parts(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields that hold `Words` or dataclasses, and whether the field itself is marked."""
    hints = get_type_hints(kind, include_extras=True)
    pairs = ((part.name, list(_inside(hints[part.name]))) for part in fields(kind))
    return tuple((name, MARK in inside) for name, inside in pairs if MARK in inside or any(map(is_dataclass, inside)))


def _inside(hint: Any) -> Iterator[Any]:  # noqa: ANN401 any type hint
    """Yield a type hint and all type hints inside it, such as the type of a tuple's entries, and MARK for `Words`."""
    yield hint
    if hint is Words:
        yield MARK
    for part in get_args(hint):
        yield from _inside(part) if not isinstance(part, str) else ()
