"""What a browser may keep for a moment without a signal: pages that are the same for everybody."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from flask import abort, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.web.assets import slim
from quiz.web.fixed import fixed_page, once, tag_of
from quiz.web.instrument import instrument
from quiz.web.packed import Packed
from quiz.web.pages import start_page
from quiz.web.quiz_print import print_blank

NOT_FOUND = 404
NAME = "Steady"
PAPER = "#fbf5ea"
"""The ground of every page, as in tokens.css."""
FILES = ("icon.svg",)
"""What the kept pages are made of, by name in static/."""
PARTS = re.compile(r"<(style|script)\b[^>]*>.*?</\1>", re.DOTALL)
"""Style sheets and scripts, which stand in the pages themselves."""
ELSEWHERE = "/no-signal"
"""Stands for every page that is not kept; nothing is served there."""


@dataclass(frozen=True)
class Kept:
    """The pages by path and the addresses of their files, as JSON; `version` changes with any of them."""

    version: str
    packed: Packed


def manifest() -> ResponseReturnValue:
    """Say how the site looks among the apps of a phone: a name, an icon, and nothing of what it is about."""
    start = url_for("pages.start")
    response = jsonify(
        name=NAME,
        short_name=NAME,
        id=start,
        start_url=start,
        scope=start,
        display="standalone",
        background_color=PAPER,
        theme_color=PAPER,
        icons=[{"src": _asset("icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def worker() -> ResponseReturnValue:
    """Give the service worker. It names the version it keeps, so browsers fetch it anew when a page changes."""
    response = fixed_page("worker", _worker, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def keep(version: str) -> ResponseReturnValue:
    """Give all that is kept, of one version, so that pages and files of two are never mixed."""
    kept = _kept()
    if version != kept.version:
        abort(NOT_FOUND)
    return kept.packed.response()


def _worker() -> str:
    source = Path(str(current_app.static_folder), "js", "worker.js").read_bytes()
    first = f'const KEPT = "{url_for(".keep", version=_kept().version)}";\n'
    return first + slim(source, "js").decode()


def _kept() -> Kept:
    return once("offline", _made)


def _made() -> Kept:
    # As it is when it is asked for itself: pages are told apart by their place.
    with current_app.request_context({**request.environ, "PATH_INFO": "/"}):
        start = start_page()
    printed = {
        url_for("pages.before"): render_template(
            "before.html", last_part=instrument().questionnaire.private_option_ids
        ),
        url_for("quiz.ask"): print_blank(),
        ELSEWHERE: render_template("no_signal.html"),
    }
    # The first page is there already; what it has in common with others is put back from it, by number.
    shared = {part[0]: f"<!--{number}-->" for number, part in enumerate(PARTS.finditer(start))}
    pages = {path: PARTS.sub(lambda part: shared.get(part[0], part[0]), page) for path, page in printed.items()}
    files = [_asset(name) for name in FILES]
    first = {"start": url_for("pages.start"), "tag": tag_of(start.encode())}
    plain = json.dumps({**first, "pages": pages, "files": files}).encode()
    return Kept(hashlib.sha256(plain).hexdigest()[:10], Packed(plain, "application/json"))


def _asset(name: str) -> str:
    return str(current_app.jinja_env.globals["asset"](name))  # type: ignore[operator]
