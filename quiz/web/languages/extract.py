"""Find every sentence of the templates."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

OPTIONS = {
    "extensions": "jinja2.ext.i18n, quiz.web.rendering.unindented.Unindented",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
"""The application's own settings of Jinja: with other ones, the text of a `{% trans %}` could have other spaces."""
COMMENT_TAG = "Translators:"
"""Begins a comment above a sentence that is for translators."""


def template_messages(folder: Path) -> Catalog:
    """Return the sentences of all templates in a folder, each with the names of its templates."""
    found = Catalog()
    files = extract_from_dir(
        folder, [("**.html", "jinja2")], {"**.html": OPTIONS}, comment_tags=[COMMENT_TAG], strip_comment_tags=True
    )
    for name, _, text, comments, context in sorted(files, key=lambda one: (one[0], one[1])):
        places = [(f"{folder.name}/{name}", 0)]
        found.add(text, locations=places, auto_comments=comments, context=context)
    return found
