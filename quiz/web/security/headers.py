"""The headers of every response, errors included."""

from http import HTTPStatus

from flask import Flask, Response, request

from quiz.web.rendering.assets import Assets

PAGE_POLICY = {
    "default-src": "'none'",
    "style-src": "",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    # static/js/offline.js creates the only policy, for the address of the service worker.
    "trusted-types": "steady",
}
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For images, downloads and responses without content. Short, because a visit has about 40 of them."""
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Not no-referrer: with that, Chromium sends `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=63072000; includeSubDomains"
"""Two years."""
CACHE_FOREVER = "public, max-age=31536000, immutable"
INDEXED = {"pages.start", "pages.about", "pages.support", "pages.robots", "attempt.ask", "static"}
"""Endpoints that search engines may list."""


def add_headers(app: Flask, assets: Assets, *, https: bool) -> None:
    """Add the headers to every response of the application. Only the inline styles and scripts of `assets` may run."""
    policy = PAGE_POLICY | {
        "style-src": " ".join(assets.csp_hashes("css")),
        "script-src": " ".join([PAGE_POLICY["script-src"], *assets.csp_hashes("js")]),
    }
    page_policy = "; ".join(f"{name} {value}" for name, value in policy.items())
    app.config["PAGE_POLICY"] = page_policy

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.update(HEADERS)
        if https:
            headers["Strict-Transport-Security"] = HSTS
        # For a direct visit the header would only force a process switch; docs/threat-model.md has the remaining risk.
        if request.headers.get("Sec-Fetch-Site") != "none":
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        # A 304 leaves the stored policy in force (RFC 9110, 15.4.5).
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            headers.setdefault("Content-Security-Policy", page_policy if _is_page(response) else FILE_POLICY)
        if request.endpoint == "static":
            is_current = assets.is_current((request.view_args or {})["filename"], request.args.get("v"))
            # During a rolling deploy, a mismatched version must not be cached forever.
            headers["Cache-Control"] = CACHE_FOREVER if is_current else "no-cache"
        headers.setdefault("Cache-Control", "no-store")
        if request.method == "GET" and request.endpoint not in INDEXED:
            headers["X-Robots-Tag"] = "noindex"
        return response


def _is_page(response: Response) -> bool:
    has_page = response.status_code != HTTPStatus.NO_CONTENT and not 300 <= response.status_code < 400  # noqa: PLR2004
    return has_page and response.mimetype == "text/html"
