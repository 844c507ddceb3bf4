"""Refusals as pages in plain words."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

KINDS = {400: "bad-request", 404: "not-found", 405: "method", 413: "too-large", 429: "too-many", 503: "busy"}


def add_error_pages(app: Flask) -> None:
    """Answer every refusal with a page that says what happened, what was kept and what to do."""

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> ResponseReturnValue:
        code = error.code or InternalServerError.code
        response = error.get_response()
        response.data = render_template("error.html", kind=KINDS.get(code, "server"), code=code)
        response.content_type = "text/html; charset=utf-8"
        return response
