"""`flask quiz catalogs`."""

import shutil
from pathlib import Path

import pytest

from quiz.content.catalogs.translation_file import read_translation_file
from tests.application import SECRET, make_app
from tests.cli.terminal import run
from tests.content.files import changed, load_texts
from tests.unprivileged import as_unprivileged_user
from tests.web.languages.pseudo import SIGNED, translate, write_site

HOST = """\
name = "Ruhepol"
[texts]
who_for = "For you and me."
footer = "With support from the City of Cologne."
[[links]]
label = "Imprint"
page = "imprint.txt"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a host's folder without translations."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.toml").write_text(HOST, "utf-8")
    (folder / "imprint.txt").write_text("Cologne.", "utf-8")
    return folder


def catalogs(site: Path, *arguments: str) -> list[str]:
    result = run("catalogs", *arguments, settings={"QUIZ_SITE": str(site), "QUIZ_SECRET_KEY": SECRET})
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.po")}


def complete(path: Path, code: str) -> None:
    file, _ = read_translation_file(path, code)
    assert file
    path.write_text(translate(file.catalog, signed=True), "utf-8")


def test_a_language_begins_in_the_site_folder_and_each_file_says_how_much_is_left(site: Path) -> None:
    lines = catalogs(site, "nl")
    assert set(contents(site)) == {f"{name}.nl.po" for name in ("questions", "advice", "helplines", "site", "pages")}
    assert all(line.startswith(f"{site}/") and line.endswith(" sentences to translate.") for line in lines)
    assert contents(site)["pages.nl.po"].startswith("# Dutch translation of pages.\n")
    assert 'msgctxt "texts.footer"\nmsgid "With support from the City of Cologne."' in contents(site)["site.nl.po"]


def test_twice_changes_nothing(site: Path) -> None:
    catalogs(site, "nl", "pt-BR")
    before = contents(site)
    catalogs(site, "nl", "pt-BR")
    assert contents(site) == before


def test_a_finished_language_is_used_from_the_site_folder_with_the_hosts_own_sentences_and_ours(site: Path) -> None:
    catalogs(site, "nl")
    for name in contents(site):
        complete(site / name, "nl")
    before = contents(site)
    assert all(line.endswith(": complete.") for line in catalogs(site, "nl"))
    assert contents(site) == before
    client = make_app({"SITE": str(site), "LANGUAGES": "en,nl"}).test_client()
    page = client.get("/help", headers={"Accept-Language": "nl"}).text
    assert '<html lang="nl"' in page
    assert "«With support from the City of Cologne.»" in page and "«Imprint»" in page
    assert "«US and Canada»" in page


def test_what_steady_translates_already_is_left_where_it_is_and_as_it_is(site: Path, root: Path) -> None:
    ours = contents(root / "data")
    assert any(line.startswith(f"{Path('data').resolve()}/helplines.es.po") for line in catalogs(site, "es"))
    assert set(contents(site)) == {"site.es.po"}
    assert contents(root / "data") == ours


def test_a_hosts_copy_begins_with_steadys_translations_and_wins(site: Path, root: Path) -> None:
    shutil.copy(root / "data" / "helplines.toml", site)
    catalogs(site, "es")
    ours, _ = read_translation_file(root / "data" / "helplines.es.po", "es")
    own, _ = read_translation_file(site / "helplines.es.po", "es")
    assert ours and own
    translated = [one for one in ours.catalog if one.id and one.string and not one.fuzzy]
    assert translated
    assert all(own.lookup(str(one.context), str(one.id)) == one.string for one in translated)
    assert own.reviewed_on is None


def test_translations_and_signatures_stay_and_a_changed_sentence_is_marked_and_a_removed_one_dropped(
    site: Path,
) -> None:
    catalogs(site, "nl")
    complete(site / "site.nl.po", "nl")
    text = changed(HOST, ("City of Cologne", "City of Bonn"), ('who_for = "For you and me."\n', ""))
    (site / "site.toml").write_text(text, "utf-8")
    catalogs(site, "nl")
    found = contents(site)["site.nl.po"]
    assert SIGNED in found
    assert 'msgid "Imprint"\nmsgstr "«Imprint»"' in found
    fuzzy = '#, fuzzy\nmsgctxt "texts.footer"\nmsgid "With support from the City of Bonn."\n'
    assert f'{fuzzy}msgstr "«With support from the City of Cologne.»"' in found
    assert "For you and me" not in found


def test_a_questionnaire_elsewhere_has_its_translations_beside_it_and_ours_stay_as_they_are(
    tmp_path: Path, root: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    assert not load_texts(folder).problems
    site = write_site(tmp_path / "site", "nl")
    before = contents(root / "data") | contents(site)
    result = run("catalogs", "nl", settings={"QUIZ_SITE": str(site), "QUIZ_QUESTIONS": str(folder)})
    assert f"{folder}/questions.nl.po: " in result.output and f"{folder}/advice.nl.po: " in result.output
    assert 'msgctxt "statements.tense.text"\nmsgid "I was tense."\nmsgstr ""' in contents(folder)["questions.nl.po"]
    assert contents(root / "data") | contents(site) == before


def test_all_languages_that_there_are_come_up_to_date_without_a_name_and_a_file_in_none_is_left(site: Path) -> None:
    catalogs(site, "nl", "fr")
    (site / "site.toml").write_text(changed(HOST, ("City of Cologne", "City of Bonn")), "utf-8")
    (site / "pages.qq.po").touch()
    catalogs(site)
    assert "City of Bonn" in contents(site)["site.nl.po"]
    assert "City of Bonn" in contents(site)["site.fr.po"]
    assert not contents(site)["pages.qq.po"]


def test_an_unknown_language_is_refused_and_nothing_is_written(site: Path) -> None:
    for code in ("dutch", "NL", "qq", "../nl", "nl_NL"):
        result = run("catalogs", code, settings={"QUIZ_SITE": str(site)})
        assert result.output == f"There is no language “{code}”. Write its code, such as es, de or pt-BR.\n"
        assert result.exit_code == 1
    assert not contents(site)


def test_a_broken_file_is_named_and_left_as_it_is(site: Path) -> None:
    (site / "pages.nl.po").write_text('msgid "Hello', "utf-8")
    result = run("catalogs", "nl", settings={"QUIZ_SITE": str(site)})
    assert "pages.nl.po:1: This line is not how a PO file is written." in result.output
    assert result.exit_code == 1
    assert contents(site)["pages.nl.po"] == 'msgid "Hello'


def test_broken_content_is_corrected_first(site: Path) -> None:
    (site / "site.toml").write_text("name = 5", "utf-8")
    result = run("catalogs", "nl", settings={"QUIZ_SITE": str(site)})
    assert result.output.startswith("Correct the content first:\nsite.toml:1:")
    assert result.exit_code == 1


def test_a_folder_that_cannot_be_written_to_is_named(anywhere: Path) -> None:
    (anywhere / "site.toml").write_text('name = "Ruhepol"', "utf-8")
    with as_unprivileged_user():
        result = run("catalogs", "nl", settings={"QUIZ_SITE": str(anywhere), "QUIZ_SECRET_KEY": SECRET})
    assert f"{anywhere}/questions.nl.po cannot be written (Permission denied)." in result.output
    assert result.exit_code == 1


def test_a_host_who_writes_german_needs_no_german_and_its_english_pages_need_no_english(
    site: Path,
) -> None:
    (site / "site.toml").write_text(f'language = "de"\n{HOST}', "utf-8")
    catalogs(site, "nl")
    assert 'msgid "With support from the City of Cologne."' in contents(site)["site.nl.po"]
    catalogs(site, "de")
    assert "site.de.po" not in contents(site)
    catalogs(site, "en")
    assert not [name for name in contents(site) if name.endswith(".en.po")]
    english = make_app({"SITE": str(site)}).test_client()
    assert "With support from the City of Cologne." in english.get("/").text


def test_a_hosts_own_questionnaire_and_text_page_are_shown_in_their_translations(site: Path) -> None:
    assert not load_texts(site).problems
    (site / "imprint.nl.txt").write_text("Keulen.", "utf-8")
    catalogs(site, "nl")
    for name in contents(site):
        complete(site / name, "nl")
    client = make_app({"SITE": str(site), "LANGUAGES": "en,nl"}).test_client()
    dutch, english = {"Accept-Language": "nl"}, {"Accept-Language": "en"}
    assert "«I was tense.»" in client.get("/quiz", headers=dutch).text
    assert "«I was tense.»" not in client.get("/quiz", headers=english).text
    assert "Keulen." in client.get("/site/imprint", headers=dutch).text
    assert "Cologne." in client.get("/site/imprint", headers=english).text
