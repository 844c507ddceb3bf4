"""A file that is not an export, or was edited, is either refused or safe to use."""

import json
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.journal.csv_export import to_csv
from quiz.journal.export_import import InvalidExport, from_json, to_json
from quiz.progress.history import SavedResult, changes, oldest_first
from quiz.progress.series import theme_series
from tests.journal.samples import Samples
from tests.journal.written import read_back
from tests.strategies import make

ID = "0123456789abcdef" * 2
MAX_UPLOAD_BYTES = 4 * 1024 * 1024
SMALL = Samples(make((0, 1, 2), [[False, True], [False]]))
GOOD = json.loads(to_json([*SMALL.results(2), Samples(make((1, 2), [[True]])).result(2)]))
Change = Callable[[dict[str, Any]], object]
Where = tuple[str | int, ...]


def sound(results: tuple[SavedResult, ...]) -> None:
    """Do everything that is done with imported results."""
    for saved in results:
        assert saved.profile.questionnaire == saved.questionnaire
        assert read_back(saved) == saved
    results = oldest_first(results)
    for saved in results[-1:]:
        assert all(len(series.scores) == len(results) for series in theme_series(saved.questionnaire, results))
    for one in results:
        for other in results:
            changes([one], other)
    to_csv(results)
    assert from_json(to_json(results).encode(), ()) == results


def first(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(whole["questionnaires"].values()))
    return found


def in_result(**changed: object) -> Change:
    return lambda whole: whole["results"][0].update(changed)


def nested(depth: int) -> Any:
    return json.loads("[" * depth + "]" * depth)


