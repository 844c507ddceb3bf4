"""Sends each of 200 results five times at the same moment, and counts the rows there are afterwards."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

from figures import Figure, conclude
from phone import Answer, Phone, form, questionnaire, sheet
from serving import ROOT, Server, asked, database
from sqlalchemy import func, select

from quiz.journal.database import Database, read_url
from quiz.journal.tables import result

TIMES = 5
EACH = 2
"""Results of one phone: the first makes a journal, the second is added to it."""
QUIZ = questionnaire()


def keep_at_once(phone: Phone, pool: ThreadPoolExecutor) -> list[Answer]:
    """Press the button that keeps a result several times, with the same cookies and the same form."""
    line = threading.Barrier(TIMES)

    def press(finger: Phone) -> Answer:
        line.wait(30)
        return finger.send("POST", "/journal/keep", [("", "")])

    fingers = [deepcopy(phone) for _ in range(TIMES)]
    answers = list(pool.map(press, fingers))
    phone.cookies = fingers[0].cookies
    return answers


def trial(kind: str, tokens: int) -> tuple[int, int]:
    """Give the rows there are afterwards, and the presses that were acknowledged."""
    began, acknowledged = time.monotonic(), 0
    with database(kind) as address, Server(address).running() as server, ThreadPoolExecutor(TIMES) as pool:
        for _ in range(tokens // EACH):
            phone = Phone(server.port)
            phone.read_fields(phone.send("GET", "/quiz"))
            for number in range(EACH):
                phone.send("POST", "/quiz", form(sheet(QUIZ, number)))
                phone.read_fields(phone.send("GET", "/results"))
                acknowledged += sum(answer.kept for answer in keep_at_once(phone, pool))
        there = Database.at(read_url(address, ROOT))
        with there.reading() as connection:
            rows = connection.scalar(select(func.count()).select_from(result))
        there.engine.dispose()
    sent = tokens // EACH * EACH
    seconds = time.monotonic() - began
    print(
        f"{kind}: {sent} results x {TIMES} submits at once: {rows} rows (target {sent}), "
        f"{acknowledged} of {sent * TIMES} acknowledged; {seconds:.0f} s",
        flush=True,
    )
    return rows or 0, acknowledged


def main() -> None:
    """Run a trial on each database."""
    chosen = asked(__doc__ or "", tokens=200)
    rows = [trial(kind, chosen.tokens) for kind in chosen.databases]
    sent = chosen.tokens // EACH * EACH
    conclude(
        Figure(
            number="4",
            what=f"rows of {sent} results, each sent {TIMES} times at once ({', '.join(chosen.databases)})",
            target=f"{sent} each, every press acknowledged",
            counted=", ".join(
                f"{there} ({acknowledged} of {sent * TIMES} acknowledged)" for there, acknowledged in rows
            ),
            ok=all(found == (sent, sent * TIMES) for found in rows),
        )
    )


if __name__ == "__main__":
    main()
