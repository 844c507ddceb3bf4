"""Measure whether lengths tell an answer: of results in the process, and of drafts, forms and cookies on the wire.

1. Every combination of private answers on each of some profiles: the compressed result, and the response to the form.
2. Chromium takes the quiz through nginx (deploy/nginx.conf with other ports and paths), TLS and HTTP/2. A tap between
   them sees what a network sees. One visit for each answer to a private question and to one about context, and for
   none, with scripts and without. The date that nginx sends is up to two bytes longer or shorter by its digits.
3. The same way, three whole visits: every page and file up to the PDF, a draft after each answer, and the service
   worker. Two seconds after a page has loaded, Chromium asks whether the worker has changed, so each part is counted
   once nothing came for three. What still varies by a byte or two is that date, and a signature in the TLS handshake,
   which counts with the start page (590 bytes).

Ends with 1 when two answers differ in length. `--quick` takes few profiles and answers.
"""

import base64
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from playwright.sync_api import Browser, sync_playwright
from serving import database, options
from wire import Tap

from quiz.core.answers import offered_answers
from quiz.core.questionnaire import Questionnaire
from tests.answer_sheets import SEED, Sheet, private_combinations, profiles
from tests.application import content, make_app
from tests.gunicorn import Server
from tests.nginx import serve_site
from tests.web.lengths import answer_lengths, result_lengths
from tests.web.page_client import PageClient

PROFILES = 20
DATE_BYTES = 2
WORKER_SECONDS = 3.0
"""How long nothing may come before a part of a whole visit counts as complete."""
CHOOSE = """names => Object.entries(names).forEach(([name, value]) =>
    [...document.getElementsByName(name)].find(each => each.value.replace(/[.]+$/, "") === value).click())"""
Lengths = dict[str, tuple[int, int]]
"""How many bytes the browser sent and received, by what it did."""


def in_process(client: PageClient, quiz: Questionnaire, number: int) -> bool:
    """Print the lengths for each profile; returns whether none has two."""
    equal = True
    for place, profile in enumerate(profiles(quiz, number), 1):
        sheets = [{**profile, **private} for private in private_combinations(quiz)]
        answers, results = answer_lengths(client, "/quiz", sheets), result_lengths(client, sheets)
        equal = equal and len(answers) == len(results) == 1
        print(f"profile {place}: response to the form {sorted(answers)}, result {sorted(results)}", flush=True)
    return equal


def visit(browser: Browser, tap: Tap, sheet: Sheet, changed: Sheet, *, scripts: bool) -> Lengths:
    """Take the quiz: answer a whole sheet, then some more questions, and ask for the result."""
    context = browser.new_context(java_script_enabled=scripts, service_workers="block")
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


def whole_visit(browser: Browser, tap: Tap, sheet: Sheet) -> None:
    """Print how many bytes a visit up to the PDF receives, below TLS."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    received = {}

    def end(part: str) -> None:
        received[part] = tap.take(WORKER_SECONDS)[1]

    page.goto(f"https://localhost:{tap.port}/", wait_until="networkidle")
    end("start page")
    page.locator("a[href='/before']").first.click()
    page.wait_for_url("**/before")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    end("page before the quiz, and what is kept for use offline")
    page.locator("a[href='/quiz']").click()
    page.wait_for_url("**/quiz")
    end("quiz")
    for id_, answer in sheet.items():
        with page.expect_response("**/quiz/draft"):
            page.evaluate(CHOOSE, _fields({id_: answer}))
    end("drafts")
    page.locator("form.stepper [type=submit].primary").last.dispatch_event("click")
    page.wait_for_url("**/results", wait_until="networkidle")
    end("result and picture")
    with page.expect_download() as download:
        page.locator("a[href*='report.pdf']").first.click()
    download.value.path()
    end("PDF")
    context.close()
    parts = ", ".join(f"{name} {size:,}" for name, size in received.items())
    print(f"A visit up to the PDF: {sum(received.values()):,} bytes ({parts})", flush=True)


def _key_digest(certificate: Path) -> str:
    """Return the digest of a certificate's public key, for which Chromium then takes the certificate as valid.

    Otherwise it would keep nothing from this site in its cache.
    """
    key = load_pem_x509_certificate(certificate.read_bytes()).public_key()
    information = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(information).digest()).decode()


def _fields(sheet: Sheet) -> Sheet:
    return {f"q-{id_}": answer for id_, answer in sheet.items()}


def main() -> None:
    """Measure, and end with 1 when lengths differ."""
    quick = options(__doc__).parse_args().quick
    quiz = content().questionnaire
    assert quiz
    print(f"seed {SEED}")
    equal = in_process(PageClient(make_app()), quiz, 2 if quick else PROFILES)
    public = {"QUIZ_HTTPS": "true", "QUIZ_PROXIES": "1"}
    with (
        database("sqlite-wal") as address,
        Server(address, settings=public).running() as server,
        tempfile.TemporaryDirectory(prefix="steady") as folder,
        serve_site(Path(folder), server.port) as nginx,
        sync_playwright() as playwright,
    ):
        trust = f"--ignore-certificate-errors-spki-list={_key_digest(Path(folder) / 'fullchain.pem')}"
        chromium = os.environ.get("CHROME_PATH")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", trust])
        print("chromium", browser.version)
        tap = Tap(nginx.https)
        for sheet in profiles(quiz, 3):
            whole_visit(browser, tap, sheet)
        equal = on_the_wire(quiz, browser, tap, quick=quick) and equal
        browser.close()
    sys.exit(not equal)


if __name__ == "__main__":
    main()
