"""The bytes of a whole visit on a phone that has never been here: from the start page to the PDF, tap by tap.

Chromium walks through a relay that counts what passes, headers and all, both ways. TEST_BROWSER names the browser.
"""

import argparse
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from figures import Figure, conclude
from phone import HOST, questionnaire
from playwright.sync_api import Page, sync_playwright
from serving import Server, database

from tests.browser.conftest import FLAGS, PHONE
from tests.browser.walk import send, tap_through

MOST = 120_000
WANTED = 6
"""Steps that this is for: to the PDF. Keeping a result and looking at the journal are told as well."""
SETTLED = 1_500
"""Milliseconds for what goes on behind a page: the last draft, and what the worker fetches."""


@dataclass
class Relay:
    """A port that hands every byte on to another, and counts: `up` to the server, `down` to the browser."""

    to: int
    up: int = 0
    down: int = 0
    door: socket.socket = field(default_factory=lambda: socket.create_server((HOST, 0)))

    def start(self) -> int:
        """Begin, and give the port."""
        threading.Thread(target=self._open, daemon=True).start()
        return int(self.door.getsockname()[1])

    def _open(self) -> None:
        while True:
            browser, _ = self.door.accept()
            server = socket.create_connection((HOST, self.to))
            for way in ((browser, server, "up"), (server, browser, "down")):
                threading.Thread(target=self._hand_on, args=way, daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket, way: str) -> None:
        try:
            while got := one.recv(65_536):
                setattr(self, way, getattr(self, way) + len(got))
                other.sendall(got)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            one.close()
            other.close()


def walk(page: Page, address: str) -> list[tuple[str, Callable[[], object]]]:
    """Give the steps of a visit, each with its name."""

    def quiz() -> None:
        page.get_by_role("link", name="Go on").tap()
        page.locator("fieldset:visible").wait_for()

    def result() -> None:
        send(page)
        page.wait_for_url("**/results")

    def noted() -> None:
        page.get_by_role("button", name="I have them").tap()
        page.wait_for_url("**/journal")

    def paper() -> None:
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save as PDF").tap()
        saved.value.path()

    return [
        ("start page, and what is kept for no signal", lambda: page.goto(address)),
        ("before the quiz", lambda: page.get_by_role("link", name="Start the quiz").tap()),
        ("quiz page", quiz),
        ("30 answers, each kept as it is given", lambda: tap_through(page, questionnaire())),
        ("the questions skipped; result and picture", result),
        ("its PDF", paper),
        ("keep it: seven words", lambda: page.get_by_role("button", name="Keep this result").tap()),
        ("journal and its picture", noted),
    ]


def main() -> None:
    """Walk once, print what each step cost, and fail when it is too much."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with database("sqlite-delete") as store, sync_playwright() as driver:
        server = Server(store)
        with server.running():
            relay = Relay(server.port)
            browser = driver.chromium.launch(executable_path=os.environ.get("TEST_BROWSER"), args=FLAGS)
            page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
            total = 0
            print(f"{'':44} received     sent")
            steps = walk(page, f"http://{HOST}:{relay.start()}")
            for number, (name, step) in enumerate(steps):
                before = relay.down, relay.up
                step()
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(SETTLED)
                down, up = relay.down - before[0], relay.up - before[1]
                if number < WANTED:
                    total += down
                print(f"{name:44} {down:8,} {up:8,}", flush=True)
            browser.close()
    print(f"{'all':44} {relay.down:8,} {relay.up:8,}")
    told = f"{total:,} bytes received to the PDF; {relay.down:,} with the journal; {relay.up:,} sent"
    conclude(Figure("-", "a whole visit with result, picture and PDF", f"≤ {MOST:,} bytes", told, total <= MOST))


if __name__ == "__main__":
    main()
