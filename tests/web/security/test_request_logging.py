"""The log says what broke, in lines a machine can read, and nothing about anyone."""

import json
import logging
from typing import NoReturn

import pytest
from flask import Flask

from quiz.bounded_queue import TooBusy
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.security.request_logging import JsonFormatter
from tests.application import make_app
from tests.web.page_client import PageClient

ANSWER = "often-and-badly"


@pytest.fixture
def app() -> Flask:
    made = make_app()
    made.testing = False
    return made


def endpoint(app: Flask) -> str:
    """Return the endpoint that a sent quiz goes to."""
    return str(app.url_map.bind("localhost").match("/quiz", method="POST")[0])


def logged(app: Flask, error: Exception) -> list[dict[str, object]]:
    """Make the quiz page raise an error; return the lines that are logged for it."""

    def fail() -> NoReturn:
        raise error

    app.view_functions[endpoint(app)] = fail
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
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


def test_an_error_is_logged_as_its_class_and_traceback_without_its_message(app: Flask) -> None:
    (line,) = logged(app, ValueError(ANSWER))
    assert (line["level"], line["error"], line["endpoint"]) == ("error", "ValueError", endpoint(app))
    assert "test_request_logging.py" in str(line["traceback"])


def test_a_database_that_does_not_answer_is_logged(app: Flask) -> None:
    (line,) = logged(app, DatabaseUnavailable("OperationalError"))
    assert "OperationalError" in str(line["message"])


def test_an_overloaded_key_derivation_is_not_logged_as_a_database_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(*_: object) -> NoReturn:
        raise TooBusy

    client = PageClient(make_app())
    monkeypatch.setattr("quiz.journal.store.derive_key", busy)
    form = {"csrf_token": client.token(), "words": "abacus abdomen abdominal abide abiding ability ablaze"}
    response = client.post("/journal/open", data=form)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert not caplog.records
