"""Counts how often one network uses costly pages, in memory or in Redis."""

import hashlib
import hmac
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import current_app, request
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from quiz.web.security.client_network import client_network
from quiz.web.security.running_requests import step_aside

T = TypeVar("T")
REDIS_TIMEOUT_SECONDS = 1.0
REDIS_RETRY_SECONDS = 30.0


class RateLimiter:
    """Counts requests in the storage at a URL: `memory://` (one process each), `redis://…`, `rediss://…` or `redis+unix://…`.

    Whenever Redis does not answer, the process counts in its own memory. No client's address is stored, only digests.
    """

    def __init__(
        self,
        url: str,
        secret_key: str,
        timeout_seconds: float = REDIS_TIMEOUT_SECONDS,
        retry_seconds: float = REDIS_RETRY_SECONDS,
    ) -> None:
        """Raise ValueError if the URL cannot be parsed. The error's message may hold a part of a password.

        When Redis does not answer within `timeout_seconds`, it is left alone for `retry_seconds`.
        """
        self._secret_key = secret_key.encode()
        storage = storage_from_string(
            url,
            wrap_exceptions=True,
            key_prefix="steady",
            socket_timeout=timeout_seconds,
            socket_connect_timeout=timeout_seconds,
        )
        self._limiter = FixedWindowRateLimiter(storage)
        self._retry_seconds, self._retry_at = retry_seconds, 0.0
        self._fallback = FixedWindowRateLimiter(MemoryStorage())

    def first_exceeded(self, limits: Sequence[RateLimitItem]) -> RateLimitItem | None:
        """Count this request, and return the first limit that the client's network exceeds at this endpoint, or `None`.

        A request is counted before it is answered, so that no number of simultaneous ones passes a limit.
        """
        key = (str(request.endpoint), self._network_digest())
        return self._ask(lambda limiter: next((limit for limit in limits if not limiter.hit(limit, *key)), None))

    def give_back(self, limits: Sequence[RateLimitItem]) -> None:
        """Undo the count of this request, once it turns out that it should not count."""
        key = (str(request.endpoint), self._network_digest())
        self._ask(lambda limiter: [limiter.hit(limit, *key, cost=-1) for limit in limits])

    def _ask(self, ask: Callable[[FixedWindowRateLimiter], T]) -> T:
        """Return what Redis says, or this process's own count while Redis does not answer."""
        step_aside()
        if time.monotonic() < self._retry_at:
            return ask(self._fallback)
        try:
            return ask(self._limiter)
        except StorageError as error:
            self._retry_at = time.monotonic() + self._retry_seconds
            # Its message may hold the address of Redis, with a password.
            kind = type(error.storage_error).__name__
            current_app.logger.warning("Redis does not answer (%s): rate limits are counted in memory.", kind)
            return ask(self._fallback)

    def _network_digest(self) -> str:
        """Return a keyed digest of the client's network."""
        return hmac.new(self._secret_key, client_network().encode(), hashlib.sha256).hexdigest()[:32]
