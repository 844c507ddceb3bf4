"""One TOML file: parse it into typed values and report each problem with its line."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError

from quiz.content.problems import Problem, close_match, suggestion
from quiz.content.syntax.explain import explain
from quiz.content.type_adapter import type_adapter
from quiz.content.unsupported import reason
from quiz.content.value_kinds import KeyPath, key_names
from quiz.content.value_problems import meant_key, missing_key, unknown_key, wrong_value

TABLE_HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?", re.MULTILINE)
WORD_PROCESSOR = (b"PK", b"\xd0\xcf\x11\xe0")
"""The first bytes of .docx, .odt and .doc files."""
MISSING, UNKNOWN = "missing", "unexpected_keyword_argument"
"""pydantic's names of two kinds of errors."""
SHORT_NUMBER = re.compile(r"[+-]?[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?\d{1,2})?")


@dataclass
class Document:
    """A content file: its text, its raw TOML values and the problems found so far."""

    path: Path
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kind: type = Problem
    """The dataclass that it was parsed as."""
    meant: set[str] = field(default_factory=set)
    """Keys of the top of the file that are there, but misspelled or elsewhere."""

    @classmethod
    def open(cls, path: Path) -> "Document":
        """Read a file. One that is missing, unreadable or not valid TOML becomes an empty document with a problem."""
        document = cls(path)
        try:
            document.text = path.read_text(encoding="utf-8-sig")
            document.raw = tomllib.loads(document.text, parse_float=_exact_number)
        except OSError as error:
            document.report("", f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions.")
        except UnicodeDecodeError as error:
            if error.object.startswith(WORD_PROCESSOR):
                message = "This is a document of a word processor, or another file that is not plain text."
                document.report("", message, "Copy its text into a text editor, and save it as plain text, UTF-8.")
            else:
                document.report(
                    "", "The file is not UTF-8 text.", "Save it as UTF-8: “Save as” has a list of encodings."
                )
        except tomllib.TOMLDecodeError as error:
            document._report_syntax_error(str(error))
        except (ValueError, RecursionError) as error:
            # Not a syntax error: an invalid file name, an integer with thousands of digits, or very deep nesting.
            document.report("", f"The file cannot be read ({error}).", "Check the path and the values in the file.")
        if not document.raw and not document.problems:
            document.report("", "The file is empty.", "See the examples in data/.")
        return document

    def report(self, location: str, message: str, fix: str, *, warning: bool = False, keys: Sequence[str] = ()) -> None:
        """Add a problem. The line follows from the location, such as `statements 7` or `scale`, and keys below it."""
        self.problems.append(Problem(self.path.name, location, message, fix, self._line(location, keys), warning))

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
        self.kind = kind
        with suppress(ValidationError):
            whole = type_adapter(kind).validate_python(self.raw)
            return {name: getattr(whole, name) for name in self.raw}
        hints = get_type_hints(kind)
        known = {part.name: hints[part.name] for part in fields(kind)}
        for name in (name for name in self.raw if name not in known):
            self.report(name, *unknown_key(kind, kind, (name,), name))
            self.meant.add(close_match(name, known))
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

    def _report_syntax_error(self, error: str) -> None:
        found = explain(self.text, error)
        fix = f"{found.fix} (What is below was not read yet.)"
        self.problems.append(Problem(self.path.name, "", found.message, fix, found.line))

    def _value(self, kind: Any, raw: object, location: str) -> Any:  # noqa: ANN401 any type that a field has
        try:
            return type_adapter(kind).validate_python(raw)
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown = [detail["loc"] for detail in details if detail["type"] == UNKNOWN]
            meant = {meant_key(self.kind, kind, path) for path in unknown}
            self.meant |= {str(path[0]) for path in meant if path and path[0] in key_names(self.kind)}
            is_impossible = any(reason(str(path[-1])) for path in unknown)
            for detail in details:
                if detail["type"] != MISSING or not (is_impossible or detail["loc"] in meant):
                    self._report_invalid(kind, raw, location, detail["loc"], detail["type"])
        return None

    def _report_invalid(self, kind: Any, raw: object, location: str, path: KeyPath, type_: str) -> None:  # noqa: ANN401
        if type_ == MISSING:
            message, fix = missing_key(kind, path)
        elif type_ == UNKNOWN:
            message, fix = unknown_key(self.kind, kind, path, location)
        else:
            message, fix = wrong_value(kind, location, path, raw)
        self.report(location, message, fix, keys=[step for step in path if isinstance(step, str)])

    @property
    def errors(self) -> list[Problem]:
        """The problems that prevent the file from being used."""
        return [problem for problem in self.problems if not problem.warning]

    @cached_property
    def _table_headers(self) -> list[re.Match[str]]:
        return list(TABLE_HEADER.finditer(self.text))

    def _line(self, location: str, keys: Sequence[str]) -> int:
        """Return the line of keys below `[scale]` or the nth `[[statements]]`, else of these, or of a top-level key.

        It is 0 if there is none.
        """
        name, _, number = location.partition(" ")
        digits = number.split(" ")[0]
        wanted = int(digits) if digits.isdigit() else 1
        headers = self._table_headers
        own = [match for match in headers if match[1] == name] or [m for m in headers if m[1].startswith(f"{name}.")]
        found = own[wanted - 1] if len(own) >= wanted else None
        if found and keys:
            found = self._line_below(found, keys)
        if name and not own:
            top = self.text[: headers[0].start()] if headers else self.text
            found = re.search(rf"^\s*{re.escape(name)}\s*[=.]", top, re.MULTILINE)
        return self.text.count("\n", 0, found.end()) + 1 if found else 0

    def _line_below(self, found: re.Match[str], keys: Sequence[str]) -> re.Match[str]:
        """Return where a key stands below a header, or below a header of its own, such as `[pieces.base]`."""
        later = [header for header in self._table_headers if header.start() > found.start()]
        next_entry = next((header.start() for header in later if header[1] == found[1]), len(self.text))
        own = [one for one in later if one[1] == f"{found[1]}.{keys[0]}" and one.start() < next_entry]
        if own:
            return self._line_below(own[0], keys[1:]) if keys[1:] else own[0]
        end = later[0].start() if later else len(self.text)
        below = re.compile(rf"^[ \t]*{re.escape(keys[0])}[ \t]*[=.]", re.MULTILINE)
        return below.search(self.text, found.end(), end) or found


def _exact_number(text: str) -> Fraction | float:
    """Return a decimal number exactly. A float ("nan", or too many digits) fails validation where it is used."""
    return Fraction(text) if SHORT_NUMBER.fullmatch(text) else float(text)
