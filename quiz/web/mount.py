"""Where the application is found: below a path of its host name, and for health checks under any name.

Paths are matched as browsers ask for them: a proxy in front must pass them on whole.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEALTH_CHECK = "/healthz"
NOWHERE = "/-"
"""No page has this address, so it gets the page for 404, whose links lead to where the pages are."""


class Mount:
    """A WSGI application in front of another one, which it serves below `path`, such as /steady; empty for all paths.

    Container platforms and load balancers ask for the health check by address, with and without the path. It tells
    them nothing else, so it is answered whatever host they name; all other requests must name one of `hosts`, if any.
    """

    def __init__(self, app: "WSGIApplication", path: str, hosts: Sequence[str]) -> None:
        self._app, self._path = app, path
        # `.steady.example` stands for that name and all below it.
        self._host = hosts[0].removeprefix(".") if hosts else "localhost"

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request, or respond 404 if it is for another path."""
        # A server that was told the path, such as gunicorn by SCRIPT_NAME, has split it off.
        asked = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        if asked in {HEALTH_CHECK, self._path + HEALTH_CHECK}:
            environ |= {"HTTP_HOST": self._host, "SCRIPT_NAME": self._path, "PATH_INFO": HEALTH_CHECK}
        elif self._path:
            is_below = f"{asked}/".startswith(f"{self._path}/")
            environ |= {"SCRIPT_NAME": self._path, "PATH_INFO": asked.removeprefix(self._path) if is_below else NOWHERE}
        return self._app(environ, start_response)
