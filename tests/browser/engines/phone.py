"""A phone in a person's hand, whatever engine its browser has: what is seen, tapped and typed on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.webdriver import WebDriver as WebKitGTK

T = TypeVar("T")
PATIENCE_SECONDS = 15
CONTROLS = "self::a or self::button or self::summary or self::label"


class Phone:
    """A browser at a site of its own: no two phones share a host name, and so no cookie, cache or worker.

    `clicks_by_script`: have the driver click by a script of its own, which runs where those of pages do not.
    """

    def __init__(self, driver: WebDriver, address: str, downloads: Path, *, clicks_by_script: bool) -> None:
        self.driver, self.address, self.downloads = driver, address, downloads
        self.clicks_by_script = clicks_by_script
        self.back_hangs = isinstance(driver, WebKitGTK)

    def go(self, path: str) -> None:
        """Type an address of the site."""
        self.driver.get(self.address + path)

    def js(self, script: str, *arguments: object) -> Any:
        """Return the value of an expression; `arguments[0]` and so on stand for the arguments."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def until(self, claim: Callable[[], T]) -> T:
        """Wait until a claim holds, and return it."""
        waiting = WebDriverWait(self.driver, PATIENCE_SECONDS, 0.05, [StaleElementReferenceException])
        return waiting.until(lambda _: claim())

    def until_js(self, expression: str, *arguments: object) -> Any:
        """Wait until an expression is true on the page, and return it."""
        try:
            return self.until(lambda: self.js(expression, *arguments))
        except TimeoutException:
            raise AssertionError(f"never true at {self.driver.current_url}: {expression}") from None

    def all(self, selector: str) -> list[WebElement]:
        """Return everything visible that a CSS selector names."""
        return [found for found in self.driver.find_elements(By.CSS_SELECTOR, selector) if found.is_displayed()]

    def one(self, selector: str) -> WebElement:
        """Wait for what a CSS selector names, and return it."""
        return self.until(lambda: self.all(selector))[0]

    def named(self, name: str) -> list[WebElement]:
        """Return all visible links, buttons, labels and summaries whose text begins so."""
        path = f"//*[{CONTROLS}][starts-with(normalize-space(), {_quoted(name)})]"
        return [found for found in self.driver.find_elements(By.XPATH, path) if found.is_displayed()]

    def tap(self, name: str) -> None:
        """Tap the first link, button, label or summary whose text begins so.

        Where another page is on its way, the control may vanish between being found and being tapped: the next
        page's is tapped then. Wait for that page with `new_page` if both have a control of that name.
        """
        self.until(lambda: self._tap(name))

    def _tap(self, name: str) -> bool:
        controls = self.named(name)
        if not controls:
            return False
        # The header covers what the driver would scroll to its own edge.
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", controls[0])
        if self.clicks_by_script:
            self.driver.execute_script("arguments[0].click()", controls[0])
        else:
            controls[0].click()
        return True

    def back(self) -> None:
        """Press Back. An error page of the browser is no fault: there is nothing of ours on it."""
        with suppress(WebDriverException):
            self.driver.back()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        ActionChains(self.driver, duration=0).send_keys("".join(keys)).perform()

    def sees(self, text: str) -> None:
        """Wait until a text can be read."""
        try:
            self.until(lambda: text in self.driver.find_element(By.TAG_NAME, "body").text)
        except TimeoutException:
            shown = self.driver.find_element(By.TAG_NAME, "body").text
            raise AssertionError(f"{text!r} is not in {shown!r}") from None

    def is_at(self, path: str) -> None:
        """Wait until the page has that address."""
        try:
            self.until(lambda: self.driver.current_url == self.address + path)
        except TimeoutException:
            raise AssertionError(f"{self.driver.current_url} is not {path}") from None

    def has_gone_to(self, address: str) -> None:
        """Wait until the browser is at an address outside."""
        self.until(lambda: self.driver.current_url == address)

    @contextmanager
    def new_page(self) -> Iterator[None]:
        """Wait until another document has taken the place of this one."""
        self.driver.execute_script("window.old = true")
        yield
        self.until(lambda: self.js("!window.old && document.readyState === 'complete'"))


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"
