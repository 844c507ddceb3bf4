"""One TOML file: its text read into values, each fault with its line."""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from quiz.content.problems import Problem, suggestion

TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?", re.MULTILINE)
SHORT_NUMBER = re.compile(r"[+-]?[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?\d{1,2})?")


@dataclass
class Document:
    """A content file while it is read: the parts that are sound, and the problems found so far."""

    path: Path
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> "Document":
        """Read a file; one that is missing, unreadable or no TOML becomes an empty document with a problem."""
        document = cls(path)
        try:
            document.text = path.read_text(encoding="utf-8-sig")
            document.raw = tomllib.loads(document.text, parse_float=_exact)
        except OSError as error:
            document.report("", f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions.")
        except UnicodeDecodeError:
            document.report("", "The file is not UTF-8 text.", "Save it as UTF-8.")
        except tomllib.TOMLDecodeError as error:
            document._syntax(str(error))
        except (ValueError, RecursionError) as error:
            # Not a fault of the notation: a name no disk has, a number of thousands of digits, lists in lists in lists.
            document.report("", f"The file cannot be read ({error}).", "Check the path, and the file for a slip.")
        if not document.raw and not document.problems:
            document.report("", "The file is empty.", "The files in data/ show how to fill it.")
        return document

    def report(self, place: str, what: str, mend: str, *, warning: bool = False) -> None:
        """Note a problem. A place such as `statements 7` or `scale` brings its line along."""
        self.problems.append(Problem(self.path.name, place, what, mend, self._line(place), warning))

    def entries(self, table: str) -> list[Mapping[str, Any]]:
        """Give the raw entries of an array of tables, the faulty ones too; one that is no table counts as empty."""
        raw = self.raw.get(table)
        return [entry if isinstance(entry, dict) else {} for entry in raw] if isinstance(raw, list) else []

    def ids(self, table: str) -> list[str]:
        """Give the raw entries' ids in order, an empty text for an entry that has none."""
        return [id_ if isinstance(id_ := entry.get("id"), str) else "" for entry in self.entries(table)]

    def place(self, table: str, number: int, id_: str = "") -> str:
        """Name an entry of an array of tables by its number, from 1, and its id."""
        return f'{table} {number} ("{id_}")' if id_ else f"{table} {number}"

    def place_of(self, table: str, id_: str) -> str:
        """Name the first entry of an array of tables that has this id."""
        return self.place(table, self.ids(table).index(id_) + 1, id_)

    def read(self, kind: type) -> dict[str, Any]:
        """Read the file's top level as the fields of a dataclass; a list of entries keeps those that are sound."""
        with suppress(ValidationError):
            whole = adapter(kind).validate_python(self.raw)
            return {name: getattr(whole, name) for name in self.raw}
        hints = get_type_hints(kind)
        known = {part.name: hints[part.name] for part in fields(kind)}
        for name in (name for name in self.raw if name not in known):
            self.report(name, f'No part of the file is called "{name}".', suggestion(name, known))
        parts: dict[str, Any] = {}
        for name, hint in known.items():
            if name not in self.raw:
                continue
            entry = next((inner for inner in get_args(hint) if is_dataclass(inner)), None)
            if entry and isinstance(self.raw[name], list):
                found = [self._value(entry, raw, self._named(name, n, raw)) for n, raw in enumerate(self.raw[name], 1)]
                parts[name] = tuple(value for value in found if value is not None)
            elif (value := self._value(hint, self.raw[name], name)) is not None:
                parts[name] = value
        return parts

    def _syntax(self, message: str) -> None:
        at = re.search(r"line (\d+)", message)
        line = int(at[1]) if at else self.text.count("\n") + 1
        mend = "Mend that line first; it hides the rest."
        self.problems.append(Problem(self.path.name, "", f"The file is not valid TOML: {message}.", mend, line))

    def _named(self, table: str, number: int, raw: object) -> str:
        id_ = raw.get("id") if isinstance(raw, dict) else None
        return self.place(table, number, id_ if isinstance(id_, str) else "")

    def _value(self, kind: Any, raw: object, place: str) -> Any:  # noqa: ANN401 any type the file may hold
        try:
            return adapter(kind).validate_python(raw)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._fault(kind, place, fault["loc"], fault["type"], fault["msg"])
        return None

    def _fault(self, kind: Any, place: str, loc: tuple[int | str, ...], type_: str, message: str) -> None:  # noqa: ANN401
        key = ".".join(str(part) for part in loc)
        if type_ == "missing":
            self.report(place, f"{key} is missing.", f"Add {key} = …")
        elif type_ == "unexpected_keyword_argument":
            known = [part.name for part in fields(kind)] if len(loc) == 1 and is_dataclass(kind) else []
            self.report(place, f'No key is called "{key}".', suggestion(str(loc[-1]), known) if known else "Remove it.")
        else:
            self.report(place, f"{key}: {message}." if key else f"{message}.", "Mend the value.")

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the file from being used."""
        return [problem for problem in self.problems if not problem.warning]

    @cached_property
    def _tables(self) -> list[re.Match[str]]:
        return list(TABLE.finditer(self.text))

    def _line(self, place: str) -> int:
        """Find the line of `[scale]`, of the nth `[[statements]]`, or of a key at the top; 0 when there is none."""
        name, _, number = place.partition(" ")
        digits = number.split(" ")[0]
        wanted = int(digits) if digits.isdigit() else 1
        tables = self._tables
        heads = [match for match in tables if match[1] == name] or [m for m in tables if m[1].startswith(f"{name}.")]
        found = heads[wanted - 1] if len(heads) >= wanted else None
        if name and not heads:
            top = self.text[: tables[0].start()] if tables else self.text
            found = re.search(rf"^\s*{re.escape(name)}\s*[=.]", top, re.MULTILINE)
        return self.text.count("\n", 0, found.end()) + 1 if found else 0


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 any type the file may hold
    """Give what checks values of a type. To make one takes longer than a whole file's check."""
    return TypeAdapter(kind)


def _exact(text: str) -> Fraction | float:
    """Read a decimal number exactly. What is none, or would fill the memory, stays a float, refused where it stands."""
    return Fraction(text) if SHORT_NUMBER.fullmatch(text) else float(text)
