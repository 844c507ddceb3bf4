"""Logs as one JSON object a line, without anything about a person."""

import json
import logging
import traceback
from datetime import UTC, datetime

from flask import has_request_context, request
from flask.logging import default_handler


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time (UTC, to the second), level, logger, message, and the endpoint of the request.

    An exception is logged as its class and its traceback. Its message, the URL and the client's address are left out:
    any of them may hold an answer, a number or a name.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(int(record.created), UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if has_request_context():
            line["endpoint"] = request.endpoint
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            line["error"] = type(error).__qualname__
            line["traceback"] = [f"{frame.name}, {frame.filename}:{frame.lineno}" for frame in frames]
        else:
            line["message"] = record.getMessage()
        return json.dumps(line)


def configure_logging() -> None:
    """Have Flask's log handler write JSON."""
    default_handler.setFormatter(JsonFormatter())
