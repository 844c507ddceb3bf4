"""The service worker, and the pages that it caches for offline use. They are the same for everyone."""

import json
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, jsonify, request, url_for

from quiz.content.catalogs.language import MOST_LANGUAGES
from quiz.web.languages.choice import vary_by_language
from quiz.web.pages.site_pages import SITE_PAGE
from quiz.web.rendering.public_pages import SharedText
from quiz.web.results.charts import SVG
from quiz.web.security.headers import CACHE_FOREVER, page_policy
from quiz.web.services import services

bp = Blueprint("offline", __name__)
WORKER_POLICY = "default-src 'none'; connect-src 'self'"
"""The Content-Security-Policy of the service worker, which fetches pages."""
ICON_MAX_AGE_SECONDS = 86_400
HOME_SCREEN_ICON_PIXELS = 180
NO_SIGNAL = "no-signal"
"""The path, below the start page, of the page that the worker shows without a signal in place of any other page."""


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the site as an app for a phone: a name and an icon, and nothing about its subject."""
    start, name, look = url_for("pages.start"), services().site.name, services().look
    response = jsonify(
        name=name,
        short_name=name,
        id=start,
        start_url=start,
        scope=start,
        display="standalone",
        background_color=look.backgrounds[0],
        theme_color=look.theme_colors[0],
        icons=[{"src": url_for(".icon", v=_icon(look.icon).tag), "type": SVG, "sizes": "any"}],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/icon.svg")
def icon() -> Response:
    """Send the icon of the site. With the current version in the URL, browsers may keep it forever."""
    current = _icon(services().look.icon)
    response = current.response(SVG)
    response.headers["Cache-Control"] = CACHE_FOREVER if request.args.get("v") == current.tag else "no-cache"
    return response


@bp.get("/apple-touch-icon.png")
def home_screen_icon() -> Response:
    """Send the icon that an iPhone requests from this URL when somebody adds the site to the home screen.

    No page links to it: Firefox would fetch it with every first page.
    """
    look = services().look
    content = None if look.icon == look.our_icon else _as_png(look.icon, look.backgrounds[0])
    if content is None:
        content = (Path(str(current_app.static_folder)) / "apple-touch-icon.png").read_bytes()
    response = Response(content, mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={ICON_MAX_AGE_SECONDS}"
    return response


@bp.get("/worker.js")
def worker() -> Response:
    """Send the service worker. It names the bundle's version, so that browsers update it when a page changes."""
    address = url_for(".bundle", version=_bundle().tag)
    script = _worker(url_for("pages.start"), address, services().assets.service_worker)
    response = vary_by_language(script.response("text/javascript"))
    response.headers["Content-Security-Policy"] = WORKER_POLICY
    return response


@bp.get("/offline/<version>.json")
def bundle(version: str) -> Response:
    """Return the pages to cache, by path.

    Responds 404 for any other version, so that a cache never mixes versions.
    """
    if version != _bundle().tag:
        abort(HTTPStatus.NOT_FOUND)
    response = _bundle().response("application/json")
    # The service worker checks the first header, and caches the pages with both.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = page_policy(services().assets)
    return response


def _bundle() -> SharedText:
    templates = {
        url_for("pages.start"): "pages/offline_start.html",
        url_for("pages.before"): "pages/before.html",
        url_for("attempt.ask"): "attempt/blank_quiz.html",
        url_for("pages.start") + NO_SIGNAL: "pages/no_signal.html",
    }
    pages = services().public_pages
    texts = [(path, pages.page(template).text) for path, template in templates.items()]
    own = [(url_for("site_pages.show", name=page.name), page.name) for page in services().site.pages]
    return _packed_pages((*texts, *((path, pages.page(SITE_PAGE, name).text) for path, name in own)))


@lru_cache(maxsize=MOST_LANGUAGES)
def _packed_pages(pages: tuple[tuple[str, str], ...]) -> SharedText:
    """Pack the pages together: what they have in common is compressed once."""
    return SharedText(json.dumps(dict(pages)))


@lru_cache(maxsize=1)
def _icon(svg: str) -> SharedText:
    return SharedText(svg)


@lru_cache(maxsize=1)
def _as_png(svg: str, background: str) -> bytes | None:
    # Typst is slow to import, and most visitors never ask for this.
    from quiz.report.pictures import svg_to_png  # noqa: PLC0415

    return svg_to_png(svg, HOME_SCREEN_ICON_PIXELS, background)


@lru_cache(maxsize=MOST_LANGUAGES)
def _worker(root: str, address: str, script: str) -> SharedText:
    return SharedText(f'const ROOT = "{root}", BUNDLE = "{address}";\n{script}')
