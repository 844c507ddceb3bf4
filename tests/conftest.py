"""What tests share: the shipped content, loaded once, and a folder that others may look into."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from quiz.advice.book import AdviceBook
from quiz.content.loader import Content, load
from quiz.core.questionnaire import Questionnaire
from tests import postgres
from tests.browser.engines.drivers import missing

# A slow machine is no fault, and the same cases come every time; `--hypothesis-profile=default` looks further.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_configure() -> None:
    """Refuse to run in CI without all engines: there, a test that does not run is a failure."""
    if missing() and os.environ.get("CI"):
        raise pytest.UsageError(_without_engines())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which engines did not run."""
    if missing():
        terminalreporter.write_line(_without_engines())


def _without_engines() -> str:
    needs = "; ".join(f"{engine} (on Debian: apt install {packages})" for engine, packages in missing().items())
    return f"tests/browser/engines did not run in: {needs}"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's folder."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shipped(root: Path) -> Content:
    """Return the shipped content as it was loaded."""
    return load(root / "data" / "questions.toml")


@pytest.fixture(scope="session")
def questionnaire(shipped: Content) -> Questionnaire:
    """Return the shipped questionnaire."""
    assert shipped.questionnaire, "\n".join(map(str, shipped.problems))
    return shipped.questionnaire


@pytest.fixture(scope="session")
def book(shipped: Content) -> AdviceBook:
    """Return the shipped advice."""
    return shipped.advice


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Return the URL of an empty database on a PostgreSQL server that runs until the tests end."""
    with postgres.serve() as url:
        yield url


@pytest.fixture
def anywhere() -> Iterator[Path]:
    """Return a folder that another user may look into."""
    folder = Path(tempfile.mkdtemp(prefix="steady"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
