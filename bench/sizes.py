"""Measure whether lengths tell an answer: of results in the process, and of drafts, forms and cookies on the wire.

1. Every combination of private answers on each of some profiles: the compressed result, and the response to the form.
2. Chromium takes the quiz through nginx (deploy/nginx.conf with other ports and paths), TLS and HTTP/2. A tap between
   them sees what a network sees. One visit for each answer to a private question and to one about context, and for
   none, with scripts and without. The date that nginx sends is up to two bytes longer or shorter by its digits.

3. The same way, a whole visit: every page and file up to the PDF, a draft after each answer, and the service worker.

Ends with 1 when two answers differ in length. `--quick` takes few profiles and answers.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from serving import Server, database
from wire import Tap, nginx

from quiz.core.answers import offered_answers
from quiz.core.questionnaire import Questionnaire
from tests.answer_sheets import SEED, Sheet, private_combinations, profiles
from tests.application import content, make_app
from tests.web.forms import hidden

PROFILES = 20
CHROMIUM = ["--no-sandbox", "--ignore-certificate-errors"]
"""A service worker is only installed where the certificate counts as valid."""
ENCODINGS = "gzip, deflate, br, zstd"
DATE_BYTES = 2
CHOOSE = """names => Object.entries(names).forEach(([name, value]) =>
    [...document.getElementsByName(name)].find(each => each.value.replace(/[.]+$/, "") === value).click())"""
Lengths = dict[str, tuple[int, int]]
"""How many bytes the browser sent and received, by what it did."""


def in_process(app: Flask, quiz: Questionnaire, number: int) -> bool:
    """Print the lengths for each profile; returns whether none has two."""
    equal = True
    for place, profile in enumerate(profiles(quiz, number), 1):
        found = defaultdict[str, set[int]](set)
        for private in private_combinations(quiz):
            client = app.test_client()
            form = hidden(client.get("/quiz").text, "/quiz")
            answers = {f"q-{id_}": value for id_, value in {**profile, **private}.items()}
            sent = client.post("/quiz", data={**form, **answers})
            result = client.get("/results", headers={"Accept-Encoding": ENCODINGS})
            found["response to the form"].add(len(str(sent.headers)))
            found["result"].add(len(str(result.headers)) + len(result.data))
        equal = equal and all(len(lengths) == 1 for lengths in found.values())
        print(f"profile {place}: " + ", ".join(f"{name} {sorted(sizes)}" for name, sizes in found.items()), flush=True)
    return equal


def visit(browser: Browser, tap: Tap, sheet: Sheet, changed: Sheet, *, scripts: bool) -> Lengths:
    """Take the quiz: answer a whole sheet, then some more questions, and ask for the result."""
    context = browser.new_context(ignore_https_errors=True, java_script_enabled=scripts, service_workers="block")
    page = context.new_page()
    page.goto(f"https://localhost:{tap.port}/quiz")
    page.evaluate(CHOOSE, _fields(sheet))
    tap.take()
    found = {}
    if changed:
        page.evaluate(CHOOSE, _fields(changed))
        found["draft"] = tap.take()
    page.locator("form.stepper [type=submit].primary").last.dispatch_event("click")
    page.wait_for_url("**/results", wait_until="load")
    found["form, result and picture"] = tap.take()
    context.close()
    return found


def on_the_wire(quiz: Questionnaire, browser: Browser, tap: Tap, *, quick: bool) -> bool:
    """Print how lengths differ by the answer to each of some questions; returns whether none tells one."""
    *_, profile = profiles(quiz, 3)
    offered, equal = offered_answers(quiz), True
    private = [*quiz.private_option_ids][: 1 if quick else None]
    context = [id_ for id_ in quiz.option_ids if id_ not in quiz.private_option_ids][-1 if quick else 0 :]
    for id_ in (*private, *context):
        rest = {other: answer for other, answer in profile.items() if other != id_}
        for scripts in (True, False):
            # Pages differ by the answers to other questions than private ones: their wordings, and the advice.
            given: Iterator[str] = iter(offered[id_])
            found = [visit(browser, tap, rest, {id_: answer}, scripts=scripts) for answer in given]
            if id_ in private:
                found.append(visit(browser, tap, rest, {}, scripts=scripts))
            equal = _report(id_, found, scripts=scripts, whole=id_ in private) and equal
    return equal


def _report(id_: str, found: list[Lengths], *, scripts: bool, whole: bool) -> bool:
    print(f"{id_}, {'with' if scripts else 'without'} scripts")
    equal = True
    for part in dict.fromkeys(name for lengths in found for name in lengths):
        for way, place in (("sent", 0), ("received", 1)):
            sizes = [lengths[part][place] for lengths in found if part in lengths]
            counts = way == "sent" or part == "draft" or whole
            equal = equal and (not counts or max(sizes) - min(sizes) <= DATE_BYTES)
            print(f"  {part}, {way}: {sizes}{'' if counts else ' (not padded)'}", flush=True)
    return equal


def whole_visit(quiz: Questionnaire, browser: Browser, tap: Tap) -> None:
    """Print how many bytes a visit up to the PDF receives, below TLS."""
    context = browser.new_context(ignore_https_errors=True, accept_downloads=True)
    page = context.new_page()
    *_, profile = profiles(quiz, 3)
    received = {}
    page.goto(f"https://localhost:{tap.port}/", wait_until="networkidle")
    received["start page"] = tap.take()[1]
    page.locator("a[href='/before']").first.click()
    page.wait_for_url("**/before")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    received["page before the quiz, and what is kept for use offline"] = tap.take()[1]
    page.locator("a[href='/quiz']").click()
    page.wait_for_url("**/quiz")
    received["quiz"] = tap.take()[1]
    for id_, answer in profile.items():
        # A private answer waits for the form.
        if id_ in quiz.private_option_ids:
            page.evaluate(CHOOSE, _fields({id_: answer}))
            continue
        with page.expect_response("**/quiz/draft"):
            page.evaluate(CHOOSE, _fields({id_: answer}))
    received["drafts"] = tap.take()[1]
    page.locator("form.stepper [type=submit].primary").last.dispatch_event("click")
    page.wait_for_url("**/results", wait_until="networkidle")
    received["result and picture"] = tap.take()[1]
    with page.expect_download() as download:
        page.locator("a[href*='report.pdf']").first.click()
    download.value.path()
    received["PDF"] = tap.take()[1]
    context.close()
    parts = ", ".join(f"{name} {size:,}" for name, size in received.items())
    print(f"A visit up to the PDF: {sum(received.values()):,} bytes ({parts})")


def _fields(sheet: Sheet) -> Sheet:
    return {f"q-{id_}": answer for id_, answer in sheet.items()}


def main() -> None:
    """Measure, and end with 1 when lengths differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few profiles and answers: to see that all runs")
    chosen = parser.parse_args()
    quiz = content().questionnaire
    assert quiz
    print(f"seed {SEED}", json.dumps({"profiles": 2 if chosen.quick else PROFILES}))
    equal = in_process(make_app(), quiz, 2 if chosen.quick else PROFILES)
    public = {"QUIZ_HTTPS": "true", "QUIZ_PROXIES": "1"}
    with (
        database("sqlite-wal") as address,
        Server(address, settings=public).running() as server,
        nginx(server.port) as port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROME_PATH"), args=CHROMIUM)
        print("chromium", browser.version)
        tap = Tap(port)
        whole_visit(quiz, browser, tap)
        equal = on_the_wire(quiz, browser, tap, quick=chosen.quick) and equal
        browser.close()
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
