"""Sends 20,000 random form posts through the application, then raw bytes to a real gunicorn, and counts the faults.

A fault is an answer of 5xx, one without all the headers, or a page that says a private answer back. What gunicorn
itself refuses as no HTTP never reaches the application: there a fault is 5xx, or a server that answers no more.
"""

import argparse
import logging
import random
import re
import socket
import sys
import time
import warnings
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from figures import Figure, conclude
from phone import HOST, Phone, form, questionnaire, sheet
from quiz.web.headers import HEADERS
from serving import Server, database

from tests.web.random_posts import Chance, Odd
from tests.web.storm import Storm

SHOWN = 10
NOTIMPLEMENTED = b"HTTP/1.1 501"
"""What gunicorn rightly says to a transfer coding it does not know (RFC 9112, 6.1)."""


def as_bytes(odd: Odd, cookies: Mapping[str, str], chance: random.Random) -> bytes:
    """Write a request as it goes over the wire; one in three is damaged on the way."""
    headers = {
        "Host": HOST,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": odd.kind,
        "Content-Length": str(len(odd.body)),
        "Connection": "close",
        **odd.headers,
    }
    query = "?" + odd.query.decode("latin-1") if odd.query else ""
    lines = [
        f"{odd.method} {odd.path}{query} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    whole = bytearray("\r\n".join(lines).encode("utf-8", "surrogatepass") + odd.body)
    how = chance.choice(("whole", "whole", "whole", "whole", "cut", "flip"))
    if how == "cut":
        del whole[chance.randrange(len(whole)) :]
    if how == "flip":
        for _ in range(chance.choice((1, 3, 30))):
            whole[chance.randrange(min(len(whole), 600))] = chance.randrange(256)
    return bytes(whole)


def answer_to(port: int, request: bytes) -> bytes:
    """Send bytes, say that no more will come, and read what comes back."""
    parts: list[bytes] = []
    # A server that has read enough may close the line while more is on the way.
    with socket.create_connection((HOST, port), timeout=30) as line, suppress(OSError):
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        parts.extend(iter(lambda: line.recv(65536), b""))
    return b"".join(parts)


def on_the_wire(seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """Send raw requests to gunicorn; gives how many ended how, and the faults."""
    chance, ends, faults = random.Random(seed), Counter[str](), []
    quiz = questionnaire()
    made = Chance(Storm(seed).world, chance)
    with database("sqlite-delete") as address, Server(address).running() as server:
        phone = Phone(server.port)
        for number in range(count):
            if number % 200 == 0:
                phone = Phone(server.port)
                phone.read_fields(phone.send("GET", "/quiz"))
                phone.send("POST", "/quiz", form(sheet(quiz, number)))
                phone.read_fields(phone.send("GET", "/results"))
            held = {name: [value] for name, value in phone.fields.items()}
            odd = made.request(held)
            answer = answer_to(server.port, as_bytes(odd, phone.cookies, chance))
            status = answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/") else "closed"
            ours = b"Content-Security-Policy" in answer
            ends[status if ours or status == "closed" else f"{status} by gunicorn"] += 1
            if status.startswith("5") and not answer.startswith(NOTIMPLEMENTED):
                faults.append(f"raw request {number}: {odd.method[:9]} {odd.path}: {status}")
            head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
            if ours and not all(re.search(f"^{name}: ", head, re.MULTILINE) for name in HEADERS):
                faults.append(f"raw request {number}: headers are missing")
        if phone.send("GET", "/healthz").status != 200:  # noqa: PLR2004
            faults.append("the server is not well afterwards")
    return ends, faults


def main() -> None:
    """Send all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--raw", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore", ResourceWarning)
    began, storm = time.monotonic(), Storm(asked.seed)
    storm.blow(asked.posts)
    statuses = ", ".join(f"{times} x {status}" for status, times in sorted(storm.statuses.items()))
    print(f"{asked.posts} requests, seed {asked.seed}: {statuses}; {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    ends, faults = on_the_wire(asked.seed, asked.raw)
    told = ", ".join(f"{times} x {end}" for end, times in sorted(ends.items()))
    print(f"{asked.raw} raw requests: {told}; {time.monotonic() - began:.0f} s", flush=True)
    faults = [*storm.faults, *faults]
    for fault in faults[:SHOWN]:
        print(fault, file=sys.stderr)
    what = "random form posts answered with 5xx, without all headers, or with a private answer in the page"
    counted = f"{len(faults)} of {asked.posts} posts and {asked.raw} raw requests"
    conclude(Figure("1", what, "0 of 20,000", counted, ok=not faults, seed=str(asked.seed)))


if __name__ == "__main__":
    main()
