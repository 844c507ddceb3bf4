"""A client that reads pages with a few patterns, for tests that need thousands of them. PageClient checks more."""

from ipaddress import IPv4Address
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.forms import hidden
from tests.web.page_client import HEADERS

NETWORKS = count(1)


class FastClient(FlaskClient):
    """Sends the forms of pages; every response must have all headers and no server error."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check the response."""
        # From another network each time: rate limits are not the question here.
        kwargs.setdefault("environ_base", {"REMOTE_ADDR": str(IPv4Address(next(NETWORKS)))})
        answer = super().open(*args, **kwargs)
        assert answer.status_code < 500, f"{answer.request.method} {answer.request.path}: {answer.status}"
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        return answer

    def press(self, page: str, action: str, **fields: Any) -> TestResponse:
        """Send the form of a page that goes to an address, with its hidden fields."""
        return self.post(action, data={**hidden(page, action), **fields})
