"""Lighthouse on every page, as a phone on slow 4G sees it, beside a bare page with as many radio buttons.

The bare page is packed as ours are, and asked for in turns with each of them: Lighthouse multiplies by four what the
machine takes, so what else it does must fall on both. A picture of low priority is not in its LCP.

Now and then Chromium's trace lacks the start of a page, and Lighthouse ends with NO_NAVSTART: such a run is
tried again, `TRIES` times in all. A page that still fails is missed, and the others are still asked for.

Needs Chromium, and Lighthouse from npm (npm install lighthouse); LIGHTHOUSE and CHROME_PATH say where when they are
not found. Run by hand: npm is not part of the set-up.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from phone import CODE, HOST, TOKEN, Phone, form, questionnaire, sheet
from serving import Server, database

ROUNDS = 3
TRIES = 4
"""How often one run is tried."""
FULL = 100
FIRST_VIEW, SCRIPTS, PAINT = 20_000, 8_000, 1.3
PUBLIC = {"/", "/quiz", "/about", "/help"}
CATEGORIES = {"performance": "perf", "accessibility": "a11y", "best-practices": "best", "seo": "seo"}


def kept(server: Server) -> str:
    """Take the quiz, keep the result and give the cookies."""
    phone, answers = Phone(server.port), form(sheet(questionnaire(), 123_456))
    phone.read_fields(phone.send("GET", "/quiz"))
    phone.send("POST", "/quiz", answers)
    page = phone.send("GET", "/results").body
    token, code = TOKEN.search(page), CODE.search(page)
    assert token
    assert code
    assert phone.send("POST", "/journal/keep", [("csrf_token", token[1]), ("code", code[1])]).kept
    phone.send("POST", "/journal/words/noted", [("csrf_token", token[1])])
    return "; ".join(f"{name}={value}" for name, value in phone.cookies.items())


class Unseen(Exception):
    """Lighthouse gave no figures."""


def look(address: str, headers: Mapping[str, str]) -> dict[str, float]:
    """Run Lighthouse, anew when it fails itself, and give what is judged."""
    for left in reversed(range(TRIES)):
        report = ask(address, headers)
        if not (fault := report.get("runtimeError")):
            return figures(report)
        print(f"{address}: {fault['code']}, {f'{left} tries left' if left else 'given up'}", file=sys.stderr)
    raise Unseen(address)


def ask(address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """Run Lighthouse once, and give its report, which says `runtimeError` when it failed."""
    program = os.environ.get("LIGHTHOUSE", "lighthouse")
    with tempfile.TemporaryDirectory(prefix="steady") as folder:
        extra, report = Path(folder) / "headers.json", Path(folder) / "report.json"
        extra.write_text(json.dumps(headers))
        command = [
            program, address, "--quiet", "--form-factor=mobile", "--throttling-method=simulate",
            f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={extra}", "--output=json",
            f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox",
        ]  # fmt: skip
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=180)
            found: dict[str, Any] = json.loads(report.read_text())
        except (subprocess.TimeoutExpired, FileNotFoundError):
            return {"runtimeError": {"code": "no report"}}
        return found


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Take out what is judged: categories 0-100, milliseconds, shift, and bytes on the wire."""
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    scripts = [each["transferSize"] for each in requests if each.get("resourceType") == "Script"]
    return {
        **{short: round(100 * report["categories"][name]["score"]) for name, short in CATEGORIES.items()},
        "lcp": audits["largest-contentful-paint"]["numericValue"],
        "tbt": audits["total-blocking-time"]["numericValue"],
        "cls": audits["cumulative-layout-shift"]["numericValue"],
        "bytes": sum(each["transferSize"] for each in requests),
        "js": sum(scripts),
    }


def missed(path: str, found: Mapping[str, float], floor: float) -> list[str]:
    """Name the targets that a page misses."""
    wanted = {
        "perf": found["perf"] == FULL, "a11y": found["a11y"] == FULL, "best": found["best"] == FULL,
        "seo": found["seo"] == FULL or path not in PUBLIC, "lcp": found["lcp"] <= PAINT * floor,
        "tbt": round(found["tbt"]) == 0, "cls": round(found["cls"], 3) == 0, "bytes": found["bytes"] <= FIRST_VIEW,
        "js": found["js"] <= SCRIPTS,
    }  # fmt: skip
    return [name for name, good in wanted.items() if not good]


def in_turns(ours: Server, floor: Server, path: str) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Give the figures of a page and of the bare one, of each round."""
    cookie = {"Cookie": kept(ours)} if path in {"/results", "/journal"} else {}
    rounds = [
        (look(f"http://{HOST}:{ours.port}{path}", cookie), look(f"http://{HOST}:{floor.port}/bare", {}))
        for _ in range(ROUNDS)
    ]
    return [page for page, _ in rounds], [bare for _, bare in rounds]


def judge(path: str, reports: list[dict[str, float]], bare: list[dict[str, float]]) -> bool:
    """Print a page's row, of medians, and say whether it meets every target."""
    found = {name: median(each[name] for each in reports) for name in reports[0]}
    paint = median(each["lcp"] for each in bare)
    bad = missed(path, found, paint)
    scores = "/".join(f"{found[short]:.0f}" for short in CATEGORIES.values())
    blocked, still = (", ".join(f"{each['tbt']:.0f}" for each in runs) for runs in (reports, bare))
    print(
        f"{path:14} {scores}, LCP {found['lcp'] / paint:.2f} times bare, "
        f"TBT {found['tbt']:.0f} ms (runs {blocked}; bare {still}), "
        f"CLS {found['cls']:.4f}, {found['bytes']:.0f} bytes, scripts {found['js']:.0f}"
        + (f" MISSED: {', '.join(bad)}" if bad else ""),
        flush=True,
    )
    return not bad


def main() -> None:
    """Print a row for each page, and fail when a target is missed."""
    if not shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse")):
        sys.exit("Lighthouse is missing: npm install --global lighthouse (or LIGHTHOUSE=path/to/lighthouse).")
    chosen = sys.argv[1:] or ["/", "/before", "/quiz", "/results", "/journal", "/journal/open", "/about", "/help"]
    faults = []
    with database("sqlite-delete") as address:
        ours, floor = Server(address), Server(address, application="floor:app")
        with ours.running(), floor.running():
            for path in chosen:
                try:
                    good = judge(path, *in_turns(ours, floor, path))
                except Unseen:
                    print(f"{path:14} MISSED: no figures", flush=True)
                    good = False
                faults += [] if good else [path]
    sys.exit(f"Missed at {', '.join(faults)}." if faults else 0)


if __name__ == "__main__":
    main()
