"""Changes the rules, advice, change and sealing in hundreds of small ways, and counts those that no test notices.

`[tool.mutmut]` in pyproject.toml names the files and the tests; docs/mutants.md says why each survivor may live.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, conclude

ROOT = Path(__file__).parent.parent
NEEDED = ("app.py", "data", "pyproject.toml", "quiz", "static", "templates", "tests")
EXPLAINED = re.compile(r"^\| `(.+?)` \| `(.+?)` \|", re.MULTILINE)
TARGET = 95
"""Percent of all changes that a test must notice."""


def mutmut(folder: Path, *order: str) -> str:
    """Run mutmut in a folder and give what it says."""
    command = [sys.executable, "-m", "mutmut", *order]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
    return done.stdout


def changed(folder: Path, name: str) -> tuple[str, str]:
    """Give the line that a mutant changes, before and after."""
    lines = re.sub(r"\s+# noqa.*", "", mutmut(folder, "show", name)).splitlines()
    before, after = ([line[1:].strip() for line in lines if re.match(f"[{sign}](?![{sign}])", line)] for sign in "-+")
    return " ".join(before), " ".join(after)


def main() -> None:
    """Make a copy, change it, and tell what survived."""
    explained = set(EXPLAINED.findall((ROOT / "docs" / "mutants.md").read_text()))
    with tempfile.TemporaryDirectory(prefix="steady") as name:
        folder = Path(name)
        for needed in NEEDED:
            copy = shutil.copytree if (ROOT / needed).is_dir() else shutil.copy
            copy(ROOT / needed, folder / needed)
        mutmut(folder, "run", "--max-children", "2")
        mutmut(folder, "export-cicd-stats")
        counts = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text())
        alive = [line.split(":")[0].strip() for line in mutmut(folder, "results").splitlines() if "timeout" not in line]
        survivors = {changed(folder, name) for name in alive if name}
    for before, after in sorted(survivors):
        known = "explained" if (before, after) in explained else "NOT EXPLAINED"
        print(f"{known}: {before}\n      now: {after}")
    total, noticed = counts["total"], counts["killed"] + counts["timeout"]
    strange = len(survivors - explained)
    conclude(
        Figure(
            number="12",
            what="small changes to rules, advice, change and sealing that a test notices",
            target=f"{TARGET} %, the others explained",
            counted=f"{noticed} of {total} ({100 * noticed / total:.1f} %), {strange} not explained",
            ok=100 * noticed >= TARGET * total and not strange,
        )
    )


if __name__ == "__main__":
    main()
