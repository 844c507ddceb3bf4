"""The site below a path, as deploy/nginx-path.conf serves it beside the pages of another site."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from quiz.core.questionnaire import Questionnaire
from tests.application import make_app
from tests.browser.offline.conftest import CONTROLLED
from tests.browser.walk import ask_for_result, choose
from tests.nginx import held_port, serve

OWN_SITE = """
server {{
    listen 127.0.0.1:{port} reuseport;
    location / {{ default_type text/html; return 200 "<title>Practice</title>"; }}
    include {folder}/steady-path.conf;
}}
"""
ABSOLUTE = (
    "path => performance.getEntriesByType('resource').map(each => each.name).filter(name => !name.includes(path))"
)


@pytest.fixture
def practice(root: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a practice's own site with Steady below /steady, and return its address."""
    with held_port() as port:
        app = make_app({"PATH": "/steady", "PROXIES": 1, "LEAVE_TO": f"http://localhost:{port}/elsewhere"})
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shipped = (root / "deploy/nginx-path.conf").read_text(encoding="utf-8")
        for old, new in (
            ("unix:/run/steady.sock", f"127.0.0.1:{server.port}"),
            ("/var/log/nginx", str(tmp_path)),
            ("/opt/steady", str(root)),
        ):
            assert old in shipped
            shipped = shipped.replace(old, new)
        (tmp_path / "steady-path.conf").write_text(shipped, encoding="utf-8")
        with serve(tmp_path, OWN_SITE.format(port=port, folder=tmp_path), port):
            yield f"http://127.0.0.1:{port}"
    server.shutdown()
    server.server_close()


def test_a_check_in_below_a_path_with_its_offline_pages_and_the_way_out(
    practice: str, browser: Browser, questionnaire: Questionnaire
) -> None:
    context = browser.new_context(base_url=practice)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.goto("/steady")
    assert page.url == f"{practice}/steady/"
    page.goto("/steady/before")
    page.evaluate(CONTROLLED)
    page.goto("/steady/quiz")
    choose(page, questionnaire.statements, 4)
    ask_for_result(page)
    page.wait_for_url("**/steady/results")
    assert page.evaluate(ABSOLUTE, "/steady/") == []
    page.get_by_role("button", name="Save to my journal").click()
    page.get_by_role("button", name="I’ve saved them").click()
    page.wait_for_url("**/steady/journal")
    assert {cookie.get("path") for cookie in context.cookies()} == {"/steady"}
    context.set_offline(True)
    page.goto("/steady/quiz")
    expect(page.locator("form.stepper")).to_be_attached()
    page.goto("/steady/journal")
    expect(page.get_by_role("heading", name="You’re offline")).to_be_visible()
    context.set_offline(False)
    # The other pages of the host are not the worker's.
    page.goto("/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    page.goto("/steady/")
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("**/elsewhere")
    page.goto("/")
    expect(page).to_have_title("Practice")
    assert context.cookies() == []
    assert page.evaluate("async () => await caches.keys()") == []
    assert [line for line in complaints if "ERR_INTERNET_DISCONNECTED" not in line] == []
    context.close()
