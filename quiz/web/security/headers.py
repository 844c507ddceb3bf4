"""The headers of every response, errors included."""

from http import HTTPStatus

from flask import Flask, Response, request

from quiz.web.rendering.assets import Assets

FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of images and downloads."""
REDIRECT_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of redirects, whose content nobody sees."""
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Not no-referrer: with that, Chromium sends `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=63072000"
"""Two years."""
CACHE_FOREVER = "public, max-age=31536000, immutable"
INDEXED_ENDPOINTS = {
    "pages.start",
    "pages.about",
    "pages.support",
    "ideas.show",
    "site_pages.show",
    "pages.robots",
    "attempt.ask",
    "static",
}
"""Endpoints that search engines may list."""


def add_headers(app: Flask, assets: Assets, *, hsts: str) -> None:
    """Add the headers to every response of the application. Only the inline styles and scripts of `assets` may run.

    A view may set its own Cache-Control and Content-Security-Policy. `hsts` is the value of Strict-Transport-Security,
    which makes browsers insist on HTTPS; empty for none.
    """
    policy = page_policy(assets)

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Cache-Control", "no-store")
        if response.status_code == HTTPStatus.NO_CONTENT:
            # It has no content to protect, and a visit has about 40 of these responses.
            headers.pop("Vary", None)
            return response
        if hsts:
            headers["Strict-Transport-Security"] = hsts
        headers.update(HEADERS)
        # On a direct visit it would only force a process switch. The remaining risk is in docs/threat-model.md.
        if request.headers.get("Sec-Fetch-Site") != "none":
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # The stored policy stays in force (RFC 9110, 15.4.5).
            headers.pop("Content-Security-Policy", None)
        elif 300 <= response.status_code < 400:  # noqa: PLR2004 redirects
            headers["Content-Security-Policy"] = REDIRECT_POLICY
        else:
            headers.setdefault("Content-Security-Policy", policy if response.mimetype == "text/html" else FILE_POLICY)
        if request.endpoint == "static":
            is_current = assets.is_current((request.view_args or {})["filename"], request.args.get("v"))
            # During a rolling deploy, a mismatched version must not be cached forever.
            headers["Cache-Control"] = CACHE_FOREVER if is_current else "no-cache"
        if request.endpoint not in INDEXED_ENDPOINTS:
            headers["X-Robots-Tag"] = "noindex"
        return response


def page_policy(assets: Assets) -> str:
    """Return the Content-Security-Policy of pages."""
    parts = {
        "default-src": ["'none'"],
        "style-src": assets.csp_hashes("css"),
        "script-src": ["'self'", *assets.csp_hashes("js")],
        # The icon is a data: URL, which saves a request.
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        # static/js/offline.js creates the only policy, for the address of the service worker.
        "trusted-types": ["steady"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in parts.items())
