"""Count results that were lost or doubled: when the server is killed, when a button is pressed five times, in a backup.

Six people over HTTP save result after result, each with answers that no other result of theirs has. A result counts as
acknowledged when the page with the passphrase came, or the redirect to the journal. What was not answered is sent
again with the same cookies and form. At the end every journal is exported and compared with what was acknowledged.

A killed process is not a power cut: for that, the claim rests on `synchronous=FULL` and `fsync`.
"""

import http.client
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from serving import DATABASES, database, options
from visitor import NOTHING, Answer, Fields, Visitor, answer_sheet

from tests.gunicorn import ROOT, Server, environment
from tests.web.forms import words

PEOPLE = 6
PRESSES = 5
STOP_TIMEOUT_SECONDS = 120
Result = dict[str, str]


@dataclass
class Journal:
    """A person with a journal of their own: what was acknowledged, and how many saves were sent again."""

    visitor: Visitor
    saved: list[Result] = field(default_factory=list)
    resent: int = 0
    words: str = ""

    def take_quiz(self) -> tuple[Result, Fields]:
        """Take the quiz with new answers; returns them, and the form that saves the result."""
        if self.saved:
            self.send("/quiz/again", self.send("/results").form("/quiz/again"))
        quiz = self.send("/quiz")
        chosen = answer_sheet(list(quiz.questions()), len(self.saved))
        self.send("/quiz", {**quiz.form("/quiz"), **chosen})
        # Forms pad values with dots, so that all are equally long.
        answers = {name.removeprefix("q-"): value.rstrip(".") for name, value in chosen.items()}
        return answers, self.send("/results").form("/journal/keep")

    def save_one(self) -> None:
        """Take the quiz and save its result; sends it until that is acknowledged."""
        answers, form = self.take_quiz()
        while not (answer := self.send("/journal/keep", form)).saved:
            time.sleep(0.1)
        self.words = self.words or words(answer.text)
        self.saved.append(answers)

    def send(self, path: str, fields: Fields = NOTHING) -> Answer:
        """Send a form, or ask for a page when there are no fields, until there is a response."""
        while True:
            try:
                return self.visitor.send(path, fields)
            except (OSError, http.client.HTTPException) as error:
                # A refused connection was no save; one that was cut off may have been.
                self.resent += path == "/journal/keep" and not isinstance(error, ConnectionRefusedError)
                time.sleep(0.02)

    def compare(self, port: int, promised: int) -> Counter[str]:
        """Count what a server lost of the first results, what it has twice, and what was never sent."""
        if not promised:
            return Counter()
        export = deepcopy(self.visitor)
        export.port = port
        # A restored database knows of no journal that was open anywhere.
        form = export.send("/journal/open").form("/journal/open")
        export.send("/journal/open", {**form, "words": self.words})
        stored = json.loads(export.send("/journal/export.json").content)["results"]
        found = Counter(json.dumps(result["answers"], sort_keys=True) for result in stored)
        sent = [json.dumps(answers, sort_keys=True) for answers in self.saved]
        return Counter(
            {
                "acknowledged": promised,
                "lost": sum(one not in found for one in sent[:promised]),
                "doubled": sum(times > 1 for times in found.values()),
                "never sent": sum(one not in sent for one in found),
            }
        )


@contextmanager
def writing(port: int) -> Iterator[list[Journal]]:
    """Let people save results until the end of the block."""
    stop, journals = threading.Event(), [Journal(Visitor(port)) for _ in range(PEOPLE)]

    def write(journal: Journal) -> None:
        while not stop.is_set():
            journal.save_one()

    threads = [threading.Thread(target=write, args=(journal,), daemon=True) for journal in journals]
    for thread in threads:
        thread.start()
    yield journals
    stop.set()
    for thread in threads:
        thread.join(STOP_TIMEOUT_SECONDS)


def saved(journals: Sequence[Journal]) -> list[int]:
    """Return how many results of each journal were acknowledged so far."""
    return [len(journal.saved) for journal in journals]


