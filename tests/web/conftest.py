"""One application for all tests of a process, and clients that check every page."""

from collections.abc import Callable
from ipaddress import IPv4Address
from itertools import count

import pytest
from flask import Flask

from tests.application import make_app
from tests.web.journal_client import START, World
from tests.web.page_client import PageClient

ADDRESSES = count(int(IPv4Address("10.0.0.1")))


@pytest.fixture(scope="session")
def app() -> Flask:
    """Return the shipped application."""
    made = make_app()
    # A page that breaks shows its 500 page, as it would to a person.
    made.testing = False
    return made


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Return a fresh browser."""
    return PageClient(app)


@pytest.fixture(scope="session")
def server() -> World:
    """Return a server with a clock that can be set, shared by all tests of a process."""
    return World()


@pytest.fixture
def world(server: World) -> World:
    """Return the shared server at its first moment, asked from a network that no other test used."""
    server.now, server.address = START, str(IPv4Address(next(ADDRESSES)))
    return server


@pytest.fixture
def answers(server: World) -> Callable[[int], dict[str, str]]:
    """Return what answers every statement so that each counts as the given value for its theme, 1-5."""
    return server.keyed
