"""A test client that checks the headers of every response, and every page the first time it looks the way it does."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.web.security import encrypted_session

NEUTRAL = {"Steady", "About Steady", "Ruhepol", "About Ruhepol"}
"""The titles of pages, on a site without a name of its own and on the one in docs/example-site."""
REVEALING = ("burden", "jealous", "attract", "abandon", "insecur", "relationship", "safety")
# What can break a page's promises: a page whose list of these was checked before need not be parsed again.
MARKUP = re.compile(r'\s(?:id|for|href|src|srcset|style|lang|on\w+)="[^"]*"|<(?:h1|input|select|textarea|img|title)\b')
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every response carries."""
SESSION_COOKIES = [f"steady-{part}" if part else "steady" for part in encrypted_session.SESSION_COOKIES]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_checked: set[int] = set()


class PageClient(FlaskClient):
    """Checks headers on every response, and the structure of every page."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check the response."""
        response = super().open(*args, **{"buffered": True, **kwargs})
        check_headers(response)
        page = response.mimetype == "text/html" and "Content-Encoding" not in response.headers
        if page and response.text and not 300 <= response.status_code < 400:
            # Pages that differ by the attempt in their addresses look alike.
            markup = hash(tuple(part.partition("?of=")[0] for part in MARKUP.findall(response.text)))
            if markup not in _checked:
                check_page(BeautifulSoup(response.text, "html.parser"))
                _checked.add(markup)
        return response

    def page(self, address: str, status: int = 200) -> BeautifulSoup:
        """Return a page as a tree."""
        response = self.get(address)
        assert response.status_code == status
        return BeautifulSoup(response.text, "html.parser")

    def cookie(self, name: str = "steady") -> str:
        """Return the value of a cookie that the browser has."""
        found = self.get_cookie(name)
        assert found
        return found.value

    def session_cookies(self) -> dict[str, str]:
        """Return the cookies of the session, by name."""
        return {name: found.value for name in SESSION_COOKIES if (found := self.get_cookie(name))}

    def use_session(self, cookies: Mapping[str, str]) -> None:
        """Have just these cookies of a session, as a browser into which they were copied."""
        for name in SESSION_COOKIES:
            self.delete_cookie(name)
        for name, value in cookies.items():
            self.set_cookie(name, value)

    def token(self) -> str:
        """Return the quiz form's token."""
        field = TOKEN.search(self.get("/quiz").text)
        assert field
        return field[1]

    def send(self, answers: dict[str, str], *, twice: bool = False, **fields: str) -> TestResponse:
        """Fill in and send the quiz, `twice` to leave statements open. Answers are by statement or question id."""
        form = {f"q-{id_}": value for id_, value in answers.items()}
        data = {"csrf_token": self.token(), **form, **fields}
        return [self.post("/quiz", data=data) for _ in range(1 + twice)][-1]

    def to_the_end(self, data: dict[str, str]) -> TestResponse:
        """Send the quiz form as it is and follow where that leads, as a browser does."""
        response = self.post("/quiz", data=data)
        if response.status_code == 307:
            response = self.post(str(response.location), data=data)
        return self.get(str(response.location)) if response.status_code == 303 else response


def check_headers(response: TestResponse) -> None:
    """Assert that a response carries the headers that every response with a content has."""
    if response.status_code == 204:
        assert response.headers["Cache-Control"] == "no-store"
        return
    # A 304 carries no policy: the browser keeps the one that came with the page.
    if response.status_code != 304:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    typed = response.request.headers.get("Sec-Fetch-Site") == "none"
    assert response.headers.getlist("Cross-Origin-Opener-Policy") == ([] if typed else ["same-origin"])


def check_page(page: BeautifulSoup) -> None:
    """Assert what every page has: language, neutral title, one h1, unique ids, labels, quick exit, nothing foreign."""
    assert page.html and page.html["lang"] and page.html["dir"]
    title = page.title.get_text(strip=True) if page.title else ""
    is_english = str(page.html["lang"]) == "en"
    assert title in NEUTRAL if is_english else title.split()[-1].strip("«»") in {"Steady", "Ruhepol"}
    assert not any(word in title.lower() for word in REVEALING)
    assert len(page.select("h1")) == 1
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    assert max(ids.values(), default=1) == 1
    for field in page.select("input:not([type=hidden], [hidden]), select, textarea"):
        labeled = field.find_parent("label") or page.select_one(f'label[for="{field.get("id")}"]')
        assert labeled, field
    for link in page.select("a[href^='#']"):
        assert str(link["href"])[1:] in ids, link
    for image in page.select("img"):
        assert image.has_attr("alt")
    assert page.select_one('a[href="/leave"]')
    for tag in page.select("[src], link[href]:not([href^='data:']), source[srcset]"):
        address = str(tag.get("src") or tag.get("href") or tag.get("srcset"))
        own = address.startswith("/") and not address.startswith("//")
        assert own or address.startswith(("data:image/svg+xml,", "data:image/svg+xml;base64,")), address
    assert not page.select("[style], body style, script:not([src], [type=module]), [onclick], [onload]")
