"""Eight browsers look at a journal of 1,000 results again and again: what do people on ordinary pages notice?"""

import argparse
import secrets
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from figures import Figure, conclude
from phone import Phone, questionnaire, sheet
from serving import ROOT, SECRET, Server, database

from quiz.core.answers import parse_answers
from quiz.journal.passphrase import WordList
from quiz.progress.history import SavedResult
from quiz.web import create_app

QUIZ = questionnaire()
FIRST = datetime(2024, 1, 1, 20, tzinfo=UTC)
PATHS = ("/journal", "/journal/picture.svg", "/journal/900/report.pdf?journal=yes")
ORDINARY = ("/", "/quiz", "/about", "/help")
WORST = 2.0
"""Seconds that an ordinary page may take at worst meanwhile, on two shared cores."""


def takes(count: int, letters: int) -> list[SavedResult]:
    """Make results, one a day; `letters` more in each statement, and then no two questionnaires the same."""
    found = []
    for number in range(count):
        asked = QUIZ
        if letters:
            pad = f"{number:04}" + "x" * letters
            asked = replace(QUIZ, statements=tuple(replace(one, text=one.text + pad) for one in QUIZ.statements))
        answers, _ = parse_answers(asked, sheet(asked, number))
        found.append(SavedResult.from_answers(secrets.token_hex(16), FIRST + timedelta(days=number), asked, answers))
    return found


def cookies(address: str, results: list[SavedResult]) -> dict[str, str]:
    """Make a journal of results, open it by its words, and give the cookies of the browser that did."""
    app = create_app({"SECRET_KEY": SECRET, "DATABASE_URL": address})
    app.config["WTF_CSRF_ENABLED"] = False
    journals, code = app.extensions["journals"](), WordList.read(ROOT / "static" / "words.txt").new_code()
    journals.make(journals.key(code), results)
    browser = app.test_client()
    assert browser.post("/journal/open", data={"words": code}).location == "/journal"
    journals.database.engine.dispose()
    cookie = browser.get_cookie("steady")
    assert cookie
    return {"steady": cookie.value}


@dataclass
class Crowd:
    """Browsers that ask for the same again and again, until told to stop."""

    port: int
    cookies: dict[str, str]
    stop: threading.Event = field(default_factory=threading.Event)
    answers: Counter[int] = field(default_factory=Counter)

    @contextmanager
    def looking(self, browsers: int) -> Iterator[None]:
        """Have so many look until the block is over."""
        threads = [threading.Thread(target=self.look, args=(number,), daemon=True) for number in range(browsers)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join(120)

    def look(self, number: int) -> None:
        """Ask in turns; whoever is asked to wait waits a second."""
        while not self.stop.is_set():
            for path in PATHS[number % len(PATHS) :] + PATHS[: number % len(PATHS)]:
                status = Phone(self.port, cookies=dict(self.cookies)).send("GET", path).status
                self.answers[status] += 1
                if status != 200:  # noqa: PLR2004
                    self.stop.wait(1)


def seconds(port: int, requests: int) -> list[float]:
    """Give the seconds that each of so many ordinary pages takes, asked for one after the other."""
    found = []
    for number in range(requests):
        began = time.perf_counter()
        assert Phone(port).send("GET", ORDINARY[number % len(ORDINARY)]).status == 200  # noqa: PLR2004
        found.append(time.perf_counter() - began)
    return found


def main() -> None:
    """Ask for ordinary pages alone, and while others look at their long journal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browsers", type=int, default=8)
    parser.add_argument("--results", type=int, default=1000)
    parser.add_argument("--letters", type=int, default=0, help="letters more in each statement, each time others")
    parser.add_argument("--requests", type=int, default=300)
    chosen = parser.parse_args()
    with database("sqlite-wal") as address:
        opened = cookies(address, takes(chosen.results, chosen.letters))
        with Server(address).running() as server:
            crowd = Crowd(server.port, opened)
            lone = []
            for path in PATHS:
                began = time.perf_counter()
                assert Phone(server.port, cookies=dict(opened)).send("GET", path).status == 200  # noqa: PLR2004
                lone.append(f"{path} {time.perf_counter() - began:.2f} s")
            alone = seconds(server.port, chosen.requests)
            with crowd.looking(chosen.browsers):
                time.sleep(1)
                crowded = seconds(server.port, chosen.requests)
    print(f"one look alone: {', '.join(lone)}; answers meanwhile: {dict(crowd.answers)}")
    for what, found in (("alone", alone), (f"beside {chosen.browsers}", crowded)):
        print(f"an ordinary page {what}: median {statistics.median(found):.3f} s, worst {max(found):.2f} s", flush=True)
    what = f"an ordinary page at worst while {chosen.browsers} look at a journal of {chosen.results} results"
    counted = f"{max(crowded):.2f} s of {chosen.requests}, median {statistics.median(crowded):.3f} s"
    conclude(Figure("-", what, f"{WORST} s", counted, ok=max(crowded) <= WORST))


if __name__ == "__main__":
    main()
