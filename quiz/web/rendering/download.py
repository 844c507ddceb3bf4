"""Responses that the browser saves as files."""

from flask import Response, current_app


def download_response(content: str | bytes, mimetype: str, suffix: str) -> Response:
    """Return a response that the browser saves as a file named after the site, such as `steady.pdf`."""
    name = f"{current_app.extensions['steady'].site.file_name}.{suffix}"
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
