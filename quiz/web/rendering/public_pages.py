"""Pages that are the same for everyone.

Visitors without any of our cookies share one copy a day in each language. It is rendered where nobody's request,
session or cookies exist: a line that asks for `session`, `request` or `g` fails there instead of showing one person's
value to the next. For a visitor with one of our cookies the page is rendered normally, and not shared.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import brotli
from flask import Flask, Response, current_app, make_response, render_template, request
from jinja2 import Environment

from quiz.web.languages.choice import language_code, vary_by_language

OWN_COOKIES = ("SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME", "LEFT_COOKIE_NAME")


@dataclass(frozen=True)
class SharedText:
    """A text that everyone gets. Its brotli form is made once, at the best quality."""

    text: str

    @cached_property
    def tag(self) -> str:
        """A digest of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def response(self, mimetype: str) -> Response:
        """Answer with the text, or with 304 to a browser that has it."""
        response = Response(self.text, mimetype=mimetype)
        response.set_etag(self.tag)
        if request.accept_encodings["br"]:
            response.set_data(self._brotli)
            response.headers["Content-Encoding"] = "br"
            response.set_etag(f"{self.tag}:br")
        return revalidated(response)

    @cached_property
    def _brotli(self) -> bytes:
        return bytes(brotli.compress(self.text.encode()))


class PublicPages:
    """Renders public pages for one application, and caches today's.

    `context` returns what public templates may show; it must not depend on a request. `today` returns the date.
    """

    def __init__(self, app: Flask, context: Callable[[], Mapping[str, object]], today: Callable[[], date]) -> None:
        self._app, self._context, self._today = app, context, today
        self._pages: dict[tuple[str, str, str], tuple[date, SharedText]] = {}

    def page(self, template: str, first: str = "") -> SharedText:
        """Return today's rendering of a template, from the application's content alone.

        It is in the language of this request. There is a copy for every value of `first`, what the page starts with:
        one of a few.
        """
        today, key = self._today(), (template, first, language_code())
        day, page = self._pages.get(key, (None, None))
        if page is None or day != today:
            text = self._environment.get_template(template).render(self._context(), personal=False, first=first)
            page = SharedText(text)
            self._pages[key] = (today, page)
        return page

    def response(self, template: str, first: str = "") -> Response:
        """Answer with a public page: the shared copy for a visitor without our cookies, else a rendering of its own."""
        if not any(current_app.config[name] in request.cookies for name in OWN_COOKIES):
            return vary_by_language(self.page(template, first).response("text/html"))
        response = make_response(render_template(template, **self._context(), personal=False, first=first))
        response.add_etag()
        return vary_by_language(revalidated(response))

    @cached_property
    def _environment(self) -> Environment:
        """The application's templates with a `url_for` that needs no request."""
        adapter = self._app.url_map.bind("localhost", script_name=self._app.config["APPLICATION_ROOT"])
        environment = self._app.jinja_env.overlay()
        environment.globals = {
            **environment.globals,
            "url_for": lambda endpoint, **values: adapter.build(endpoint, values),
        }
        return environment


def revalidated(response: Response) -> Response:
    """Make a response with an ETag conditional: browsers may store it and must revalidate it.

    Returns 304 if it is unchanged.
    """
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    response.make_conditional(request)
    return response
