"""The decorator that limits how often one network may use a view: 429 beyond that."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response
from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import TooManyRequests

from quiz.bounded_queue import TooBusy
from quiz.web.services import services

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def rate_limited(*rates: str, counts: Callable[[Response], bool] | None = None) -> Callable[[View[P]], View[P]]:
    """Return a decorator for a view that raises TooManyRequests once a network exceeds a rate ("30 per minute").

    Every request counts, and before anything is done for it. With `counts`, the count is given back afterwards for the
    responses for which it returns False; it always is for requests that found no place in the queue for slow work.
    """
    limits = [parse(rate) for rate in rates]

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def limited(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            limiter = services().rate_limiter
            if exceeded := limiter.first_exceeded(limits):
                raise TooManyRequests(retry_after=exceeded.get_expiry())
            try:
                response = make_response(view(*args, **kwargs))
            except TooBusy:
                limiter.give_back(limits)
                raise
            if counts and not counts(response):
                limiter.give_back(limits)
            return response

        return limited

    return decorate
