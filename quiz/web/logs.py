"""What is written down when something breaks: one JSON object a line, and nothing about anyone."""

import json
import logging
import traceback
from datetime import UTC, datetime

from flask import has_request_context, request
from flask.logging import default_handler


class Lines(logging.Formatter):
    """Writes a record as JSON: time (UTC, to the second), level, logger, what was said, and the endpoint asked for.

    Of an exception it gives the kind and the places it passed. Its message, the address asked for and who asked stay
    out: any of them may hold an answer, a number or a name.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(int(record.created), UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if has_request_context():
            line["endpoint"] = request.endpoint
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["error"] = type(error).__qualname__
            line["places"] = [
                f"{at.name}, {at.filename}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)
            ]
        else:
            line["said"] = record.getMessage()
        return json.dumps(line)


def write_lines() -> None:
    """Have the log of the application and of what counts its requests written by `Lines`."""
    default_handler.setFormatter(Lines())
    logging.getLogger("flask-limiter").addHandler(default_handler)
