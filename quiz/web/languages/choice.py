"""The language of a request: chosen with the switch, or else the one the browser prefers of those switched on.

The choice is kept in a cookie that holds only the language and ends with the browser's session.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

from babel import Locale
from flask import Response, current_app, g, has_app_context, has_request_context, request

from quiz.content.catalogs.language import TEMPLATE_LANGUAGE, locale_of
from quiz.web.languages.local_content import LocalContent
from quiz.web.own_cookies import drop_cookie, set_cookie


def current(languages: Mapping[str, LocalContent]) -> LocalContent:
    """Return the content in the language of this request; outside of requests, in the first language."""
    if not has_app_context():
        return next(iter(languages.values()))
    if "language" not in g:
        g.language = _chosen(list(languages))
    return languages[g.language]


def language_code() -> str:
    """Return the code of the language of this request."""
    return current(_languages()).language.code


def vary_by_language(response: Response) -> Response:
    """Tell caches that the response depends on the language of the browser, if several are switched on."""
    if len(_languages()) > 1:
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def current_locale() -> Locale:
    """Return the locale of the language of this request, which says how to write dates, numbers and lists."""
    if not has_app_context():
        return locale_of(TEMPLATE_LANGUAGE)
    return current(_languages()).language.locale


@contextmanager
def using(code: str) -> Iterator[None]:
    """Use another language until the `with` block ends."""
    before = g.get("language")
    g.language = code
    try:
        yield
    finally:
        g.language = before
        if before is None:
            del g.language


def choose(code: str) -> None:
    """Remember the language in this browser, if it is switched on."""
    if code in _languages():
        set_cookie("LANGUAGE_COOKIE_NAME", code)


def forget_choice() -> None:
    """Delete the choice from this browser, if it has one."""
    drop_cookie("LANGUAGE_COOKIE_NAME")


def _languages() -> Mapping[str, LocalContent]:
    """Return the content in each language of the current application."""
    return cast("Mapping[str, LocalContent]", current_app.extensions["steady"].languages)


def _chosen(codes: list[str]) -> str:
    if len(codes) == 1 or not has_request_context():
        return codes[0]
    chosen = request.cookies.get(current_app.config["LANGUAGE_COOKIE_NAME"], "")
    return chosen if chosen in codes else _preferred(codes)


def _preferred(codes: Sequence[str]) -> str:
    """Return the language that the browser prefers: es for es-MX, unless es-MX itself is switched on."""
    for wanted, quality in request.accept_languages:
        same = [code for code in codes if _base(code) == _base(wanted)]
        if same and quality > 0:
            return next((code for code in same if code.lower() == wanted.lower()), same[0])
    return codes[0]


def _base(code: str) -> str:
    return code.partition("-")[0].lower()
