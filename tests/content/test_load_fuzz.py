"""Loading any file returns problems or content that works, and never raises."""

import copy
import json
import tomllib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.advice.choose import paper_advice, saved_advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.content.loader import Content, load
from quiz.core.answers import Answers
from quiz.core.careless_signs import careless_signs
from quiz.rules import Scorer
from tests.content.files import ADVICE, QUESTIONS

SMALL = (tomllib.loads(QUESTIONS), tomllib.loads(ADVICE))
DATA = Path(__file__).parents[2] / "data"
SHIPPED = tuple(tomllib.loads((DATA / name).read_text(encoding="utf-8")) for name in ("questions.toml", "advice.toml"))

NUMBERS = [0, 1, 2, 3, -1, 10**30, -(10**30), 0.5, -2.5, 1e300, float("nan"), float("-inf"), True, date(2026, 1, 1)]
TEXTS = ["", " ", "x", "5/6", "1/0", "1e999999999", "skip", "id", "mood", "often", "worn", "müde☃", "a\nb\0", "9" * 50]
LEAVES: st.SearchStrategy[Any] = st.sampled_from([*NUMBERS, *TEXTS])
KEYS = st.sampled_from(["id", "theme", "text", "words", "value", "when", "at_least", "low", "junk", ""])
JUNK = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def written(value: object) -> str:
    """Write a value as TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value).replace("e+", "e")


def load_values(questions: dict[str, Any], advice: dict[str, Any]) -> Content:
    with TemporaryDirectory() as folder:
        for name, values in (("questions.toml", questions), ("advice.toml", advice)):
            lines = [f"{json.dumps(key)} = {written(value)}\n" for key, value in values.items()]
            (Path(folder) / name).write_text("".join(lines), encoding="utf-8")
        return load(Path(folder))


@st.composite
def changed(draw: st.DrawFn, valid: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    """Draw the values of both files with up to three changes: a value deleted, repeated or replaced."""
    values = copy.deepcopy(valid)
    for _ in range(draw(st.integers(1, 3))):
        inner: Any = draw(st.sampled_from([one for one in values if one] or [{}]))
        while True:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(inner[key], dict | list) and inner[key] and draw(st.integers(0, 4)):
                inner = inner[key]
                continue
            change = draw(st.sampled_from(["replace", "replace", "delete", "twice"]))
            if change == "delete":
                del inner[key]
            elif change == "twice" and isinstance(inner, list):
                inner.append(copy.deepcopy(inner[key]))
            else:
                inner[key] = draw(JUNK)
            break
    return values


def check_works(content: Content) -> None:
    """Check that content is either refused with a reason or can be used."""
    assert all(str(problem).strip() and problem.message for problem in content.problems)
    assert bool(content.errors) == (content.questionnaire is None)
    if content.questionnaire is None:
        return
    quiz = content.questionnaire
    for point in quiz.scale.points:
        answers = Answers({statement.id: point.value for statement in quiz.statements})
        profile = Scorer(quiz).profile(answers)
        for theme in profile.scored:
            assert theme.score is not None
            assert 0 <= theme.score <= 100
            theme.range.at(theme.score)
        now = situation_of(content.advice, profile, {}, date(2026, 1, 1))
        for advice in (screen_advice, saved_advice, paper_advice):
            advice(content.advice, now)
        careless_signs(quiz, answers, 1.0)
    assert quiz.fingerprint


def test_values_written_by_this_test_are_valid() -> None:
    assert load_values(*SMALL).problems == ()
    assert load_values(*SHIPPED).problems == ()


@settings(max_examples=150, deadline=None)
@given(changed(SMALL))
def test_a_small_questionnaire_changed_anywhere_is_refused_or_works(values: tuple[dict[str, Any], ...]) -> None:
    check_works(load_values(*values))


@settings(max_examples=20, deadline=None)
@given(changed(SHIPPED))
def test_the_shipped_content_changed_anywhere_is_refused_or_works(values: tuple[dict[str, Any], ...]) -> None:
    check_works(load_values(*values))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_bytes_are_refused_with_a_reason(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "questions.toml"
        path.write_bytes(raw)
        content = load(path)
        check_works(content)
        assert content.errors
