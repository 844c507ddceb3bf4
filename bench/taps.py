"""A tap on an answer, and the next statement: what the page's own thread works until the frame that shows it.

By Chromium's own trace, in processor time of that one thread, so that other work on the machine does not count. A tap
answers in one frame when that is at most 1/60 of a second. Then once more with the processor four times as slow, as
Lighthouse takes a cheap phone. TEST_BROWSER names the browser.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from figures import Figure, conclude
from phone import HOST, questionnaire
from playwright.sync_api import Browser, Page, sync_playwright
from serving import Server, database

from tests.browser.conftest import FLAGS, PHONE
from tests.browser.walk import card

FRAME = 1000 / 60
SLOW = 4
BEAT = 700
"""Milliseconds from one tap to the next, so that the next statement is there."""
TRACED = "devtools.timeline,toplevel"
TASK, MADE = "ThreadControllerImpl::RunTask", "Layerize"
Event = Mapping[str, Any]


def trace(page: Page, slow: int) -> list[Event]:
    """Tap an answer to every statement, and give what the browser did meanwhile, in order."""
    events: list[Event] = []
    ended: list[Event] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda end: ended.extend([end]))
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    session.send("Tracing.start", {"categories": TRACED, "transferMode": "ReportEvents"})
    for statement in questionnaire().statements:
        card(page, statement).locator("label").nth(2).tap()
        page.wait_for_timeout(BEAT)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    return sorted((event for event in events if event.get("ph") == "X"), key=lambda event: float(event["ts"]))


def works(events: Sequence[Event], first: str, kind: str = "") -> list[float]:
    """Give the milliseconds of work from each event of this name (and kind) until the frame after it is made."""
    found = []
    for start in (event for event in events if event["name"] == first and _kind(event) == kind):
        mine = [event for event in events if event["tid"] == start["tid"] and event["pid"] == start["pid"]]
        made = next((event for event in mine if event["name"] == MADE and event["ts"] > start["ts"]), None)
        if made:
            tasks = [event for event in mine if event["name"] == TASK and event["ts"] <= made["ts"]]
            found.append(sum(task["tdur"] for task in tasks if task["ts"] + task["dur"] > start["ts"]) / 1000)
    return found


def _kind(event: Event) -> str:
    return str(event["args"].get("data", {}).get("type", ""))


def look(browser: Browser, address: str, slow: int) -> dict[str, list[float]]:
    """Answer the quiz once, on a phone this many times slower."""
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto(address)
    events = trace(page, slow)
    page.context.close()
    return {"answer": works(events, "EventDispatch", "click"), "next statement": works(events, "TimerFire")}


def main() -> None:
    """Print median and worst of each, in frames, and fail when the worst takes more than one."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    worst = {}
    with database("sqlite-delete") as store, sync_playwright() as driver:
        server = Server(store)
        with server.running():
            browser = driver.chromium.launch(executable_path=os.environ.get("TEST_BROWSER"), args=FLAGS)
            for slow in (1, SLOW):
                for what, spent in look(browser, f"http://{HOST}:{server.port}/quiz", slow).items():
                    frames = [each / FRAME for each in spent]
                    worst[what, slow] = max(frames)
                    speed = "as it is" if slow == 1 else f"{slow} times slower"
                    told = f"median {median(frames):.2f} frames, worst {max(frames):.2f}"
                    print(f"{what:16} {speed:16} {len(frames)}: {told}")
            browser.close()
    told = "; ".join(
        f"{what} {worst[what, 1]:.2f}, slowed {worst[what, SLOW]:.2f}" for what, slow in worst if slow == 1
    )
    ok = all(frames <= 1 for (_, slow), frames in worst.items() if slow == 1)
    conclude(Figure("-", "frames until a tap is answered, worst", "≤ 1 as it is", told, ok))


if __name__ == "__main__":
    main()
