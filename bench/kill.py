"""Kills the server again and again while results are kept, and looks for acknowledged ones lost or doubled."""

import http.client
import json
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from figures import Figure, conclude
from phone import Answer, Phone, form, questionnaire, sheet
from serving import Server, asked, database

CLIENTS = 6
MOST_EACH = 900
"""Results in one journal; after that a client makes another one."""
QUIZ = questionnaire()


@dataclass
class Client:
    """Somebody who keeps one result after the other, and sends again what was not answered."""

    phone: Phone
    stop: threading.Event
    journals: list[tuple[Phone, list[dict[str, str]]]] = field(default_factory=list)
    resent: int = 0
    refused: int = 0

    def run(self) -> None:
        """Keep results until told to stop."""
        while not self.stop.is_set():
            if not self.journals or len(self.journals[-1][1]) >= MOST_EACH:
                self.phone = Phone(self.phone.port)
                self.phone.read_fields(self.send("GET", "/quiz"))
                self.journals.append((self.phone, []))
            self.keep_one(self.journals[-1][1])

    def keep_one(self, kept: list[dict[str, str]]) -> None:
        """Take the quiz, and keep the result until that is acknowledged."""
        answers = sheet(QUIZ, len(kept))
        if kept:
            self.send("POST", "/quiz/again", [("", "")])
        self.send("POST", "/quiz", form(answers))
        if not kept:
            self.phone.read_fields(self.send("GET", "/results"))
        while not self.send("POST", "/journal/keep", [("", "")]).kept:
            self.refused += 1
            time.sleep(0.1)
        kept.append(answers)

    def send(self, method: str, path: str, fields: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send until an answer comes."""
        while True:
            try:
                return self.phone.send(method, path, fields)
            except (OSError, http.client.HTTPException) as fault:
                # A connection refused was no submit; one that was cut off may have been.
                self.resent += path == "/journal/keep" and not isinstance(fault, ConnectionRefusedError)
                time.sleep(0.02)


def compare(phone: Phone, kept: list[dict[str, str]]) -> tuple[int, int, int]:
    """Count acknowledged results that a journal lacks, that it has more than once, and what else is in it."""
    export = json.loads(phone.send("GET", "/journal/export.json").body)
    found = Counter(json.dumps(result["answers"], sort_keys=True) for result in export["results"])
    wanted = Counter(json.dumps(answers, sort_keys=True) for answers in kept)
    lost = sum((wanted - found).values())
    doubled = sum(times > 1 for times in found.values())
    return lost, doubled, len(found.keys() - wanted.keys())


def trial(kind: str, kills: int, results: int, seed: int) -> tuple[int, int, int]:
    """Run one trial; gives the kills, the acknowledged results, and those that were lost, doubled or never sent."""
    began, killed, stop = time.monotonic(), 0, threading.Event()
    chance = random.Random(f"{seed} {kind}")
    with database(kind) as address, Server(address).running() as server:
        clients = [Client(Phone(server.port), stop) for _ in range(CLIENTS)]
        threads = [threading.Thread(target=client.run, daemon=True) for client in clients]
        for thread in threads:
            thread.start()
        while killed < kills or sum(len(kept) for c in clients for _, kept in c.journals) < results:
            time.sleep(chance.uniform(0.4, 1.6))
            server.end(signal.SIGKILL)
            server.start()
            killed += 1
        stop.set()
        for thread in threads:
            thread.join(60)
        journals = [journal for client in clients for journal in client.journals]
        acknowledged = sum(len(kept) for _, kept in journals)
        counts = [compare(phone, kept) for phone, kept in journals if kept]
    lost, doubled, strange = (sum(column) for column in zip(*counts, strict=True))
    resent, refused = sum(c.resent for c in clients), sum(c.refused for c in clients)
    print(
        f"{kind}: {killed} kills, {acknowledged} acknowledged, {lost} lost, {doubled} doubled, {strange} never sent; "
        f"{resent} keeps cut off and sent again, {refused} refused; {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return killed, acknowledged, lost + doubled + strange


def main() -> None:
    """Run a trial on each database."""
    chosen = asked(__doc__ or "", kills=20, results=1700, seed=1)
    trials = [trial(kind, chosen.kills, chosen.results, chosen.seed) for kind in chosen.databases]
    killed, acknowledged, wrong = (sum(column) for column in zip(*trials, strict=True))
    what = f"acknowledged results lost or doubled when the server is killed ({', '.join(chosen.databases)})"
    target, counted = "0, after 20 kills each and 5,000 acknowledged", f"{wrong} of {acknowledged} after {killed} kills"
    conclude(Figure("3", what, target, counted, ok=not wrong, seed=str(chosen.seed)))


if __name__ == "__main__":
    main()
