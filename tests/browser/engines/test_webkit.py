"""Back after leaving, in a WebKit that nobody automates: only then does it keep pages in its memory."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site, after_check_in, session_cookies
from tests.browser.engines.drivers import WEBKIT_WINDOW, webkit_environment
from tests.browser.engines.steps import PRIVATE

PATIENCE_SECONDS = 15


class Window:
    """A window that does what it is told, a line at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def value(self, expression: str) -> Any:
        self.say(expression)
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def until(self, expression: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while self.value(expression) is not True:
            assert time.monotonic() < end, (expression, self.value("location.href"))
            time.sleep(0.05)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    command = [str(WEBKIT_WINDOW), "plain"]
    told = webkit_environment(tmp_path)
    with subprocess.Popen(command, env=told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Window(process)
        process.terminate()


def is_at(address: str) -> str:
    return f"location.href === '{address}' && document.readyState === 'complete'"


def test_back_after_leaving_shows_nothing_of_a_result(window: Window, site: Site) -> None:
    window.say(f"go {site.address}/robots.txt")
    window.until(is_at(f"{site.address}/robots.txt"))
    for name, value in session_cookies(after_check_in(site)).items():
        window.value(f"document.cookie = '{name}={value}; path=/'")
    for page in ("/", "/results"):
        window.say(f"go {site.address}{page}")
        window.until(is_at(site.address + page))
    assert window.value("document.querySelectorAll('tbody tr').length") == 5
    window.value("document.querySelector('.leave').click()")
    window.until(is_at(site.elsewhere))
    window.say("back")
    window.until(f"location.href !== '{site.elsewhere}'")
    for _ in range(20):
        assert window.value(f"document.querySelectorAll({json.dumps(PRIVATE)}).length") == 0
        time.sleep(0.05)
    assert window.value("location.href") == f"{site.address}/"
