"""`flask quiz catalogs`: bring files of translations up to date, or begin a language."""

import sys
from pathlib import Path

import click
from babel.messages.catalog import Catalog

from quiz.cli.text import counted
from quiz.content.catalogs.checks import check_translations
from quiz.content.catalogs.language import locale_of
from quiz.content.catalogs.translation_file import read_translation_file
from quiz.content.catalogs.update import template_text, updated, write_if_changed
from quiz.shipped_files import HOME, SHIPPED
from quiz.web.languages.extract import template_messages
from quiz.web.languages.parts import PAGES_FILE, begun_languages, translations
from quiz.web.settings import SHIPPED_FOLDER, load_settings
from quiz.web.site_content import load_content

OURS = SHIPPED / SHIPPED_FOLDER


@click.command("catalogs")
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--extract", is_flag=True, help="First list the sentences of the templates, for developers.")
def catalogs_command(languages: tuple[str, ...], *, extract: bool) -> None:
    """Bring the translations into each LANGUAGE, such as es, up to date with the English, and say what is left to do.

    Without LANGUAGE, those of all languages that there are. A language that nobody has begun gets its files in the
    site folder, and what comes with Steady is left to updates. A sentence whose English has changed keeps its
    translation, marked "fuzzy".
    """
    if extract:
        write_if_changed(PAGES_FILE, template_text(template_messages(SHIPPED / "templates")))
    content = load_content(load_settings(None, HOME))
    if not content.is_complete:
        sys.exit("\n".join(["Correct the content first:", *map(str, content.errors)]))
    for code in languages or begun_languages(content):
        try:
            locale_of(code)
        except ValueError:
            sys.exit(f"There is no language “{code}”. Write its code, such as es, de or pt-BR.")
        for _, path, expected in translations(content, code):
            if path.parent != OURS or content.site_file.parent == OURS:
                _update(path, code, expected)
            left = _left(path, code, expected)
            state = f"{counted(left, 'sentence')} to translate" if left else "complete"
            click.echo(f"{path}: {state}.")


def _update(path: Path, code: str, expected: Catalog) -> None:
    """Bring a file of translations up to date, or begin it. Steady's own translations fill in what they can."""
    old, problems = read_translation_file(path, code) if path.exists() else (None, [])
    if path.exists() and old is None:
        sys.exit("\n".join(map(str, problems)))
    shipped, _ = read_translation_file(OURS / path.name, code)
    title = f"{locale_of(code).english_name} translation of {path.name.partition('.')[0]}."
    try:
        write_if_changed(path, updated(title, code, expected, old, [shipped] if shipped else []))
    except OSError as error:
        sys.exit(f"{path} cannot be written ({error.strerror}). Run this as somebody who may write there.")


def _left(path: Path, code: str, expected: Catalog) -> int:
    """Return how many sentences of a file are still to be translated or corrected."""
    file, _ = read_translation_file(path, code)
    return len(check_translations(file, expected)) if file else 0
