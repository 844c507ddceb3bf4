"""A file that is no export, or was changed by hand, is refused or read safely; nothing else ever comes of it."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.journal.export_import import InvalidExport, from_json, to_csv, to_json
from quiz.journal.serialization import from_text, to_text
from quiz.journal.store import Journals, Opened
from quiz.progress.history import SavedResult, changes, oldest_first, theme_series
from quiz.web.takeaway_views import LARGEST
from tests.journal.samples import Shelf, new_key
from tests.strategies import make

ID = "0123456789abcdef" * 2
SMALL = Shelf(make((0, 1, 2), [[False, True], [False]]))
GOOD = json.loads(to_json([*SMALL.takes(2), Shelf(make((1, 2), [[True]])).take(2)]))
Change = Callable[[dict[str, Any]], object]
Where = tuple[str | int, ...]


def sound(takes: tuple[SavedResult, ...]) -> None:
    """Do all that is ever done with takes that were brought in."""
    for take in takes:
        assert take.profile.questionnaire == take.questionnaire
        assert from_text(take.id, to_text(take).encode()) == take
    takes = oldest_first(takes)
    assert all(len(strand.scores) == len(takes) for strand in theme_series(takes))
    for one in takes:
        for other in takes:
            changes(one, other)
    to_csv(takes)
    assert from_json(to_json(takes).encode(), ()) == takes


def first(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(whole["questionnaires"].values()))
    return found


def in_result(**changed: object) -> Change:
    return lambda whole: whole["results"][0].update(changed)


def nested(depth: int) -> Any:
    return json.loads("[" * depth + "]" * depth)


REFUSED: dict[str, Change] = {
    "another format": lambda whole: whole.update(format="diary"),
    "another version": lambda whole: whole.update(version=2),
    "a version in words": lambda whole: whole.update(version="1"),
    "no results": lambda whole: whole.pop("results"),
    "a part of its own": lambda whole: whole.update(more=1),
    "results by name": lambda whole: whole.update(results={}),
    "an id too short": in_result(id="abc"),
    "an id in capitals": in_result(id=ID.upper()),
    "an id with a line after it": in_result(id=ID + "\n"),
    "an id that is a number": in_result(id=12),
    "an id of other digits": in_result(id="\u0661" * 32),
    "answers that are a list": in_result(answers=["1"]),
    "an answer that is a list": in_result(answers={"s0-0": ["1"]}),
    "an answer that is a number": in_result(answers={"s0-0": 1}),
    "an answer of a page": in_result(answers={"s0-0": "1" * 201}),
    "an unknown questionnaire": in_result(questionnaire="none"),
    "no questionnaire": in_result(questionnaire=None),
    "year 1": in_result(taken="0001-01-01T00:00:00+00:00"),
    "before year 1": in_result(taken="0001-01-01T00:00:00+14:00"),
    "year 9999": in_result(taken="9999-12-31T23:59:59+00:00"),
    "after year 9999": in_result(taken="9999-12-31T23:59:59-14:00"),
    "a time without a zone": in_result(taken="2026-01-01T00:00:00"),
    "no day": in_result(taken="2026-02-30T00:00:00+00:00"),
    "a huge time": in_result(taken=10**30),
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
def test_a_file_that_was_changed_beyond_reading_is_refused(what: str) -> None:
    whole = json.loads(json.dumps(GOOD))
    REFUSED[what](whole)
    with pytest.raises(InvalidExport):
        from_json(json.dumps(whole).encode(), ())


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b"{}",
        b"not json",
        b"\xff\xfe{}",
        b"\x89PNG\r\n",
        b'{"format":',
        b"[" * 100 + b"]" * 100,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
        json.dumps(GOOD).encode("utf-16"),
        json.dumps(GOOD).replace("Small", "\\ud800").encode(),
        json.dumps(GOOD).replace('"version": 1', '"version": ' + "1" * 5000).encode(),
    ],
)
def test_what_is_not_the_text_of_an_export_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidExport):
        from_json(text, ())


def test_a_file_without_results_brings_nothing_in() -> None:
    assert from_json(to_json([]).encode(), ()) == ()


def test_an_id_that_comes_twice_in_one_file_is_kept_once(journals: Journals) -> None:
    whole = json.loads(json.dumps(GOOD))
    whole["results"].append({**whole["results"][1], "id": whole["results"][0]["id"]})
    takes = from_json(json.dumps(whole).encode(), ())
    access = journals.make(new_key(), takes)
    assert journals.takes(access) == Opened(takes[:3], 0)


def places(value: Any, path: Where = ()) -> list[Where]:
    """Give the way to everything in a file."""
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


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["set", "drop", "double"]), odd), max_size=3))
def test_whatever_is_changed_in_a_file_it_is_refused_or_safe(mutations: list[tuple[Where, str, Any]]) -> None:
    whole = json.loads(json.dumps(GOOD))
    for (*way, last), how, value in mutations:
        try:
            part: Any = at(whole, tuple(way))
            if how == "drop":
                del part[last]
            elif how == "double" and isinstance(part, list):
                part.append(at(part, (last,)))
            else:
                part[last] = value
        except (LookupError, TypeError):
            continue
    try:
        takes = from_json(json.dumps(whole).encode(), ())
    except InvalidExport:
        return
    sound(takes)


@pytest.mark.parametrize("letter", ["\u000b", "\u0000", "\u001b", "\u0085"])
def test_a_text_that_no_picture_could_show_is_refused(shelf: Shelf, letter: str) -> None:
    document = json.loads(to_json([shelf.take()]))
    [asked] = document["questionnaires"].values()
    asked["themes"][0]["short"] = f"a{letter}b"
    with pytest.raises(InvalidExport):
        from_json(json.dumps(document).encode(), ())


def test_more_themes_than_anyone_could_look_at_are_refused_at_once(shelf: Shelf) -> None:
    document = json.loads(to_json([shelf.take()]))
    [asked] = document["questionnaires"].values()
    asked["themes"] *= 40
    with pytest.raises(InvalidExport):
        from_json(json.dumps(document).encode(), ())


MANY: dict[str, Change] = {
    "questions": lambda whole: first(whole).update(questions=[{"id": f"q{n}"} for n in range(20_000)]),
    "bands of one theme": lambda whole: first(whole)["themes"][0].update(
        bands=[{"id": f"b{n}", "low": n, "high": n + 1, "words": "a"} for n in range(30_000)]
    ),
    "parts of its own": lambda whole: first(whole).update({f"k{n}": 1 for n in range(20_000)}),
    "letters in a statement": lambda whole: first(whole)["statements"][0].update(text="I go. " * 600_000),
    "questionnaires": lambda whole: whole["questionnaires"].update({f"x{n}": first(whole) for n in range(5_000)}),
}


@pytest.mark.parametrize("what", MANY)
def test_more_of_anything_than_a_journal_could_hold_is_refused_at_once(what: str) -> None:
    whole = json.loads(json.dumps(GOOD))
    MANY[what](whole)
    file = json.dumps(whole).encode()
    assert len(file) < LARGEST
    began = time.process_time()
    with pytest.raises(InvalidExport):
        from_json(file, ())
    assert time.process_time() - began < 1
