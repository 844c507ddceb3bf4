"""The decorator that limits how often one network may use a view: 429 beyond that."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response
from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import TooManyRequests

from quiz.web.services import services

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def rate_limited(*rates: str, counts: Callable[[Response], bool] | None = None) -> Callable[[View[P]], View[P]]:
    """Return a decorator for a view that raises TooManyRequests once a network exceeds a rate ("30 per minute").

    With `counts`, only the responses for which it returns True are counted, else every request is.
    """
    limits = [parse(rate) for rate in rates]

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def limited(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            limiter = services().rate_limiter
            if exceeded := limiter.first_exceeded(limits, hit=counts is None):
                raise TooManyRequests(retry_after=exceeded.get_expiry())
            response = make_response(view(*args, **kwargs))
            if counts and counts(response):
                limiter.first_exceeded(limits, hit=True)
            return response

        return limited

    return decorate
