"""Refusals as pages in plain words."""

from collections.abc import Sequence

from flask import Flask, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.sansio.utils import host_is_trusted

KINDS = {
    400: "bad-request",
    403: "other-site",
    404: "not-found",
    405: "method",
    413: "too-large",
    429: "too-often",
}


def add_error_pages(app: Flask, hosts: Sequence[str]) -> None:
    """Answer every refusal with a page that says what happened, what was kept and what to do.

    Requests for another host than `hosts` are refused; when none is named, any host will do.
    """

    # Flask's own check comes before its routing, where no page could be made yet.
    def refuse_other_hosts() -> None:
        if not host_is_trusted(request.host, hosts):
            raise SecurityError

    if hosts:
        app.before_request(refuse_other_hosts)

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> ResponseReturnValue:
        if request_ctx.url_adapter is None:
            # The host it was sent to cannot be one: this page makes its links without.
            request_ctx.url_adapter = app.url_map.bind("localhost")
        code = error.code or InternalServerError.code
        response = error.get_response()
        kind = "host" if isinstance(error, SecurityError) else KINDS.get(code, "server")
        response.data = render_template("error.html", kind=kind)
        response.content_type = "text/html; charset=utf-8"
        return response
