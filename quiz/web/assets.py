"""Static files at addresses that change when the file does, so that browsers may keep them for good."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

OK = 200
COMMENTS = re.compile(rb"^ *(//.*|/\*(?s:.)*?\*/) *\n", re.MULTILINE)
JOINED = {
    "steady.css": ("tokens", "base", "layout", "components", "quiz", "stepper", "help", "print"),
    "steady.js": ("leave", "draft", "sending", "once", "stepper", "copy", "ahead"),
}
"""What all pages share, by the file it is served as: the parts, in the order they are joined.

tokens.css also sets the order of the layers. The scripts make one module, so no two may use one name at the top;
sending.js looks at a form before once.js lets it go.
"""


def add_assets(app: Flask) -> None:
    """Give templates `asset(name)`, the address of a file in static/ or in `JOINED`, and `integrity(name)`, its sum.

    One sheet and one script are faster than a dozen requests, each with its headers.
    """
    folder = Path(str(app.static_folder))
    joined = {name: _joined(folder, name, parts) for name, parts in JOINED.items()}

    @app.get(f"{app.static_url_path}/<any({','.join(map(repr, JOINED))}):filename>", endpoint="joined")
    def join(filename: str) -> Response:
        return Response(joined[filename], mimetype="text/css" if filename.endswith("css") else "text/javascript")

    @cache
    def content(name: str) -> bytes:
        return joined[name] if name in joined else (folder / name).read_bytes()

    def asset(name: str) -> str:
        return url_for("joined" if name in joined else "static", filename=name, v=_digest(content(name)))

    def integrity(name: str) -> str:
        return f"sha256-{base64.b64encode(hashlib.sha256(content(name)).digest()).decode()}"

    app.jinja_env.globals.update(asset=asset, integrity=integrity)

    # Flask-Compress never closes a file that it is handed as a stream; it gets the bytes instead.
    @app.after_request
    def hold(response: Response) -> Response:
        if request.endpoint in {"static", "joined"} and response.status_code == OK:
            response.direct_passthrough = False
            body = response.get_data()
            response.close()
            response.set_data(body)
            # Another version's address, asked for while servers are being changed, must not stick.
            current = request.args.get("v") == _digest(body)
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        return response


def without_comments(source: bytes) -> bytes:
    """Leave out the comments of a script or sheet that have lines of their own: an eighth of what would be sent."""
    return COMMENTS.sub(b"", source)


def _joined(folder: Path, name: str, parts: tuple[str, ...]) -> bytes:
    kind = name.rpartition(".")[2]
    return without_comments(b"\n".join((folder / kind / f"{part}.{kind}").read_bytes() for part in parts))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
