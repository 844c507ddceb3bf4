#!/usr/bin/python3
"""A phone's WebKit: one window with nothing but a page, for WebKitWebDriver. Runs with Debian's own Python.

The size, whether scripts run, the folder of downloads and so on come from the environment, because the arguments are
WebKitWebDriver's.
"""

import json
import os
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 after the versions are chosen


def view_of(context: WebKit2.WebContext, *, automated: bool) -> WebKit2.WebView:
    """Return a page with the settings that the environment asks for."""
    settings = WebKit2.Settings()
    settings.set_enable_javascript(os.environ["SCRIPTS"] == "on")
    settings.set_enable_page_cache(True)
    settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    return WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=automated)


def window_of(view: WebKit2.WebView) -> Gtk.Window:
    """Show a page in a window of its own, without borders."""
    window = Gtk.Window(decorated=False)
    width, height = (int(part) for part in os.environ["WINDOW"].split("x"))
    window.set_default_size(width, height)
    view.set_size_request(width, height)
    window.add(view)
    window.show_all()
    return window


def save(_context: WebKit2.WebContext, download: WebKit2.Download) -> None:
    """Keep a file that is downloaded."""

    def choose(started: WebKit2.Download, name: str) -> bool:
        started.set_destination((Path(os.environ["DOWNLOADS"]) / name).as_uri())
        return True

    download.connect("decide-destination", choose)


def obey(view: WebKit2.WebView) -> None:
    """Do what each line of standard input says: `go ADDRESS`, `back`, or an expression, whose value is printed."""
    lines = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115 open until the end

    def answer(_view: WebKit2.WebView, result: object) -> None:
        try:
            value = view.evaluate_javascript_finish(result).to_json(0)
        except GLib.Error as error:
            value = json.dumps(str(error))
        sys.stdout.write(f"{value or 'null'}\n")
        sys.stdout.flush()

    def read(_source: object, _condition: object) -> bool:
        # Not buffered: the watch is told only of what has not been read.
        line = lines.readline().decode().rstrip("\n")
        if not line:
            Gtk.main_quit()
        elif line == "back":
            view.go_back()
        elif line.startswith("go "):
            view.load_uri(line.removeprefix("go "))
        else:
            view.evaluate_javascript(line, -1, None, None, None, answer)
        return bool(line)

    GLib.io_add_watch(sys.stdin, GLib.IOCondition.IN | GLib.IOCondition.HUP, read)


def main() -> None:
    """Wait for WebKitWebDriver to ask for a page, or with the argument `plain` for lines that say what to do."""
    context = WebKit2.WebContext.new_ephemeral()
    context.connect("download-started", save)
    if sys.argv[1:] == ["plain"]:
        view = view_of(context, automated=False)
        window_of(view)
        obey(view)
        Gtk.main()
        return
    context.set_automation_allowed(True)

    def start(_context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
        about = WebKit2.ApplicationInfo()
        about.set_name("MiniBrowser")  # the name that Selenium asks for
        session.set_application_info(about)

        def open_page(_session: WebKit2.AutomationSession) -> WebKit2.WebView:
            view = view_of(context, automated=True)
            window_of(view).connect("destroy", Gtk.main_quit)
            return view

        session.connect("create-web-view", open_page)

    context.connect("automation-started", start)
    Gtk.main()


if __name__ == "__main__":
    main()
