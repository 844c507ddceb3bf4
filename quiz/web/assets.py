"""Static files at addresses that change when the file does, so that browsers may keep them for good."""

import base64
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for
from markupsafe import Markup

from quiz.web.fixed import once
from quiz.web.packed import Packed

COMMENTS = re.compile(rb"^ *(//.*|/\*(?s:.)*?\*/) *\n", re.MULTILINE)
INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
AROUND = re.compile(rb"(?<=[{};,])\s+|\s+(?=[{}])|(?<=:) ")
"""Blanks in a sheet that mean nothing; one before a colon does, as in `td :first-child`."""
JOINED = {
    "steady.css": ("tokens", "base", "layout", "components", "help", "print"),
    "asking.css": ("quiz", "stepper"),
    "asking.js": ("draft", "sending", "stepper"),
    "steady.js": ("leave", "once", "copy", "ahead"),
}
"""What all pages share, by the file it is served as: the parts, in the order they are joined.

tokens.css also sets the order of the layers. The scripts make one module, so no two may use one name at the top;
sending.js looks at a form before once.js lets it go.
"""


SHEETS = ("steady.css", "asking.css", "css/results.css", "css/journal.css", "css/words.css")
SCRIPTS = ("steady.js", "asking.js", "js/words.js")
"""What pages may carry in themselves: on a slow line the way there and back for a sheet is what takes longest."""


def add_assets(app: Flask) -> tuple[list[str], list[str]]:
    """Give templates `asset(name)`, the address of a file in static/ or in `JOINED`, and `inside(name)`, its text.

    The text stands in the page itself; the sums of all `SHEETS` and `SCRIPTS` are returned, for the policy that lets
    them in. Every file is read and packed once, when it is first asked for.
    """
    folder = Path(str(app.static_folder))
    names = {*JOINED, *(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())}

    @cache
    def content(name: str) -> bytes:
        kind = name.rpartition(".")[2]
        parts = [f"{kind}/{part}.{kind}" for part in JOINED[name]] if name in JOINED else [name]
        source = b"\n".join((folder / part).read_bytes() for part in parts)
        return slim(source, kind) if kind in {"css", "js"} else source

    @cache
    def packed(name: str) -> Packed:
        return Packed(content(name), mimetypes.guess_type(name)[0] or "application/octet-stream")

    @cache
    def digest(name: str) -> str:
        return hashlib.sha256(content(name)).hexdigest()[:10]

    @cache
    def sum_of(name: str) -> str:
        return f"sha256-{base64.b64encode(hashlib.sha256(content(name)).digest()).decode()}"

    def asset(name: str) -> str:
        return once(f"address of {name}", lambda: url_for("static", filename=name, v=digest(name)))

    def give(filename: str) -> Response:
        if filename not in names:
            abort(404)
        response = packed(filename).response()
        # Another version's address, asked for while servers are being changed, must not stick.
        current = request.args.get("v") == digest(filename)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        return response

    def inside(name: str) -> Markup:
        return Markup(content(name).decode())  # noqa: S704 a file of ours

    app.view_functions["static"] = give
    app.jinja_env.globals.update(asset=asset, inside=inside)
    sheets, scripts = ([sum_of(name) for name in names] for names in (SHEETS, SCRIPTS))
    return sheets, scripts


def slim(source: bytes, kind: str) -> bytes:
    """Leave out what only people read in a script or a sheet ("js", "css"): a fifth of what would be sent.

    That is comments on lines of their own and indentation, so no text in a script may go over several lines.
    """
    source = INDENT.sub(b"", COMMENTS.sub(b"", source))
    return AROUND.sub(b"", source) if kind == "css" else source
