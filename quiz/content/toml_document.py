"""One TOML file: parse it into typed values and report each problem with its line."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from quiz.content.problems import Problem, suggestion

TABLE_HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?", re.MULTILINE)
SHORT_NUMBER = re.compile(r"[+-]?[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?\d{1,2})?")


@dataclass
class Document:
    """A content file: its text, its raw TOML values and the problems found so far."""

    path: Path
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> "Document":
        """Read a file. One that is missing, unreadable or not valid TOML becomes an empty document with a problem."""
        document = cls(path)
        try:
            document.text = path.read_text(encoding="utf-8-sig")
            document.raw = tomllib.loads(document.text, parse_float=_exact_number)
        except OSError as error:
            document.report("", f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions.")
        except UnicodeDecodeError:
            document.report("", "The file is not UTF-8 text.", "Save it as UTF-8.")
        except tomllib.TOMLDecodeError as error:
            document._report_syntax_error(str(error))
        except (ValueError, RecursionError) as error:
            # Not a syntax error: an invalid file name, an integer with thousands of digits, or very deep nesting.
            document.report("", f"The file cannot be read ({error}).", "Check the path and the values in the file.")
        if not document.raw and not document.problems:
            document.report("", "The file is empty.", "See the examples in data/.")
        return document

    def report(self, location: str, message: str, fix: str, *, warning: bool = False) -> None:
        """Add a problem. The line follows from the location, such as `statements 7` or `scale`."""
        self.problems.append(Problem(self.path.name, location, message, fix, self._line(location), warning))

    def entries(self, table: str) -> list[Mapping[str, Any]]:
        """Return the raw entries of an array of tables, invalid ones included; one that is not a table is empty."""
        raw = self.raw.get(table)
        return [entry if isinstance(entry, dict) else {} for entry in raw] if isinstance(raw, list) else []

    def ids(self, table: str) -> list[str]:
        """Return the ids of the raw entries in file order, "" for an entry without one."""
        return [id_ if isinstance(id_ := entry.get("id"), str) else "" for entry in self.entries(table)]

    def location(self, table: str, number: int, id_: str = "") -> str:
        """Return the location of an entry of an array of tables by its number, counted from 1, and its id."""
        return f'{table} {number} ("{id_}")' if id_ else f"{table} {number}"

    def location_of(self, table: str, id_: str) -> str:
        """Return the location of the first entry of an array of tables with this id."""
        return self.location(table, self.ids(table).index(id_) + 1, id_)

    def check_unique_ids(self, table: str) -> None:
        """Report each entry of an array of tables with the id of an earlier one."""
        ids = self.ids(table)
        for number, id_ in enumerate(ids, 1):
            if id_ and id_ in ids[: number - 1]:
                self.report(self.location(table, number, id_), "This id is already in use.", "Rename it.")

    def check_known(self, location: str, noun: str, ids: Iterable[str], known: Collection[str]) -> None:
        """Report each id that is not among the known ones."""
        for id_ in sorted(set(ids) - set(known)):
            self.report(location, f'There is no {noun} "{id_}".', suggestion(id_, known))

    def parse(self, kind: type) -> dict[str, Any]:
        """Return the valid top-level values by field name of a dataclass, and report the others.

        A list of entries keeps those that are valid.
        """
        with suppress(ValidationError):
            whole = type_adapter(kind).validate_python(self.raw)
            return {name: getattr(whole, name) for name in self.raw}
        hints = get_type_hints(kind)
        known = {part.name: hints[part.name] for part in fields(kind)}
        for name in (name for name in self.raw if name not in known):
            self.report(name, f'"{name}" is not a known key or table.', suggestion(name, known))
        values: dict[str, Any] = {}
        for name, hint in known.items():
            if name not in self.raw:
                continue
            raw = self.raw[name]
            entry_type = next((inner for inner in get_args(hint) if is_dataclass(inner)), None)
            if entry_type and isinstance(raw, list):
                locations = [self.location(name, number, id_) for number, id_ in enumerate(self.ids(name), 1)]
                entries = [self._value(entry_type, *pair) for pair in zip(raw, locations, strict=True)]
                values[name] = tuple(entry for entry in entries if entry is not None)
            elif (value := self._value(hint, raw, name)) is not None:
                values[name] = value
        return values

    def _report_syntax_error(self, message: str) -> None:
        found = re.search(r"line (\d+)", message)
        line = int(found[1]) if found else self.text.count("\n") + 1
        fix = "Fix this first: nothing after it was read."
        self.problems.append(Problem(self.path.name, "", f"The file is not valid TOML: {message}.", fix, line))

    def _value(self, kind: Any, raw: object, location: str) -> Any:  # noqa: ANN401 any type that a field has
        try:
            return type_adapter(kind).validate_python(raw)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._report_invalid(kind, location, detail["loc"], detail["type"], detail["msg"])
        return None

    def _report_invalid(self, kind: Any, location: str, path: tuple[int | str, ...], type_: str, message: str) -> None:  # noqa: ANN401
        key = ".".join(str(part) for part in path)
        if type_ == "missing":
            self.report(location, f"{key} is missing.", f"Add {key} = …")
        elif type_ == "unexpected_keyword_argument":
            known = [part.name for part in fields(kind)] if len(path) == 1 and is_dataclass(kind) else []
            fix = suggestion(str(path[-1]), known) if known else "Remove it."
            self.report(location, f'"{key}" is not a known key.', fix)
        else:
            self.report(location, f"{key}: {message}." if key else f"{message}.", "Fix the value.")

    @property
    def errors(self) -> list[Problem]:
        """The problems that prevent the file from being used."""
        return [problem for problem in self.problems if not problem.warning]

    @cached_property
    def _table_headers(self) -> list[re.Match[str]]:
        return list(TABLE_HEADER.finditer(self.text))

    def _line(self, location: str) -> int:
        """Return the line of `[scale]`, of the nth `[[statements]]`, or of a top-level key; 0 if there is none."""
        name, _, number = location.partition(" ")
        digits = number.split(" ")[0]
        wanted = int(digits) if digits.isdigit() else 1
        headers = self._table_headers
        own = [match for match in headers if match[1] == name] or [m for m in headers if m[1].startswith(f"{name}.")]
        found = own[wanted - 1] if len(own) >= wanted else None
        if name and not own:
            top = self.text[: headers[0].start()] if headers else self.text
            found = re.search(rf"^\s*{re.escape(name)}\s*[=.]", top, re.MULTILINE)
        return self.text.count("\n", 0, found.end()) + 1 if found else 0


@cache
def type_adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 any type that a field has
    """Return the pydantic validator of a type. Building one takes longer than validating a whole file."""
    return TypeAdapter(kind)


def _exact_number(text: str) -> Fraction | float:
    """Return a decimal number exactly. A float ("nan", or too many digits) fails validation where it is used."""
    return Fraction(text) if SHORT_NUMBER.fullmatch(text) else float(text)
