"""The language of a request: the one chosen with the switch, or else the browser's preference among those switched on.

The choice is a cookie that says nothing but the language, and ends with the browser's session.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from babel import Locale
from flask import Response, after_this_request, current_app, g, has_app_context, has_request_context, request

from quiz.content.catalogs.language import SOURCE, locale_of
from quiz.web.languages.local_content import LocalContent


def current(languages: Mapping[str, LocalContent]) -> LocalContent:
    """Return the content in the language of this request; without a request, in the first language."""
    if not has_app_context():
        return next(iter(languages.values()))
    if "language" not in g:
        g.language = _chosen(list(languages))
    return languages[g.language]


def language_code() -> str:
    """Return the code of the language of this request."""
    return current(current_app.extensions["steady"].languages).language.code


def vary_by_language(response: Response) -> Response:
    """Tell caches that another browser may get this in another language, if there are several."""
    if len(current_app.extensions["steady"].languages) > 1:
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def current_locale() -> Locale:
    """Return how dates, numbers and lists are written in the language of this request."""
    if not has_app_context():
        return locale_of(SOURCE)
    return current(current_app.extensions["steady"].languages).language.locale


@contextmanager
def using(code: str) -> Iterator[None]:
    """Have another language until the block ends."""
    before = g.get("language")
    g.language = code
    try:
        yield
    finally:
        g.language = before
        if before is None:
            del g.language


def choose(response: Response, code: str) -> None:
    """Remember the language in this browser, if it is one of those switched on."""
    config = current_app.config
    if code not in current_app.extensions["steady"].languages:
        return
    response.set_cookie(
        config["LANGUAGE_COOKIE_NAME"],
        code,
        path=config["APPLICATION_ROOT"],
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def forget_choice() -> None:
    """Drop the choice from this browser, if it has one."""
    config = current_app.config

    @after_this_request
    def drop(response: Response) -> Response:
        if config["LANGUAGE_COOKIE_NAME"] in request.cookies:
            name, path, secure = (
                config[n] for n in ("LANGUAGE_COOKIE_NAME", "APPLICATION_ROOT", "SESSION_COOKIE_SECURE")
            )
            response.delete_cookie(name, path, secure=secure, samesite="Lax")
        return response


def _chosen(codes: list[str]) -> str:
    if len(codes) == 1 or not has_request_context():
        return codes[0]
    chosen = request.cookies.get(current_app.config["LANGUAGE_COOKIE_NAME"], "")
    return chosen if chosen in codes else _preferred(codes)


def _preferred(codes: Sequence[str]) -> str:
    """Return the language that the browser prefers: es for es-MX, unless that is switched on, too."""
    for wanted, quality in request.accept_languages:
        same = [code for code in codes if _base(code) == _base(wanted)]
        if same and quality > 0:
            return next((code for code in same if code.lower() == wanted.lower()), same[0])
    return codes[0]


def _base(code: str) -> str:
    return code.partition("-")[0].lower()
