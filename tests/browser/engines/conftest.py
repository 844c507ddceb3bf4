"""Each test here runs in every engine that this computer has, by the same steps."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.conftest import Site
from tests.browser.engines.drivers import ENGINES, missing
from tests.browser.engines.phone import Phone

collect_ignore = [f"test_{name}.py" for name in missing()]
PickUp = Callable[..., Phone]
"""Takes a fresh phone in hand; `scripts=False` for one without JavaScript."""
_numbers = count()
PAGE_TIMEOUT_SECONDS = 20


@pytest.fixture(scope="session", params=[name for name in ENGINES if name not in missing()])
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine."""
    return str(request.param)


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, bool], WebDriver]]:
    """Return what starts a browser of an engine, once, and ends all at the end."""
    running: dict[tuple[str, bool], WebDriver] = {}

    def start(name: str, scripts: bool) -> WebDriver:  # noqa: FBT001 positional for the key
        if (name, scripts) not in running:
            driver = ENGINES[name](_downloads(tmp_path_factory, name), scripts=scripts)
            driver.set_page_load_timeout(PAGE_TIMEOUT_SECONDS)
            running[name, scripts] = driver
        return running[name, scripts]

    yield start
    for driver in running.values():
        driver.quit()


@pytest.fixture
def pick_up(
    engine: str, browsers: Callable[[str, bool], WebDriver], site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PickUp]:
    """Return what takes a fresh phone in hand. At the end nothing is open on any."""
    used: list[WebDriver] = []

    def pick_up(*, scripts: bool = True) -> Phone:
        driver = browsers(engine, scripts)
        used.append(driver)
        # Any name below localhost is this computer, and each is a site of its own.
        address = site.address.replace("127.0.0.1", f"phone{next(_numbers)}.localhost")
        # chromedriver waits for ever for the end of a click where JavaScript is off.
        by_script = engine == "chromium" and not scripts
        return Phone(driver, address, _downloads(tmp_path_factory, engine), clicks_by_script=by_script)

    yield pick_up
    for driver in used:
        driver.get("about:blank")


@pytest.fixture
def phone(pick_up: PickUp) -> Phone:
    """Return a fresh phone with JavaScript."""
    return pick_up()


def _downloads(factory: pytest.TempPathFactory, engine: str) -> Path:
    folder = factory.getbasetemp() / f"downloads-{engine}"
    folder.mkdir(exist_ok=True)
    return folder
