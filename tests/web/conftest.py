"""An application with the shipped content, and a client that checks every page."""

from collections.abc import Callable

import pytest
from flask import Flask

from quiz.core.questionnaire import Questionnaire
from tests.application import make_app
from tests.web.page_client import PageClient


@pytest.fixture(scope="session")
def app() -> Flask:
    """Give the shipped application."""
    made = make_app()
    made.test_client_class = PageClient
    # A page that breaks shows its 500 page, as it would to a person.
    made.testing = False
    return made


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Give a fresh browser."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


@pytest.fixture
def questionnaire(app: Flask) -> Questionnaire:
    """Give the shipped questionnaire."""
    found: Questionnaire = app.extensions["steady"].questionnaire
    return found


@pytest.fixture
def answers(questionnaire: Questionnaire) -> Callable[[int], dict[str, str]]:
    """Answer every statement so that each counts as the given value for its theme, 1-5."""

    def keyed(value: int) -> dict[str, str]:
        return {s.id: str(6 - value if s.reversed else value) for s in questionnaire.statements}

    return keyed
