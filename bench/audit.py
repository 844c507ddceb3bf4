"""Looks every locked package up among the known advisories. It needs the network; what it could not look up is a miss.

Both locks are read, the lines for other Pythons and systems too. pip-audit passes over a package that the service does
not know and still ends well: here that counts as not looked up.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from figures import Figure, conclude

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)


def pinned() -> set[tuple[str, str]]:
    """Give every package of the locks with its version."""
    return {(name, version) for lock in LOCKS for name, version in PIN.findall((ROOT / lock).read_text())}


def rounds(pins: set[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Part packages so that none comes twice at once: a lock holds two versions of some, for different Pythons."""
    left = sorted(pins)
    while left:
        taken = list({name: (name, version) for name, version in left}.values())
        yield taken
        left = [pin for pin in left if pin not in taken]


def look_up(pins: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Give what is known of each package; nothing when the service cannot be reached."""
    with tempfile.NamedTemporaryFile("w", prefix="steady", suffix=".txt") as file:
        file.writelines(f"{name}=={version}\n" for name, version in pins)
        file.flush()
        options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
        command = [sys.executable, "-m", "pip_audit", "--requirement", file.name, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        print(done.stderr.strip().rpartition("\n")[2])
        return []
    return found


def main() -> None:
    """Look all of them up, and name what is known and what could not be looked up."""
    pins = pinned()
    found = [package for part in rounds(pins) for package in look_up(part)]
    known = {(package["name"], package["version"]): package["vulns"] for package in found if "vulns" in package}
    for (name, version), advisories in known.items():
        for advisory in advisories:
            print(
                f"{name} {version}: {advisory['id']}, mended in {', '.join(advisory['fix_versions']) or 'no version'}"
            )
    missed = pins - known.keys()
    if missed:
        print(f"Not looked up: {', '.join(sorted(name for name, _ in missed))}.")
    if len(missed) == len(pins):
        print("No package was looked up: this network does not reach the advisories. Run this where pypi.org answers.")
    advisories = sum(map(len, known.values()))
    day = datetime.now(UTC).date()
    conclude(
        Figure(
            number="14",
            what=f"known advisories in locked packages, {day}",
            target="0, no package left out",
            counted=f"{advisories} in {len(known)} packages, {len(missed)} of {len(pins)} not looked up",
            ok=not advisories and not missed,
        )
    )


if __name__ == "__main__":
    main()
