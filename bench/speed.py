"""How fast the server is, beside floors that are built and measured in the same run. Needs wrk and Linux.

Every page is asked for as often as one can, in turns with a bare route that says hello under the same gunicorn. What
counts is the requests a second, and of several short rounds the median. Beside it stands what a request costs its
workers in processor time, which moves less with what else the machine does.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import proc
from phone import HOST, TOKEN, Phone, form, questionnaire, sheet
from serving import Server, database

ROUNDS = 7
SECONDS = 2
ENCODINGS = "gzip, deflate, br, zstd"


@dataclass
class Case:
    """A request, and the share of hello's speed that it should reach."""

    name: str
    path: str
    target: float
    cookies: str = ""
    sent: Sequence[tuple[str, str]] = ()
    shares: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


def cases(server: Server) -> list[Case]:
    """Take the quiz once, and give what is asked again and again."""
    quiz, phone = questionnaire(), Phone(server.port)
    token = TOKEN.search(phone.send("GET", "/quiz").body)
    assert token
    before, answers = cookies(phone), [("csrf_token", token[1]), *form(sheet(quiz, 123_456))]
    assert phone.send("POST", "/quiz", answers).to == "/results"
    after = cookies(phone)
    return [
        Case("GET /", "/", 0.7),
        Case("GET /quiz", "/quiz", 0.5),
        Case("GET /quiz, all answered", "/quiz", 0, after),
        Case("POST /quiz", "/quiz", 0.2, before, answers),
        Case("GET /results", "/results", 0.25, after),
        Case("its picture, repeated", "/results/profile.svg", 0.6, after),
    ]


def cookies(phone: Phone) -> str:
    """Give a phone's cookies as a browser sends them."""
    return "; ".join(f"{name}={value}" for name, value in phone.cookies.items())


def load(server: Server, case: Case) -> tuple[float, float]:
    """Ask as often as one can for a while; gives processor seconds for a request, and requests for a second."""
    assert server.process
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write('wrk.headers["Accept-Encoding"] = "' + ENCODINGS + '"\n')
        if case.cookies:
            script.write(f'wrk.headers["Cookie"] = "{case.cookies}"\n')
        if case.sent:
            script.write(f'wrk.method = "POST"\nwrk.body = "{urlencode(case.sent)}"\n')
            script.write('wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n')
        script.flush()
        used = proc.seconds(server.process.pid)
        command = ["wrk", "--threads=1", "--connections=8", f"--duration={SECONDS}s", f"--script={script.name}"]
        told = subprocess.run(
            [*command, f"http://{HOST}:{server.port}{case.path}"], capture_output=True, text=True, check=True
        ).stdout
        used = proc.seconds(server.process.pid) - used
    count, rate = re.search(r"(\d+) requests in", told), re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert count, told
    assert rate, told
    assert "Non-2xx" not in told, told
    # While workers make what they keep there may be none: that round is not counted.
    return used / max(1, int(count[1])), float(rate[1])


def main() -> None:
    """Print the table, and fail when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    if not shutil.which("wrk") or not Path("/proc/self/stat").exists():
        sys.exit("This needs Linux and wrk: on Debian, apt install wrk.")
    with database("sqlite-delete") as address:
        ours, floor = Server(address), Server(address, application="floor:app")
        with ours.running(), floor.running():
            hello, asked = Case("hello", "/", 1), cases(ours)
            # Both workers draw the picture and pack what they keep.
            for case in asked:
                load(ours, case)
            for _ in range(rounds):
                for case in asked:
                    least, floor_rate = load(floor, hello)
                    cost, rate = load(ours, case)
                    case.shares.append(least / cost)
                    case.rates.append(rate / floor_rate)
    good = True
    print(f"{'':28} share of hello, by requests/s; by processor time; target")
    for case in asked:
        share, rate = median(case.shares), median(case.rates)
        good = good and rate >= case.target
        spread, by_time = (f"{min(each):.2f}-{max(each):.2f}" for each in (case.rates, case.shares))
        print(f"{case.name:28} {rate:.2f} ({spread}); {share:.2f} ({by_time}); {case.target or '-'}")
    sys.exit(not good)


if __name__ == "__main__":
    main()
