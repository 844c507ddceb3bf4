"""Sends 200 phones at once through nginx to two servers, then kills one server after the other under that load."""

import argparse
import http.client
import json
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from figures import Figure, conclude
from phone import Answer, Phone, form, questionnaire, sheet
from site_parts import Site, site, stop_unless_there

QUIZ = questionnaire()
ALONE = 20
"""Walks of one phone with the site to itself."""
TAKES = 2
"""Results that a phone keeps in one walk."""


@dataclass
class Walker:
    """Somebody who walks the whole way once or more, and what they saw of it."""

    site: Site
    number: int
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    journals: list[tuple[Phone, list[dict[str, str]]]] = field(default_factory=list)

    def walk(self) -> None:
        """Take the quiz twice, keep both results, and look at everything there is."""
        # An address of their own, as for limits on how much may come from one.
        source = f"127.1.{self.number // 250}.{self.number % 250 + 1}"
        phone, kept = Phone(self.site.port, tls=self.site.tls, source=source), list[dict[str, str]]()
        self.journals.append((phone, kept))
        for path in ("/", "/before"):
            self.send(phone, "GET", path)
        for number in range(TAKES):
            answers = sheet(QUIZ, self.number * 50 + len(self.journals) * TAKES + number)
            if number:
                self.send(phone, "POST", "/quiz/again", [("", "")])
            phone.read_fields(self.send(phone, "GET", "/quiz"))
            self.send(phone, "POST", "/quiz/draft", form(answers)[:10])
            self.send(phone, "POST", "/quiz", form(answers))
            phone.read_fields(self.send(phone, "GET", "/results"))
            self.send(phone, "GET", "/results/profile.svg")
            if number:
                # The other button makes a new journal; this one adds to what is open.
                phone.fields.pop("code")
            if self.send(phone, "POST", "/journal/keep", [("", "")]).kept:
                kept.append(answers)
            if not number:
                self.send(phone, "POST", "/journal/words/noted", [("", "")])
            self.send(phone, "GET", "/journal")
        self.send(phone, "GET", "/results/report.pdf")

    def send(self, phone: Phone, method: str, path: str, fields: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send until an answer comes that is no error; each error is written down."""
        while True:
            began = time.monotonic()
            try:
                answer = phone.send(method, path, fields)
            except (OSError, http.client.HTTPException) as fault:
                self.errors.append(f"{method} {path} {type(fault).__name__}")
            else:
                self.seconds.append(time.monotonic() - began)
                if answer.status < http.HTTPStatus.BAD_REQUEST:
                    return answer
                self.errors.append(f"{method} {path} {answer.status}")
            if len(self.errors) > 100:  # noqa: PLR2004 nothing comes of this any more
                raise SystemExit(f"Too many errors: {Counter(self.errors)}")
            time.sleep(0.2)

    def compare(self) -> Counter[str]:
        """Count acknowledged results that their journals lack or have more than once, and what else is in them."""
        found: Counter[str] = Counter()
        for phone, kept in self.journals:
            body = self.send(phone, "GET", "/journal/export.json").body if kept else '{"results": []}'
            there = Counter(json.dumps(one["answers"], sort_keys=True) for one in json.loads(body)["results"])
            wanted = Counter(json.dumps(one, sort_keys=True) for one in kept)
            found["acknowledged"] += len(kept)
            found["lost"] += sum((wanted - there).values())
            found["doubled"] += sum(times > 1 for times in there.values())
            found["never sent"] += len(there.keys() - wanted.keys())
        return found


def all_at_once(walkers: Sequence[Walker], act: Callable[[Walker], object]) -> None:
    """Let everybody begin at the same moment, and wait for the last."""
    line = threading.Barrier(len(walkers))

    def begin(walker: Walker) -> None:
        line.wait(60)
        act(walker)

    threads = [threading.Thread(target=begin, args=(walker,), daemon=True) for walker in walkers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(600)
    assert not any(thread.is_alive() for thread in threads), "somebody is still on the way"


def slowest_hundredth(walkers: Sequence[Walker]) -> float:
    """Give the seconds that one request in a hundred takes at least."""
    seconds = sorted(one for walker in walkers for one in walker.seconds)
    return seconds[len(seconds) * 99 // 100]


def told(what: str, walkers: Sequence[Walker], counts: Counter[str]) -> int:
    """Print what a phase came to; gives the number of results lost, doubled or never sent."""
    errors = Counter(error for walker in walkers for error in walker.errors)
    requests = sum(len(walker.seconds) for walker in walkers)
    print(
        f"{what}: {requests} requests, {errors.total()} errors {dict(errors) or ''}; {counts['acknowledged']} keeps "
        f"acknowledged, {counts['lost']} lost, {counts['doubled']} doubled, {counts['never sent']} never sent; "
        f"p99 {slowest_hundredth(walkers):.2f} s",
        flush=True,
    )
    return counts["lost"] + counts["doubled"] + counts["never sent"]


def kill_in_turns(here: Site, kills: int, done: threading.Event) -> None:
    """End one server after the other with SIGKILL and start each again.

    Between two deaths there is time for who waited in line at the first one: each server is asked once, and one that
    dies takes its whole line along.
    """
    chance = random.Random("two servers")
    for number in range(kills):
        time.sleep(chance.uniform(15, 25))
        server = here.servers[number % 2]
        server.end(signal.SIGKILL)
        time.sleep(chance.uniform(0, 1))
        server.start()
    done.set()


def counted(walkers: Sequence[Walker]) -> Counter[str]:
    """Look into everybody's journals."""
    return sum((walker.compare() for walker in walkers), Counter[str]())


def main() -> None:
    """Run one phone alone, all at once, and all at once while servers die."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--kills", type=int, default=4)
    chosen = parser.parse_args()
    stop_unless_there()
    with site() as here:
        alone = [Walker(here, 0) for _ in range(ALONE)]
        for walker in alone:
            walker.walk()
        wrong = told("one phone alone", alone, counted(alone))
        together = [Walker(here, number) for number in range(chosen.phones)]
        all_at_once(together, Walker.walk)
        ratio = slowest_hundredth(together) / slowest_hundredth(alone)
        wrong += told(f"{chosen.phones} phones at once", together, counted(together))
        wrong += sum(len(walker.errors) for walker in (*alone, *together))
        print(f"p99 of {chosen.phones} at once against one alone: ratio {ratio:.0f}")

        done, unlucky = threading.Event(), [Walker(here, number) for number in range(chosen.phones)]

        def go_on(walker: Walker) -> None:
            while not done.is_set():
                walker.walk()

        killer = threading.Thread(target=kill_in_turns, args=(here, chosen.kills, done), daemon=True)
        killer.start()
        all_at_once(unlucky, go_on)
        killer.join(60)
        what = f"{chosen.phones} phones while servers were killed {chosen.kills} times"
        wrong += told(what, unlucky, counted(unlucky))
    what = f"errors of {chosen.phones} phones at once, and results lost or doubled while servers died"
    conclude(Figure("5", what, "0", f"{wrong}; p99 {ratio:.0f} times that of one phone alone", ok=not wrong))


if __name__ == "__main__":
    main()
