"""Compresses responses with Flask-Compress: brotli where the browser accepts it, else gzip."""

from flask import Flask, Response
from flask_compress import Compress

MIMETYPES = [
    "text/html",
    "text/plain",
    "text/csv",
    "text/javascript",
    "application/json",
    "application/manifest+json",
    "application/pdf",
    "image/svg+xml",
]


def add_compression(app: Flask) -> None:
    """Compress every successful response of these types that is not compressed yet."""
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIMETYPES=MIMETYPES,
    )
    Compress(app)

    # Runs before Flask-Compress, which replaces the iterator over a static file and would leave the file open.
    @app.after_request
    def close_file(response: Response) -> Response:
        if close := getattr(response.response, "close", None):
            response.call_on_close(close)
        return response