REFUSED: dict[str, Change] = {
    "another format": lambda whole: whole.update(format="diary"),
    "another version": lambda whole: whole.update(version=3),
    "version 0": lambda whole: whole.update(version=0),
    "a version that is a string": lambda whole: whole.update(version="1"),
    "a version that is true": lambda whole: whole.update(version=True),
    "a version with a decimal point": lambda whole: whole.update(version=1.0),
    "no version": lambda whole: whole.pop("version"),
    "a note that is too long": in_result(note="a" * 501),
    "a note of combining marks": in_result(note="a" + "\u0301" * 5000),
    "a note that is a list": in_result(note=["a"]),
    "a note that is a number": in_result(note=1),
    "a long step": in_result(step="a" * 1001),
    "an unknown outcome": in_result(outcome="great"),
    "an unknown relationship": in_result(relationship="none"),
    "no results": lambda whole: whole.pop("results"),
    "an unknown key": lambda whole: whole.update(more=1),
    "an id too short": in_result(id="abc"),
    "an id in capitals": in_result(id=ID.upper()),
    "an id with a line after it": in_result(id=ID + "\n"),
    "an id of other digits": in_result(id="\u0661" * 32),
    "answers that are a list": in_result(answers=["1"]),
    "an answer that is a list": in_result(answers={"s0-0": ["1"]}),
    "an answer that is a number": in_result(answers={"s0-0": 1}),
    "a long answer": in_result(answers={"s0-0": "1" * 201}),
    "an unknown questionnaire": in_result(questionnaire="none"),
    "year 1": in_result(taken="0001-01-01T00:00:00+00:00"),
    "before year 1": in_result(taken="0001-01-01T00:00:00+14:00"),
    "year 9999": in_result(taken="9999-12-31T23:59:59+00:00"),
    "after year 9999": in_result(taken="9999-12-31T23:59:59-14:00"),
    "a time without a zone": in_result(taken="2026-01-01T00:00:00"),
    "an endless time": in_result(taken=float("inf")),
    "one point": lambda whole: first(whole)["scale"].update(points=first(whole)["scale"]["points"][:1]),
    "no point": lambda whole: first(whole)["scale"].update(points=[]),
    "a huge value": lambda whole: first(whole)["scale"]["points"][-1].update(value=10**4000),
    "a value and a half": lambda whole: first(whole)["scale"]["points"][-1].update(value=1.5),
    "values that fall": lambda whole: first(whole)["scale"]["points"].reverse(),
    "a statement of no theme": lambda whole: first(whole)["statements"][0].update(theme="none"),
    "a theme of no statement": lambda whole: first(whole).update(statements=first(whole)["statements"][:1]),
    "a statement twice": lambda whole: first(whole)["statements"].append(first(whole)["statements"][0]),
    "no theme": lambda whole: first(whole).update(themes=[]),
    "nothing asked": lambda whole: whole["questionnaires"].update({next(iter(whole["questionnaires"])): {}}),
    "a spread without end": lambda whole: first(whole)["assumptions"].update(sd=float("inf")),
    "a spread of no number": lambda whole: first(whole)["assumptions"].update(sd=float("nan")),
    "a spread divided by nothing": lambda whole: first(whole)["assumptions"].update(sd="1/0"),
    "a spread that fills the memory": lambda whole: first(whole)["assumptions"].update(sd="1e-999999999999"),
    "a perfect test": lambda whole: first(whole)["assumptions"].update(reliability=1),
    "bands with a gap": lambda whole: first(whole).update(bands=[{"id": "a", "low": 0, "high": 50, "words": "A"}]),
    "lists in lists": lambda whole: first(whole).update(options={"a": nested(100)}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_invalid_file_is_refused(what: str) -> None:
    whole = deepcopy(GOOD)
    REFUSED[what](whole)
    with pytest.raises(InvalidExport):
        from_json(json.dumps(whole).encode(), ())


JUNK = (b"", b" ", b"null", b"[]", b"{}", b"not json", b"\xff\xfe{}", b"\x89PNG\r\n", b'{"format":')


@pytest.mark.parametrize(
    "text",
    [
        *JUNK,
        b"[" * 100 + b"]" * 100,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        json.dumps(GOOD).encode("utf-16"),
        json.dumps(GOOD).replace("Small", "\\ud800").encode(),
        json.dumps(GOOD).replace('"version": 2', '"version": ' + "1" * 5000).encode(),
    ],
)
def test_text_that_is_not_an_export_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidExport):
        from_json(text, ())


def test_a_file_without_results_imports_nothing() -> None:
    assert from_json(to_json([]).encode(), ()) == ()


def places(value: Any, path: Where = ()) -> list[Where]:
    """Return the path to every value in a file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deep for key, part in inner for deep in places(part, (*path, key)))]


PLACES = [path for path in places(GOOD) if path]
odd = st.one_of(
    st.none() | st.booleans() | st.integers(-3, 3) | st.integers() | st.floats() | st.text(max_size=5),
    st.sampled_from(["", "0", "1/3", "1e9", "skip", ID, "-1", "t0", "s0-0", "sum", "mean", 10**50, 1e300, 0.1]),
    st.sampled_from([path for path in PLACES if path[0] == "questionnaires"]).map(lambda path: at(GOOD, path)),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner)),
)


def at(whole: Any, path: Where) -> Any:
    for step in path:
        whole = whole[step]
    return whole


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["set", "drop", "double"]), odd), max_size=3))
def test_a_file_with_any_change_is_refused_or_safe(mutations: list[tuple[Where, str, Any]]) -> None:
    whole = deepcopy(GOOD)
    for (*path, last), how, value in mutations:
        try:
            part: Any = at(whole, tuple(path))
            if how == "drop":
                del part[last]
            elif how == "double" and isinstance(part, list):
                part.append(at(part, (last,)))
            else:
                part[last] = value
        except (LookupError, TypeError):
            continue
    try:
        results = from_json(json.dumps(whole).encode(), ())
    except InvalidExport:
        return
    sound(results)


@pytest.mark.parametrize("character", ["\u000b", "\u0000", "\u001b", "\u0085"])
def test_a_control_character_that_no_chart_can_show_is_refused(character: str) -> None:
    whole = deepcopy(GOOD)
    first(whole)["themes"][0]["short"] = f"a{character}b"
    with pytest.raises(InvalidExport):
        from_json(json.dumps(whole).encode(), ())


TOO_MUCH: dict[str, Change] = {
    "questions": lambda whole: first(whole).update(questions=[{"id": f"q{n}"} for n in range(20_000)]),
    "bands of one theme": lambda whole: first(whole)["themes"][0].update(
        bands=[{"id": f"b{n}", "low": n, "high": n + 1, "words": "a"} for n in range(30_000)]
    ),
    "unknown keys": lambda whole: first(whole).update({f"k{n}": 1 for n in range(20_000)}),
    "characters in a statement": lambda whole: first(whole)["statements"][0].update(text="I go. " * 600_000),
    "themes": lambda whole: first(whole).update(themes=first(whole)["themes"] * 40),
    "questionnaires": lambda whole: whole["questionnaires"].update({f"x{n}": first(whole) for n in range(4_000)}),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_of_anything_is_refused_within_a_second(what: str) -> None:
    whole = deepcopy(GOOD)
    TOO_MUCH[what](whole)
    file = json.dumps(whole).encode()
    assert len(file) < MAX_UPLOAD_BYTES
    began = time.process_time()
    with pytest.raises(InvalidExport):
        from_json(file, ())
    assert time.process_time() - began < 1
