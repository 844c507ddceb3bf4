"""What the tests without a network do to a page and its server."""

from playwright.sync_api import Page

from tests.browser.conftest import Host

TAKEN_CARE_OF = """() => new Promise(done => {
    const workers = navigator.serviceWorker;
    workers.controller ? done() : workers.addEventListener("controllerchange", () => done());
})"""


def disconnect(page: Page, host: Host) -> None:
    """Take the network away: the browser knows, and the server is out of reach too."""
    page.context.set_offline(True)
    host.stop()


def reconnect(page: Page, host: Host) -> None:
    """Bring the network back."""
    host.resume()
    page.context.set_offline(False)


def checked(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll(':checked')].map(each => [each.name, each.value]))"
    )
    return found
