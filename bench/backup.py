"""Backs up while results are kept, restores each backup elsewhere, and looks for acknowledged ones missing or half."""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from figures import Figure, conclude
from growth import fill
from kill import CLIENTS, Client
from phone import Answer, Phone
from serving import ROOT, SECRET, Server, asked, database

from quiz.journal.migrate import ready


@dataclass
class Keeper(Client):
    """Somebody who keeps result after result; `slowest` is the longest they waited, in seconds."""

    slowest: float = 0

    def send(self, method: str, path: str, fields: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send until an answer comes, by the clock."""
        began = time.monotonic()
        answer = super().send(method, path, fields)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return answer


@dataclass(frozen=True)
class Backup:
    """A backup, and how many results of each journal were acknowledged before it began."""

    path: Path
    promised: tuple[int, ...]


def command(address: str, *arguments: object) -> None:
    """Run a command on a database, as a host would."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    environment |= {"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": address}
    line = [sys.executable, "-m", "flask", "--app", "app", "quiz", *map(str, arguments)]
    subprocess.run(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


def look(kind: str, backup: Backup, journals: Sequence[tuple[Phone, list[dict[str, str]]]]) -> tuple[int, int, int]:
    """Restore a backup twice into a fresh database and count what it lacks, has doubled, or nobody sent."""
    lost = doubled = strange = 0
    with database(kind) as address:
        for _ in range(2):
            command(address, "restore", backup.path)
        with Server(address).running() as server:
            for (phone, kept), promised in zip(journals, backup.promised, strict=False):
                body = replace(phone, port=server.port).send("GET", "/journal/export.json").body if promised else "{}"
                found = Counter(as_text(result["answers"]) for result in json.loads(body).get("results", ()))
                sent = [as_text(answers) for answers in kept]
                lost += sum((Counter(sent[:promised]) - found).values())
                doubled += sum(times > 1 for times in found.values())
                strange += len(found.keys() - set(sent))
    return lost, doubled, strange


def as_text(answers: dict[str, str]) -> str:
    """Give answers in one writing."""
    return json.dumps(answers, sort_keys=True)


def trial(kind: str, rounds: int, rows: int) -> int:
    """Run one trial; gives the acknowledged results that were lost, doubled or never sent."""
    began, stop, chance = time.monotonic(), threading.Event(), random.Random(kind)
    with tempfile.TemporaryDirectory(prefix="steady") as folder, database(kind) as address:
        ready(address, ROOT).engine.dispose()
        fill(address, rows)
        with Server(address).running() as server:
            keepers = [Keeper(Phone(server.port), stop) for _ in range(CLIENTS)]
            threads = [threading.Thread(target=keeper.run, daemon=True) for keeper in keepers]
            for thread in threads:
                thread.start()
            backups = []
            for number in range(rounds):
                time.sleep(chance.uniform(2, 5))
                promised = [len(keeper.journals[0][1]) if keeper.journals else 0 for keeper in keepers]
                backups.append(Backup(Path(folder) / f"{number}.db", tuple(promised)))
                command(address, "backup", backups[-1].path)
            stop.set()
            for thread in threads:
                thread.join(60)
        journals = [keeper.journals[0] for keeper in keepers]
        counts = [look(kind, backup, journals) for backup in backups]
    lost, doubled, strange = (sum(column) for column in zip(*counts, strict=True))
    acknowledged, promised_ = sum(len(kept) for _, kept in journals), [sum(backup.promised) for backup in backups]
    print(
        f"{kind}: {rounds} backups beside {rows} other rows while {acknowledged} results were kept; "
        f"of {sum(promised_)} acknowledged before a backup began ({promised_}) {lost} lost, {doubled} doubled, "
        f"{strange} never sent; slowest answer {max(keeper.slowest for keeper in keepers):.1f} s, "
        f"{sum(keeper.refused for keeper in keepers)} refused; {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return lost + doubled + strange


def main() -> None:
    """Run a trial on each database."""
    chosen = asked(__doc__ or "", rounds=5, rows=20_000)
    wrong = sum([trial(kind, chosen.rounds, chosen.rows) for kind in chosen.databases])
    conclude(Figure("13", "acknowledged results not in a backup restored", "0", str(wrong), ok=not wrong))


if __name__ == "__main__":
    main()
