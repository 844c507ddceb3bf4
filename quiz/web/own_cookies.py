"""Sets and drops the cookies that are not part of the session.

Each is named by the setting that holds its name, such as `ZONE_COOKIE_NAME`.
"""

from datetime import timedelta
from typing import Any

from flask import Response, after_this_request, current_app, request


def set_cookie(setting: str, value: str, max_age: timedelta | None = None, *, httponly: bool = True) -> None:
    """Set a cookie with the response to this request. Without `max_age` it ends with the browser's session."""

    @after_this_request
    def add(response: Response) -> Response:
        name = current_app.config[setting]
        response.set_cookie(name, value, max_age=max_age, httponly=httponly, **_attributes())
        return response


def drop_cookie(setting: str) -> None:
    """Drop a cookie with the response to this request, if the browser sent it."""

    @after_this_request
    def drop(response: Response) -> Response:
        name = current_app.config[setting]
        if name in request.cookies:
            response.delete_cookie(name, **_attributes())
        return response


def _attributes() -> dict[str, Any]:
    config = current_app.config
    return {"path": config["APPLICATION_ROOT"], "secure": config["SESSION_COOKIE_SECURE"], "samesite": "Lax"}
