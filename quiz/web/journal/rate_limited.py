"""Limits on how often one network may do something costly: 429 beyond that."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import TooManyRequests

from quiz.web.services import services

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


class RateLimit:
    """Limits how often one network may do something in a view, with rates such as "30 per minute"."""

    def __init__(self, *rates: str) -> None:
        self._limits = [parse(rate) for rate in rates]

    def count(self) -> None:
        """Count this request before the work is done. Raises TooManyRequests once a rate is exceeded."""
        if exceeded := services().rate_limiter.first_exceeded(self._limits):
            raise TooManyRequests(retry_after=exceeded.get_expiry())

    def give_back(self) -> None:
        """Undo the count of this request."""
        services().rate_limiter.give_back(self._limits)


def rate_limited(*rates: str) -> Callable[[View[P]], View[P]]:
    """Return a decorator for a view that counts every request, except the ones that fail with an exception."""
    limit = RateLimit(*rates)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def limited(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            limit.count()
            try:
                return view(*args, **kwargs)
            except Exception:
                limit.give_back()
                raise

        return limited

    return decorate
