"""Run Lighthouse on every page, as a phone on slow 4G, beside a bare page with as many radio buttons.

The bare page is compressed as ours are, and asked for in alternation with each of them: Lighthouse multiplies by four
what the machine takes, so whatever else it does must affect both. LCP is given as a ratio to the bare page's.

Needs Chromium, and Lighthouse from npm (`npm install lighthouse`); LIGHTHOUSE and CHROME_PATH say where they are when
they are not on the PATH. npm is not part of `make dev-ready`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

import brotli
from serving import database, options
from visitor import Visitor, visit

from tests.gunicorn import HOST, ROOT, Server

PAGES = ("/", "/before", "/quiz", "/results", "/journal", "/journal/open", "/about", "/help")
PERSONAL = {"/results", "/journal"}
ZONE_COOKIE = "steady-zone=UTC"
"""As the pages before would have set it; without it, a page with the server's dates is opened twice."""
INDEXED = {"/", "/quiz", "/about", "/help"}
"""Pages that search engines may list; the others fail Lighthouse's SEO on purpose."""
ROUNDS = 3
TRIES = 4
"""Chromium's trace now and then lacks the start of a page (NO_NAVSTART): such a run is tried again."""
RUN_TIMEOUT_SECONDS = 180
MOST_LCP_RATIO, MOST_BYTES = 1.3, 20_000
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 40rem; margin: auto; padding: 1rem; color: #222; background: #fff }
fieldset { margin: 0 0 1rem; border: 1px solid #767676 } label { display: block; padding: .75rem }
"""
HEAD = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="A bare page.">
<style>{STYLE}</style></head><body><main><h1>A bare page</h1><form method="post">"""
OPTIONS = "".join(f'<label><input type="radio" name="s%d" value="{v}"> Answer {v}</label>' for v in range(1, 6))
QUESTIONS = "".join(
    f"<fieldset><legend>Statement {n}</legend>{OPTIONS.replace('%d', str(n))}</fieldset>" for n in range(30)
)
BARE = brotli.compress(f"{HEAD}{QUESTIONS}<button>Send</button></form></main></body></html>".encode())


def bare(_environ: Mapping[str, Any], start: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    """Answer every request with the bare page: a WSGI application for gunicorn."""
    start("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "br"), ("Content-Length", str(len(BARE)))])
    return [BARE]


def look(address: str, cookie: str = "") -> dict[str, float]:
    """Run Lighthouse and return what is judged; raises RuntimeError when it fails each time."""
    with tempfile.TemporaryDirectory(prefix="steady") as folder:
        headers, file = Path(folder) / "headers.json", Path(folder) / "report.json"
        headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
        command = [
            os.environ.get("LIGHTHOUSE", "lighthouse"), address, "--quiet", "--form-factor=mobile",
            "--throttling-method=simulate", f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={headers}",
            "--output=json", f"--output-path={file}", "--chrome-flags=--headless=new --no-sandbox",
        ]  # fmt: skip
        for _ in range(TRIES):
            with suppress(subprocess.TimeoutExpired, FileNotFoundError):
                subprocess.run(command, check=False, capture_output=True, timeout=RUN_TIMEOUT_SECONDS)
                report = json.loads(file.read_text())
                if "runtimeError" not in report:
                    return figures(report)
    raise RuntimeError(f"{address}: Lighthouse gave no figures")


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Return categories (0-100), LCP and TBT (milliseconds), layout shift, and bytes on the wire with headers."""
    audits = report["audits"]
    return {
        **{name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES},
        "lcp": audits["largest-contentful-paint"]["numericValue"],
        "tbt": audits["total-blocking-time"]["numericValue"],
        "cls": round(audits["cumulative-layout-shift"]["numericValue"], 3),
        "bytes": sum(item["transferSize"] for item in audits["network-requests"]["details"]["items"]),
    }


def judge(path: str, site: str, cookie: str, floor: str, rounds: int) -> bool:
    """Print a row of medians for a page; returns whether it meets every target."""
    runs = [(look(f"{site}{path}", cookie), look(f"{floor}/")) for _ in range(rounds)]
    found = {name: median(page[name] for page, _ in runs) for name in runs[0][0]}
    ratio = found["lcp"] / median(other["lcp"] for _, other in runs)
    missed = [name for name in CATEGORIES if found[name] < 100 and (name != "seo" or path in INDEXED)]  # noqa: PLR2004
    missed += (
        ["LCP"] * (ratio > MOST_LCP_RATIO) + ["CLS"] * (found["cls"] > 0) + ["bytes"] * (found["bytes"] > MOST_BYTES)
    )
    scores = " / ".join(f"{found[name]:.0f}" if name != "seo" or path in INDEXED else "–" for name in CATEGORIES)
    row = (path, scores, f"{ratio:.2f}", f"{found['tbt']:.0f}", f"{found['cls']:g}", f"{found['bytes']:,.0f}")
    print(f"| {' | '.join(row)} |" + (f" MISSED: {', '.join(missed)}" if missed else ""), flush=True)
    return not missed


def main() -> None:
    """Print a row for each page, and end with 1 when one misses a target."""
    parser = options(__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="path", help="some pages only")
    chosen = parser.parse_args()
    if not shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse")):
        sys.exit("Lighthouse is missing: npm install --global lighthouse (or LIGHTHOUSE=path/to/lighthouse).")
    print("| page | performance / accessibility / best practices / SEO | LCP, times bare | TBT, ms | CLS | bytes |")
    print("|---|---|---|---|---|---|")
    with database("sqlite-wal") as address:
        beside = {"PYTHONPATH": f"{ROOT}:{ROOT}/bench"}
        ours, floor = Server(address), Server(address, application="lighthouse:bare", settings=beside)
        with ours.running(), floor.running():
            visitor = Visitor(ours.port)
            list(visit(visitor))
            cookie = "; ".join([ZONE_COOKIE, *(f"{name}={value}" for name, value in visitor.cookies.items())])
            site, bare_site = (f"http://{HOST}:{server.port}" for server in (ours, floor))
            rounds = 1 if chosen.quick else ROUNDS
            good = [judge(path, site, cookie if path in PERSONAL else "", bare_site, rounds) for path in chosen.pages]
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