def kill(kind: str, kills: int, results: int) -> bool:
    """Kill master and workers and start them again until enough was saved; returns whether all of it is there."""
    killed = 0
    with database(kind) as address, Server(address).running() as server:
        with writing(server.port) as journals:
            while killed < kills or sum(saved(journals)) < results:
                time.sleep(random.uniform(0.4, 1.6))
                server.stop(signal.SIGKILL)
                server.start()
                killed += 1
        counts = [journal.compare(server.port, len(journal.saved)) for journal in journals]
    resent = sum(journal.resent for journal in journals)
    return concluded(f"{kind}, killed {killed} times, {resent} saves cut off and sent again", counts)


def press(kind: str, results: int) -> bool:
    """Send each result five times at the same moment; returns whether there is one row of each, all acknowledged."""
    acknowledged = 0
    with database(kind) as address, Server(address).running() as server, ThreadPoolExecutor(PRESSES) as pool:
        for _ in range(results // 2):
            journal = Journal(Visitor(server.port))
            for _ in range(2):  # the first result makes a journal, the second is added to it
                answers, form = journal.take_quiz()
                fingers = [deepcopy(journal.visitor) for _ in range(PRESSES)]
                sent = [pool.submit(finger.send, "/journal/keep", form) for finger in fingers]
                acknowledged += sum(press.result().saved for press in sent)
                journal.visitor = fingers[0]
                journal.saved.append(answers)
        rows = count_rows(address)
    print(f"{kind}, {results} results sent {PRESSES} times: {rows} rows, {acknowledged} acknowledged", flush=True)
    return (rows, acknowledged) == (results, results * PRESSES)


def count_rows(address: str) -> int:
    """Return the number of results in a database. A backup is an SQLite database, whatever it is a backup of."""
    with tempfile.TemporaryDirectory(prefix="steady") as folder:
        command(address, "backup", f"{folder}/backup.db")
        with closing(sqlite3.connect(f"{folder}/backup.db")) as file:
            return int(file.execute("SELECT count(*) FROM result").fetchone()[0])


def backup(kind: str, rounds: int) -> bool:
    """Back up while results are saved, and restore each; returns whether all acknowledged before it began are there."""
    with tempfile.TemporaryDirectory(prefix="steady") as folder, database(kind) as address:
        backups: list[tuple[Path, list[int]]] = []
        with Server(address).running() as server, writing(server.port) as journals:
            for number in range(rounds):
                time.sleep(random.uniform(2, 5))
                while sum(saved(journals)) < (number + 1) * PEOPLE:  # on a slow machine, too, each has something new
                    time.sleep(0.1)
                backups.append((Path(folder) / f"{number}.db", saved(journals)))
                command(address, "backup", str(backups[-1][0]))
        counts = []
        for file, promised in backups:
            with database(kind) as empty:
                command(empty, "restore", str(file))
                with Server(empty).running() as server:
                    pairs = zip(journals, promised, strict=True)
                    counts += [journal.compare(server.port, number) for journal, number in pairs]
    return concluded(f"{kind}, {rounds} backups under load, restored", counts)


def command(address: str, *arguments: str) -> None:
    """Run a command of the application on a database, as a host would."""
    line = [sys.executable, "-m", "flask", "--app", "app", "quiz", *arguments]
    subprocess.run(line, cwd=ROOT, env=environment(address), stdout=subprocess.DEVNULL, check=True)


def concluded(what: str, counts: Sequence[Counter[str]]) -> bool:
    """Print the sum of some comparisons; returns whether nothing was lost, doubled or never sent."""
    total = sum(counts, Counter[str]())
    names = ("acknowledged", "lost", "doubled", "never sent")
    print(f"{what}: {', '.join(f'{total[name]} {name}' for name in names)}", flush=True)
    return total["acknowledged"] == total.total() > 0


def main() -> None:
    """Run each trial on each database, and end with 1 when something was lost or doubled."""
    kills, results, presses, rounds = (2, 6, 4, 1) if options(__doc__).parse_args().quick else (20, 1700, 200, 5)
    trials = [(kill, (kills, results)), (press, (presses,)), (backup, (rounds,))]
    good = [trial(kind, *numbers) for kind in DATABASES for trial, numbers in trials]
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
