"""What a start brings into memory: the big libraries come when they are needed."""

import os
import subprocess
import sys
from pathlib import Path

from quiz.journal.migrate import ready

LATER = {"matplotlib", "typst", "alembic", "sqlalchemy.dialects.postgresql", "quiz.commands"}
START = "import sys, app; app.app.test_client().get('/'); print(*sys.modules)"


def test_the_first_page_is_there_without_what_most_starts_do_not_need(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'steady.db'}"
    ready(address, tmp_path).engine.dispose()
    settings = {**os.environ, "QUIZ_SECRET_KEY": "a secret for tests only, of no use", "QUIZ_DATABASE_URL": address}
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", START], cwd=root, env=settings, capture_output=True, text=True, check=True
    )
    assert not LATER & {*told.stdout.split()}
