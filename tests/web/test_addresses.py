"""Every address has a function that answers it, and every function an address."""

from importlib import import_module
from inspect import getmembers, isfunction

import pytest
from flask import Flask
from quiz.web.addresses import ADDRESSES, MODULES, REFUSALS

from tests.web.page_client import PageClient

ENDPOINTS = [endpoint for _, _, endpoint in ADDRESSES]


@pytest.mark.parametrize("endpoint", [*ENDPOINTS, *sorted({*REFUSALS.values()})])
def test_what_answers_is_there_and_says_what_it_does(endpoint: str) -> None:
    part, name = endpoint.split(".")
    function = getattr(import_module(f"quiz.web.{MODULES[part]}"), name)
    assert isfunction(function)
    assert function.__doc__


def test_no_address_is_given_twice() -> None:
    assert len({(method, path) for method, path, _ in ADDRESSES}) == len(ADDRESSES)
    assert len({*ENDPOINTS}) == len(ENDPOINTS)


@pytest.mark.parametrize("part", [part for part, module in MODULES.items() if module.endswith("_views")])
def test_no_view_is_left_without_an_address(part: str) -> None:
    module = import_module(f"quiz.web.{MODULES[part]}")
    own = {name for name, found in getmembers(module, isfunction) if found.__module__ == module.__name__}
    views = {name for name in own if not name.startswith("_")}
    assert views == {endpoint.split(".")[1] for endpoint in ENDPOINTS if endpoint.startswith(f"{part}.")}


def test_an_address_answers_to_its_own_method_alone(app: Flask, client: PageClient) -> None:
    rules = {(rule.rule, method) for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    asked = {(path, method) for method, path, _ in ADDRESSES}
    assert {(path, method) for path, method in rules if method in {"GET", "POST"}} - asked == {
        ("/static/<path:filename>", "GET")
    }
    assert client.post("/journal/export.json").status_code == 405
