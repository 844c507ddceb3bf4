"""What a browser may keep for a moment without a signal: pages that are the same for everybody."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import brotli
from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.answers import Answers
from quiz.web.assets import without_comments
from quiz.web.forms import BlankForm
from quiz.web.instrument import instrument
from quiz.web.pages import start_page
from quiz.web.quiz_page import quiz_page

views = Blueprint("offline", __name__)
NOT_FOUND = 404
NAME = "Steady"
PAPER = "#fbf5ea"
"""The ground of every page, as in tokens.css."""
FILES = ("steady.css", "steady.js", "icon.svg")
"""What those pages are made of, by name in static/."""
ELSEWHERE = "/no-signal"
"""Stands for every page that is not kept; nothing is served there."""


@dataclass(frozen=True)
class Kept:
    """Pages by path and the addresses of their files, as JSON and packed with Brotli; `version` changes with them."""

    version: str
    plain: bytes
    packed: bytes


@views.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Say how the site looks among the apps of a phone: a name, an icon, and nothing of what it is about."""
    asset = current_app.jinja_env.globals["asset"]
    response = jsonify(
        name=NAME,
        short_name=NAME,
        id="/",
        start_url=url_for("pages.start"),
        scope=url_for("pages.start"),
        display="standalone",
        background_color=PAPER,
        theme_color=PAPER,
        icons=[{"src": asset("icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@views.get("/worker.js")
def worker() -> ResponseReturnValue:
    """Give the service worker. It names the version it keeps, so browsers fetch it anew when a page changes."""
    source = Path(str(current_app.static_folder), "js", "worker.js").read_bytes()
    address = url_for(".keep", version=_kept().version)
    first = f'const KEPT = "{address}";\n'.encode()
    response = Response(first + without_comments(source), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


@views.get("/offline/<version>.json")
def keep(version: str) -> ResponseReturnValue:
    """Give all that is kept, of one version, so that pages and files of two are never mixed."""
    kept = _kept()
    if version != kept.version:
        abort(NOT_FOUND)
    packed = "br" in request.accept_encodings
    response = Response(kept.packed if packed else kept.plain, mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if packed:
        response.content_encoding = "br"
    return response


def _kept() -> Kept:
    """Make what is kept, once: packing it as small as can be takes a fifth of a second."""
    if "kept" not in current_app.extensions:
        plain = json.dumps({"pages": _pages(), "files": _files()}).encode()
        version = hashlib.sha256(plain).hexdigest()[:10]
        current_app.extensions["kept"] = Kept(version, plain, brotli.compress(plain, mode=brotli.MODE_TEXT))
    return cast("Kept", current_app.extensions["kept"])


def _pages() -> dict[str, str]:
    quiz = instrument().questionnaire
    blank = quiz_page(quiz, Answers())
    printed = {
        url_for("pages.start"): start_page(),
        url_for("pages.before"): render_template("before.html", last_part=quiz.private),
        url_for("quiz.ask"): render_template("quiz.html", page=blank, form=BlankForm(formdata=None), adrift=True),
        ELSEWHERE: render_template("no_signal.html"),
    }
    return {path: " ".join(page.split()) for path, page in printed.items()}


def _files() -> list[str]:
    asset = current_app.jinja_env.globals["asset"]
    return [asset(name) for name in FILES]
