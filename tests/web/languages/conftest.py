"""A server that is switched on in English and in two languages that nobody speaks."""

from pathlib import Path

import pytest

from tests.web.journal_client import START, World
from tests.web.languages.pseudo import write_site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site folder with complete translations: French ones that are signed, and Hebrew ones that aren't."""
    folder = write_site(tmp_path_factory.mktemp("languages"), "fr")
    return write_site(folder, "he", signed=False)


@pytest.fixture(scope="session")
def abroad(site_folder: Path) -> World:
    """Return the server."""
    return World({"SITE": str(site_folder), "LANGUAGES": "en,fr,he"})


@pytest.fixture
def world(abroad: World) -> World:
    """Return the server at its first moment."""
    abroad.now = START
    return abroad
