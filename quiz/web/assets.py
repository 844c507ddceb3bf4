"""Addresses of static files that change when the file does, so that browsers may keep them for good."""

import hashlib
from pathlib import Path

from flask import Flask, Response, request, url_for


def add_assets(app: Flask) -> None:
    """Give templates `asset("css/base.css")`: the file's address with a digest of what is in it."""
    digests: dict[str, str] = {}

    def asset(name: str) -> str:
        if name not in digests:
            digests[name] = hashlib.sha256(Path(str(app.static_folder), name).read_bytes()).hexdigest()[:10]
        return url_for("static", filename=name, v=digests[name])

    app.jinja_env.globals["asset"] = asset

    # Flask-Compress never closes a file that it is handed as a stream; it gets the bytes instead.
    @app.after_request
    def hold(response: Response) -> Response:
        if request.endpoint == "static":
            response.direct_passthrough = False
            body = response.get_data()
            response.close()
            response.set_data(body)
        return response
