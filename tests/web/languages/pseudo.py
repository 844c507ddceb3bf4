"""A language that nobody speaks: English in «quotation marks», so that what isn't translated stands out."""

from pathlib import Path

from babel.messages.catalog import Catalog

from quiz.content.catalogs.translation_file import read_translation_file, texts_of
from quiz.content.catalogs.update import po_text, updated
from quiz.shipped_files import HOME
from quiz.web.languages.parts import translations
from quiz.web.settings import load_settings
from quiz.web.site_content import load_content
from tests.application import SECRET

SIGNED = "# Reviewed: 2026-11-28, Nobody"


def write_site(folder: Path, code: str, *, signed: bool = True, site: str = 'name = "Steady"\n') -> Path:
    """Write a site folder with complete translations into a language, and return it."""
    folder.mkdir(exist_ok=True)
    (folder / "site.toml").write_text(site, "utf-8")
    content = load_content(load_settings({"SITE": str(folder), "SECRET_KEY": SECRET}, HOME))
    for _, path, expected in translations(content, code):
        own = folder / path.name
        own.write_text(updated("A test.", code, expected, None), "utf-8")
        file, _ = read_translation_file(own, code)
        assert file
        own.write_text(translate(file.catalog, signed=signed), "utf-8")
    return folder


def translate(catalog: Catalog, *, signed: bool) -> str:
    """Return a catalog with every message in quotation marks."""
    for message in (message for message in catalog if message.id):
        texts = texts_of(message)
        last = [f"«{texts[-1]}»"] * catalog.num_plurals
        message.string = (f"«{texts[0]}»", *last[1:]) if message.pluralizable else f"«{texts[0]}»"
    if signed:
        catalog.header_comment += f"\n{SIGNED}"
    return po_text(catalog)
