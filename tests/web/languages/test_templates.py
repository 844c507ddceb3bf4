"""The sentences of the templates, and the translations that come with Steady."""

from pathlib import Path

import pytest

from quiz.content.catalogs.translation_file import read_translation_file
from quiz.content.catalogs.update import template_text, updated
from quiz.web.languages.extract import template_messages
from quiz.web.languages.parts import PAGES_FILE, begun_languages, page_messages, translations
from quiz.web.settings import load_settings
from quiz.web.site_content import load_content
from tests.application import SECRET
from tests.web.journal_client import World


def test_every_sentence_of_a_template_is_in_the_list_for_translators_and_no_other(root: Path) -> None:
    found = {(one.id, one.context) for one in template_messages(root / "templates") if one.id}
    listed = {(one.id, one.context) for one in page_messages() if one.id}
    assert found == listed, "Run make catalogs."


def test_the_list_says_where_each_sentence_is_and_what_translators_should_know(root: Path) -> None:
    assert PAGES_FILE.read_text("utf-8") == template_text(template_messages(root / "templates")), "Run make catalogs."


def test_a_sentence_is_found_with_its_plural_its_context_and_the_comment_for_translators(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_text(
        '{# Translators: on a button #}\n{{ _("Go on") }}\n'
        '{{ ngettext("%(num)s day", "%(num)s days", days) }}\n{{ pgettext("a month", "May") }}\n',
        "utf-8",
    )
    go, day, may = (one for one in template_messages(folder) if one.id)
    assert (go.id, go.auto_comments, go.locations) == ("Go on", ["on a button"], [("templates/a.html", 0)])
    assert day.id == ("%(num)s day", "%(num)s days")
    assert (may.id, may.context) == ("May", "a month")


def test_a_sentence_of_several_lines_is_listed_with_the_spaces_that_pages_look_it_up_with(
    tmp_path: Path, abroad: World
) -> None:
    template = "{% if true %}\n  <p>\n    {% trans %}Take\n      your time.{% endtrans %}\n  </p>\n{% endif %}\n"
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_text(template, "utf-8")
    looked_up = list[str]()
    abroad.app.jinja_env.from_string(template, {"gettext": looked_up.append}).render()
    assert looked_up == [one.id for one in template_messages(folder) if one.id]


@pytest.mark.parametrize("code", ["ar", "de", "es"])
def test_the_translations_that_come_with_steady_list_all_of_its_sentences_and_only_those(code: str) -> None:
    content = load_content(load_settings({"SECRET_KEY": SECRET}, Path()))
    assert code in begun_languages(content)
    for _, path, expected in translations(content, code):
        file, problems = read_translation_file(path, code)
        assert file and not problems, problems
        assert updated("", code, expected, file) == path.read_text("utf-8"), f"Run make catalogs: {path.name}"
