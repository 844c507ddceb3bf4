"""The service worker, and the pages that it caches for offline use. They are the same for everyone."""

import json
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, jsonify, url_for

from quiz.web.rendering.public_pages import SharedText
from quiz.web.services import services

bp = Blueprint("offline", __name__)
SITE_NAME = "Steady"
BACKGROUND_COLOR = "#faf4e8"
"""The background of every page, as in tokens.css."""
ICON_MAX_AGE_SECONDS = 86_400
NO_SIGNAL = "no-signal"
"""The name, below the start page, of the page for "no signal", which the worker shows in place of any other page."""


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the site as an app for a phone: a name and an icon, and nothing about its subject."""
    start = url_for("pages.start")
    icon = url_for("static", filename="icon.svg", v=services().assets.version("icon.svg"))
    response = jsonify(
        name=SITE_NAME,
        short_name=SITE_NAME,
        id=start,
        start_url=start,
        scope=start,
        display="standalone",
        background_color=BACKGROUND_COLOR,
        theme_color=BACKGROUND_COLOR,
        icons=[{"src": icon, "type": "image/svg+xml", "sizes": "any"}],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/apple-touch-icon.png")
def home_screen_icon() -> Response:
    """Send the icon that an iPhone asks for at this address when somebody puts the site on the home screen.

    No page has a link to it: Firefox would fetch it with every first page.
    """
    content = (Path(str(current_app.static_folder)) / "apple-touch-icon.png").read_bytes()
    response = Response(content, mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={ICON_MAX_AGE_SECONDS}"
    return response


@bp.get("/worker.js")
def worker() -> Response:
    """Send the service worker. It names the bundle's version, so that browsers update it when a page changes."""
    address = url_for(".bundle", version=_bundle().tag)
    return _worker(url_for("pages.start"), address, services().assets.service_worker).response("text/javascript")


@bp.get("/offline/<version>.json")
def bundle(version: str) -> Response:
    """Return the pages to cache, by path.

    Responds 404 for any other version, so that a cache never mixes versions.
    """
    if version != _bundle().tag:
        abort(HTTPStatus.NOT_FOUND)
    response = _bundle().response("application/json")
    # The service worker checks this header, and caches the pages with it.
    response.headers["Cache-Control"] = "no-store"
    return response


def _bundle() -> SharedText:
    templates = {
        url_for("pages.start"): "pages/start.html",
        url_for("pages.before"): "pages/before.html",
        url_for("attempt.ask"): "attempt/blank_quiz.html",
        url_for("pages.start") + NO_SIGNAL: "pages/no_signal.html",
    }
    return _packed_pages(
        tuple((path, services().public_pages.page(template).text) for path, template in templates.items())
    )


@lru_cache(maxsize=1)
def _packed_pages(pages: tuple[tuple[str, str], ...]) -> SharedText:
    """Pack the pages together: what they have in common is compressed once."""
    return SharedText(json.dumps(dict(pages)))


@lru_cache(maxsize=1)
def _worker(root: str, address: str, script: str) -> SharedText:
    return SharedText(f'const ROOT = "{root}", BUNDLE = "{address}";\n{script}')
