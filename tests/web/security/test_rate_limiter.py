"""The rate limiter counts each network for itself, in memory or in Redis, and stores no address."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from flask import Flask, request

from quiz.bounded_queue import TooBusy
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.journal.rate_limited import RateLimit, rate_limited
from quiz.web.security.rate_limiter import RateLimiter
from tests.application import SECRET, make_app
from tests.redis_server import RedisServer, serve
from tests.web.journal_client import World

HOME, OTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with serve() as running:
        yield running


FOUR_WRONG = RateLimit("4 per minute", "6 per hour")


def limited_app(url: str = "memory://", timeout_seconds: float = 1, retry_seconds: float = 0) -> Flask:
    """Return an application whose page /3 can be had three times a minute, and /2-wrong and /wrong be got wrong."""
    app = make_app()
    limiter = RateLimiter(url, SECRET, timeout_seconds, retry_seconds)
    app.extensions["steady"] = replace(app.extensions["steady"], rate_limiter=limiter)

    @app.get("/3")
    @rate_limited("3 per minute", "4 per hour")
    def three() -> str:
        return "done"

    @app.get("/2-wrong")
    @rate_limited("2 per minute")
    def two_wrong() -> tuple[str, int]:
        return "", 422

    @app.get("/wrong")
    def wrong() -> tuple[str, int]:
        FOUR_WRONG.count()
        status = request.args.get("status", 422, int)
        if status != 422:
            FOUR_WRONG.give_back()
        return "", status

    return app


def get(app: Flask, path: str, *addresses: str) -> list[int]:
    """Return the status of the page for a request from each address."""
    client = app.test_client()
    return [client.get(path, environ_base={"REMOTE_ADDR": address}).status_code for address in addresses]


def test_each_network_and_each_page_has_a_count_of_its_own() -> None:
    app = limited_app()
    assert get(app, "/3", *[HOME] * 4, OTHER) == [200] * 3 + [429, 200]
    assert get(app, "/2-wrong", HOME) == [422]


def test_an_ipv6_customer_is_one_network() -> None:
    assert get(limited_app(), "/3", "2001:db8::1", "2001:db8::2", "2001:db8::ffff", "2001:db8::") == [200] * 3 + [429]
    assert get(limited_app(), "/3", *[f"2001:db8:0:{number}::1" for number in range(4)]) == [200] * 4


def test_an_ipv4_customer_is_the_same_one_on_a_socket_for_both_versions() -> None:
    mapped = [f"::ffff:203.0.113.{number}" for number in range(7, 11)]
    assert get(limited_app(), "/3", *mapped, "::1") == [200] * 5
    assert get(limited_app(), "/3", mapped[0], HOME, mapped[0], HOME) == [200] * 3 + [429]


def test_clients_without_an_address_share_one_count() -> None:
    assert get(limited_app(), "/3", *[""] * 4) == [200] * 3 + [429]


def test_what_does_not_count_is_given_back_in_every_window() -> None:
    app = limited_app()
    assert get(app, "/wrong?status=200", *[HOME] * 9) == [200] * 9
    assert get(app, "/wrong", *[HOME] * 5) == [422] * 4 + [429]
    assert get(app, "/wrong?status=200", HOME, OTHER) == [429, 200]


def test_requests_that_come_at_once_do_not_pass_the_limit_together() -> None:
    app, answered = limited_app(), threading.Barrier(10)

    @app.get("/at-once")
    @rate_limited("3 per minute")
    def at_once() -> tuple[str, int]:
        time.sleep(0.2)
        return "", 422

    def one(_: int) -> int:
        answered.wait()
        return get(app, "/at-once", HOME)[0]

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(one, range(10))) == [422] * 3 + [429] * 7


@pytest.mark.parametrize("fault", [TooBusy(), DatabaseUnavailable("away")])
def test_a_request_that_failed_is_not_counted(fault: Exception) -> None:
    app = limited_app()

    @app.get("/busy")
    @rate_limited("3 per minute")
    def busy() -> str:
        raise fault

    assert get(app, "/busy", *[HOME] * 5) == [503] * 5


def test_servers_count_together_in_redis_under_digests_for_an_hour_at_most(server: RedisServer) -> None:
    assert get(limited_app(server.url), "/3", *[HOME] * 3) == [200] * 3
    assert get(limited_app(server.url), "/3", HOME, OTHER) == [429, 200]
    with closing(redis.Redis(unix_socket_path=str(server.socket), password="hush")) as client:
        keys = [bytes(key) for key in client.scan_iter()]
        assert len(keys) == 4
        assert not any(b"203.0.113" in key for key in keys)
        assert all(0 < int(str(client.ttl(key))) <= 3600 for key in keys)


def test_while_redis_is_away_each_server_counts_in_memory(
    server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    app = limited_app(server.url)
    assert get(app, "/3", *[HOME] * 2) == [200] * 2
    server.stop()
    assert get(app, "/3", *[HOME] * 4) == [200] * 3 + [429]
    assert "ConnectionError" in caplog.text
    assert "hush" not in caplog.text and str(server.socket) not in caplog.text
    server.start()
    assert get(app, "/3", *[HOME] * 4) == [200] * 3 + [429]
    assert get(limited_app(server.url), "/3", HOME) == [429]


def test_a_redis_that_accepts_connections_but_never_answers_is_given_up_in_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        app = limited_app(f"redis://:hush@127.0.0.1:{silent.getsockname()[1]}/0", timeout_seconds=0.05)
        assert get(app, "/2-wrong", *[HOME] * 3) == [422, 422, 429]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert "TimeoutError" in caplog.text and "hush" not in caplog.text


def test_a_redis_that_never_answers_is_asked_once_and_then_left_alone_for_a_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        app = limited_app(url, timeout_seconds=0.05, retry_seconds=60)
        assert get(app, "/3", *[HOME] * 4) == [200] * 3 + [429]
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "address",
    [
        *["redis://:hush@x.example/0?db=many", "redis://:hush@x.example?socket_timeout=long", "redis://["],
        *["redis://me:hu/sh@x.example:6379", "redis://:hush@x.example:door", "redis://:hush@x.example:99999"],
    ],
)
def test_an_address_that_redis_cannot_parse_is_named_at_the_start_with_all_else(address: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refusal:
        World({"QUESTIONS": str(tmp_path), "LIMITS_URL": address})
    message = str(refusal.value)
    assert "QUIZ_LIMITS_URL: write memory://, or an address such as redis://" in message
    assert "The file cannot be read" in message
    assert "hu" not in message
