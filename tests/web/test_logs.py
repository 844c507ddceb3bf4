"""The log says what broke, in lines a machine can read, and nothing about anyone."""

import json
import logging
from typing import NoReturn

import pytest
from flask import Flask

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.logs import Lines
from tests.application import make_app

ANSWER = "often-and-badly"


@pytest.fixture
def app() -> Flask:
    made = make_app()
    made.testing = False
    return made


def lines(app: Flask, error: Exception) -> list[dict[str, object]]:
    """Break the quiz page, ask for it, and give what was logged, as it would be written."""

    def fail() -> NoReturn:
        raise error

    app.view_functions["quiz.answer"] = fail
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(Lines())
    handler.emit = lambda record: written.append(handler.format(record))  # type: ignore[method-assign]
    app.logger.addHandler(handler)
    try:
        app.test_client().post(
            f"/quiz?{ANSWER}",
            data={"q-x": ANSWER},
            environ_base={"REMOTE_ADDR": "203.0.113.7"},
            headers={"Cookie": ANSWER},
        )
    finally:
        app.logger.removeHandler(handler)
    assert all(ANSWER not in line and "203.0.113" not in line and "/quiz?" not in line for line in written)
    return [json.loads(line) for line in written]


def test_a_fault_is_told_by_its_kind_and_place_without_what_it_says(app: Flask) -> None:
    (line,) = lines(app, ValueError(ANSWER))
    assert (line["level"], line["error"], line["endpoint"]) == ("error", "ValueError", "quiz.answer")
    assert "test_logs.py" in str(line["places"])


def test_a_database_that_does_not_answer_is_told(app: Flask) -> None:
    (line,) = lines(app, DatabaseUnavailable("OperationalError"))
    assert "OperationalError" in str(line["said"])
