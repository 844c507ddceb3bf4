"""What a screen reader is given at each step, kept in transcript.txt, the same for both engines.

`make test ARGS="-k spoken" TRANSCRIPT=write` writes them anew.
"""

import os
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Site
from tests.browser.engines.conftest import PickUp
from tests.browser.engines.drivers import missing
from tests.browser.engines.phone import Phone
from tests.browser.engines.spoken import pieces, spoken
from tests.browser.engines.steps import (
    READY,
    SHOWN,
    ask_for_result,
    choose,
    has_focus,
    has_result,
    save_result,
)

EVENING = 1_793_448_000.0 + 11.9 * 3600
"""Shortly before midnight on October 31, 2026: the journal names days."""
TEN_MINUTES = 600


@pytest.fixture(scope="session", params=[name for name in ("chromium", "firefox") if name not in missing()])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def settled(phone: Phone) -> list[str]:
    """Return what is spoken once two looks agree: Firefox keeps its tree in another process."""
    looks: list[list[str]] = [[]]

    def same() -> bool:
        looks.append(spoken(phone))
        return bool(looks[-1]) and looks[-1] == looks[-2]

    phone.until(same)
    return looks[-1]


def walk(phone: Phone, site: Site) -> list[str]:
    """Return the transcript of a whole visit."""
    told: list[str] = []

    def note(step: str) -> None:
        lines = settled(phone)
        told.extend(["", f"[{step}]", *lines])
        names = [line.partition(": ")[2] for line in lines if line.startswith(("button", "link"))]
        assert len(names) == len(set(names)), f"two controls have the same name: {names}"
        assert not [piece for piece in pieces(phone) if len(piece) == 1 and piece.isalpha()], "a letter on its own"

    site.now = EVENING
    phone.go("/quiz")
    phone.until_js(READY)
    note("the first question")
    phone.tap("Skip this one")
    has_focus(phone, "s1")
    # With the focus on the legend, both the group's name and the legend would be read: the same words.
    assert phone.js("document.activeElement.matches('fieldset')")
    note("the first statement")
    phone.press("3")
    assert phone.js("document.activeElement.type") == "radio"
    note("an answer is chosen")
    phone.press(Keys.SHIFT)
    note("Shift once")
    phone.press("3", Keys.ENTER)
    for number in range(2, 20):
        has_focus(phone, f"s{number}")
        phone.press("2", Keys.ENTER)
    has_focus(phone, "s20")
    note("halfway")
    ask_for_result(phone)
    phone.until(lambda: phone.all(".review-links"))
    note("statements left open")
    phone.until_js(READY)
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    has_result(phone)
    note("the result")
    save_result(phone)
    phone.tap("I’ve saved them")
    phone.is_at("/journal")
    site.now += TEN_MINUTES
    phone.go("/quiz")
    phone.until_js(READY)
    choose(phone, site.questionnaire.statements[::-1])
    ask_for_result(phone)
    has_result(phone)
    phone.tap("Save to my journal")
    phone.is_at("/journal")
    note("the journal with two results")
    assert phone.js(f"{SHOWN} === null")
    return told[1:]


def test_what_is_spoken_at_each_step_is_as_written_down_and_no_two_controls_share_a_name(
    pick_up: PickUp, site: Site, engine: str
) -> None:
    told = "\n".join(walk(pick_up(), site)) + "\n"
    kept = Path(__file__).with_name("transcript.txt")
    if os.environ.get("TRANSCRIPT") == "write" and engine == "chromium":
        kept.write_text(told, "utf-8")
    assert told == kept.read_text("utf-8")
