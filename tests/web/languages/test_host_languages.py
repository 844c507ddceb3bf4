"""A host's own words beside translated pages: translated where there is a translation, else marked as what they are."""

from pathlib import Path

import pytest

from tests.application import make_app
from tests.web.languages.pseudo import write_site
from tests.web.page_client import PageClient

SITE = """
name = "Ruhepol"
language = "de"

[texts]
footer = "Ein Angebot der Stadt."
about_us = "Wir sind ein Verein."

[[links]]
label = "Impressum"
page = "impressum.txt"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the site folder of a German host whose pages are in French, too."""
    (tmp_path / "impressum.txt").write_text("Herausgegeben in Wien.", "utf-8")
    return write_site(tmp_path, "fr", site=SITE)


def visitor(folder: Path, code: str) -> PageClient:
    """Return a browser that prefers a language."""
    made = PageClient(make_app({"SITE": str(folder), "LANGUAGES": "en,fr"}))
    made.environ_base["HTTP_ACCEPT_LANGUAGE"] = code
    return made


def test_on_pages_in_english_the_hosts_words_are_marked_as_german(folder: Path) -> None:
    phone = visitor(folder, "en")
    (footer,) = [line for line in phone.page("/").select(".site-footer p") if "Stadt" in line.get_text()]
    assert (footer["lang"], footer["dir"]) == ("de", "auto")
    assert "Wir sind" in "".join(one.get_text() for one in phone.page("/").select("main [lang=de]"))
    text = phone.page("/site/impressum").select_one("main [lang=de]")
    assert text
    assert "Wien" in text.get_text()


def test_where_there_is_a_translation_it_is_shown_and_not_marked(folder: Path) -> None:
    (folder / "impressum.fr.txt").write_text("Publié à Vienne.", "utf-8")
    phone = visitor(folder, "fr")
    page = phone.page("/site/impressum")
    assert "Vienne" in page.get_text()
    assert "«Impressum»" in page.get_text()
    assert not page.select("main [lang], .site-footer p[lang]")
    assert "«Ein Angebot der Stadt.»" in page.get_text()


def test_a_text_without_a_translation_stays_german_on_a_french_page(folder: Path) -> None:
    page = visitor(folder, "fr").page("/site/impressum")
    assert page.html
    assert page.html["lang"] == "fr"
    assert page.select_one("main [lang=de]")
