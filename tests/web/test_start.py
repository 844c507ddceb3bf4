"""What a start brings into memory: the big libraries come when they are needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.journal.migrate import ready_database

START = "import sys, app; app.app.test_client().get('/'); print(*sys.modules)"
ALL = "import sys, app; from quiz.web.addresses import import_all; import_all(); print(*sys.modules)"
LATE = """
import sys
from app import app
from quiz.web.addresses import ADDRESSES, import_all
import_all()
before = {*sys.modules}
for method, path, _ in ADDRESSES:
    app.test_client().open(path.replace("<int:number>", "1").replace("<version>", "x"), method=method)
print("none", *{*sys.modules} - before)
"""
"""Asks for everything, and says what that imported after all had been."""
AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from app import app
from quiz.web.addresses import ADDRESSES
asked = [(method, path.replace("<int:number>", "1").replace("<version>", "x")) for method, path, _ in ADDRESSES] * 2
together = Barrier(len(asked))
def ask(what):
    together.wait()
    return app.test_client().open(what[1], method=what[0]).status_code
with ThreadPoolExecutor(len(asked)) as people:
    print(*people.map(ask, asked))
"""
"""Many people, each at another address of a server that has imported nothing yet."""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """Give settings with content and a database that an earlier start found good."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("__pycache__"))
    address = f"sqlite:///{tmp_path / 'steady.db'}"
    ready_database(address, tmp_path).engine.dispose()
    found = {
        "QUIZ_SECRET_KEY": "a secret for tests only, of no use",
        "QUIZ_DATABASE_URL": address,
        "QUIZ_QUESTIONS": str(tmp_path / "data"),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    loaded(START, found)
    return found


def loaded(program: str, settings: dict[str, str]) -> set[str]:
    """Run a program of its own, and give the modules that it says it has."""
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return {*told.stdout.split()}


def test_a_server_that_copies_itself_has_before_all_but_what_draws_and_prints(settings: dict[str, str]) -> None:
    found = loaded(ALL, settings)
    assert {"sqlalchemy", "flask_limiter", "wtforms", "cryptography", "quiz.web.journal_views"} <= found
    assert not {"matplotlib", "typst"} & found


@pytest.mark.parametrize("counter", ["memory://", "redis://127.0.0.1:1/0"])
def test_and_no_address_imports_any_of_it_later(settings: dict[str, str], counter: str) -> None:
    late = {name.partition(".")[0] for name in loaded(LATE, {**settings, "QUIZ_LIMITS_URL": counter})}
    assert not {"quiz", "sqlalchemy", "flask_limiter", "limits", "redis", "wtforms", "cryptography"} & late


def test_the_first_requests_may_come_all_at_once(settings: dict[str, str]) -> None:
    found = loaded(AT_ONCE, settings)
    assert {"200", "303"} <= found
    assert not [status for status in found if status.startswith("5")]
