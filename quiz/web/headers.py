"""The headers that every response carries."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, request

POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src {styles}",
        "script-src 'self' {scripts}",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        # static/js/ahead.js has the one policy; whatever it is asked, it gives the address of the worker.
        "trusted-types steady",
    ]
)
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page."""
EMPTY = "default-src 'none'; frame-ancestors 'none'"
"""For what has nothing to show at all: as short as can be, since an answer is kept some 40 times in a visit."""
Headers = list[tuple[str, str]]
PICTURES = {"image/svg+xml", "application/pdf"}
NO_CONTENT, SEE_OTHER, NOT_MODIFIED = "204", "303", "304"
OF_CONTENT = {"Content-Type", "X-Robots-Tag"}
"""What says something of a content only."""
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Not no-referrer, under which Chromium sends `Origin: null` with a form, as a stranger would.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
OPENER = ("Cross-Origin-Opener-Policy", "same-origin")
"""A page that opened ours in a window cannot hold on to it. Left out where the browser says that no page led to ours
(an address typed, kept or on the home screen): the first page then waits for no new process. Who types it into a window
that a stranger's page opened before leaves that page a hold on one page of ours: docs/threat-model.md."""
TYPED = "none"
TWO_YEARS = 63_072_000
PUBLIC = {"pages.start", "pages.about", "pages.support"}
"""Pages that are the same for everybody; a browser never keeps the others."""
FOUND = {"quiz.ask", "pages.robots", "static"}
"""What else a search engine may see."""


def add_headers(app: Flask, sheets: Iterable[str], scripts: Iterable[str], *, https: bool) -> None:
    """Make every response of the application, errors too, carry the headers; one of 304 leaves the policy as it was.

    `sheets` are the sums of the style sheets that pages carry; no other style is let in.
    """
    sums = {"styles": sheets, "scripts": scripts}
    policy = POLICY.format_map({kind: " ".join(f"'{each}'" for each in found) for kind, found in sums.items()})
    # What the session says of cookies has a `Vary` of its own: two lines are one list (RFC 9110, 5.3).
    packed = ("Vary", "Accept-Encoding")
    shared = list(HEADERS.items())
    if https:
        shared.append(("Strict-Transport-Security", f"max-age={TWO_YEARS}; includeSubDomains"))
    page, picture, empty = ([("Content-Security-Policy", each), *shared] for each in (policy, NOTHING, EMPTY))
    # A browser takes what such an answer says in place of what it has, and keeps the rest (RFC 9110, 15.4.5).
    after = {NOT_MODIFIED: shared, SEE_OTHER: empty}
    inside = app.wsgi_app

    def joined(status: str, given: Headers, opener: Headers) -> Headers:
        if status[:3] == NO_CONTENT:
            return [*(header for header in given if header[0] not in OF_CONTENT), *opener, *empty]
        return [
            *given,
            packed,
            *opener,
            *(after.get(status[:3]) or (picture if _kind(given) in PICTURES else page)),
        ]

    def carry(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        opener = [] if environ.get("HTTP_SEC_FETCH_SITE") == TYPED else [OPENER]
        return inside(
            environ, lambda status, given, *error: start_response(status, joined(status, given, opener), *error)
        )

    app.wsgi_app = carry  # type: ignore[method-assign]

    @app.context_processor
    def privacy() -> dict[str, bool]:
        return {"private_page": request.endpoint not in PUBLIC}

    @app.after_request
    def add(response: Response) -> Response:
        if request.endpoint in PUBLIC:
            response.headers.setdefault("Cache-Control", "no-cache")
        else:
            response.headers.setdefault("Cache-Control", "no-store")
            if request.endpoint not in FOUND:
                response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


def _kind(given: Headers) -> str:
    return next((value.partition(";")[0] for name, value in given if name == "Content-Type"), "")
