"""A phone that reads pages with a few patterns, for tests that need thousands of them. PageClient looks closer."""

import html
import re
from ipaddress import IPv4Address
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.web.security.headers import HEADERS

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
INPUT = re.compile(r"<input\b[^>]*>")
PART = re.compile(r'([\w-]+)="([^"]*)"')
NETWORKS = count(1)
WORD = re.compile(r"<li[^>]*>\s*([a-z-]+)\s*</li>")


class QuickClient(FlaskClient):
    """Sends the forms of pages; every answer must have all headers and be no fault of the server."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check what comes back."""
        # From another network each time: how often one may ask is not the question here.
        kwargs.setdefault("environ_base", {"REMOTE_ADDR": str(IPv4Address(next(NETWORKS)))})
        answer = super().open(*args, **kwargs)
        assert answer.status_code < 500, f"{answer.request.method} {answer.request.path}: {answer.status}"
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        return answer

    def press(self, page: str, action: str, **fields: Any) -> TestResponse:
        """Send the form of a page that goes to an address, with its hidden fields."""
        return self.post(action, data={**hidden(page, action), **fields})


def hidden(page: str, action: str = "") -> dict[str, str]:
    """Give the hidden fields of the form that goes to an address, or of the whole page."""
    forms = [
        inside for tag, inside in FORM.findall(page) if not action or dict(PART.findall(tag)).get("action") == action
    ]
    inputs = [dict(PART.findall(tag)) for inside in forms[: 1 if action else None] for tag in INPUT.findall(inside)]
    return {field["name"]: html.unescape(field["value"]) for field in inputs if field.get("type") == "hidden"}


def chosen(page: str) -> dict[str, str]:
    """Give what is chosen on a quiz page, by id."""
    radios = [(dict(PART.findall(tag)), tag) for tag in INPUT.findall(page) if 'type="radio"' in tag]
    return {radio["name"][2:]: radio["value"] for radio, tag in radios if re.search(r"\bchecked\b", tag)}


def words(page: str) -> str:
    """Give the seven words on a page; nothing when there are none."""
    _, _, after = page.partition('id="words"')
    return " ".join(WORD.findall(after.partition("</ol>")[0]))
