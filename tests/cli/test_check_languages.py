"""What `flask quiz check` and a start say about translations."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from quiz.web.settings import InvalidSettings, load_settings
from tests.application import SECRET, make_app, new_database
from tests.cli.terminal import run
from tests.content.files import changed, load_texts
from tests.web.languages.pseudo import write_site


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site folder with a complete translation."""
    return write_site(tmp_path_factory.mktemp("french"), "fr")


@pytest.fixture
def site(french: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder with a complete translation."""
    return shutil.copytree(french, tmp_path / "site")


def check(site: Path, languages: str = "en,fr") -> Result:
    environment = {"QUIZ_SITE": str(site), "QUIZ_LANGUAGES": languages}
    return run("check", settings={"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": new_database(), **environment})


def entry(sentence: str) -> str:
    return f'msgid "{sentence}"\nmsgstr "«{sentence}»"'


def change(path: Path, old: str, new: str) -> None:
    path.write_text(changed(path.read_text("utf-8"), (old, new)), "utf-8")


def refusal(site: Path, languages: str = "en,fr") -> list[str]:
    with pytest.raises(InvalidSettings) as refused:
        make_app({"SITE": str(site), "LANGUAGES": languages})
    return refused.value.problems


def test_a_complete_and_signed_translation_is_good_to_use_and_in_the_hosts_list(site: Path) -> None:
    result = check(site)
    assert "Languages: English (en), French (fr).\n" in result.output
    assert "good to use" in result.output
    assert "fr.po" not in result.output


def test_broken_entries_are_errors_of_the_check_and_of_a_start_in_the_same_words(site: Path) -> None:
    broken = {
        "Skip to main content": ("", "is missing from the file. Bring the file up to date: flask quiz catalogs."),
        "My journal": ('msgid "My journal"\nmsgstr ""', "has no translation. Translate it."),
        "How this works": (f"#, fuzzy\n{entry('How this works')}", "is marked “fuzzy”: the English has changed."),
        "Back": (entry("Back").replace("«", "%(name)s"), "has %(name)s in its translation"),
        "Leave this blank": (entry("Leave this blank").replace("«", "100 %"), "has a % in its translation that means"),
        "Continue": (entry("Continue").replace("«", "<b>"), "has other tags than none."),
        "Open my journal": (entry("Open my journal").replace("«", '\\"'), 'has < or > or " in its translation.'),
    }
    for sentence, (new, _) in broken.items():
        change(site / "pages.fr.po", entry(sentence), new)
    result = check(site)
    problems = [line for line in result.output.splitlines() if "fr.po" in line]
    assert len(problems) == len(broken)
    for sentence, (_, said) in broken.items():
        (problem,) = (line for line in problems if f"“{sentence}”" in line)
        assert problem.startswith("pages.fr.po:") and said in problem
    assert result.exit_code == 1
    assert refusal(site) == problems


def test_a_statement_whose_english_has_changed_has_no_translation_until_somebody_translates_it(
    site: Path, root: Path
) -> None:
    for name in ("questions.toml", "advice.toml"):
        shutil.copy(root / "data" / name, site)
    change(site / "questions.toml", "I felt free to ask", "I felt very free to ask")
    result = check(site)
    missing, unused, *others = (line for line in result.output.splitlines() if "questions.fr.po" in line)
    assert "statements." in missing and "is missing from the file" in missing
    assert "isn’t used: the English has changed or is gone." in unused
    assert not others
    assert result.exit_code == 1


def test_a_file_that_is_missing_or_cannot_be_read_is_named(site: Path) -> None:
    (site / "advice.fr.po").unlink()
    (site / "helplines.fr.po").write_bytes("é".encode("latin-1"))
    result = check(site)
    missing = f"advice.fr.po: There is no translation into “fr” in {site}. docs/translating.md says how to begin one."
    encoding = "helplines.fr.po: The file is not UTF-8 text. Save it as UTF-8."
    assert result.output.splitlines()[:2] == [missing, encoding]
    assert refusal(site) == [missing, encoding]


def test_a_language_that_nobody_has_begun_is_an_error_that_says_how_to_begin(site: Path) -> None:
    problems = refusal(site, "en,nl")
    assert {problem.partition(":")[0] for problem in problems} == {
        f"{name}.nl.po" for name in ("questions", "advice", "helplines", "site", "pages")
    }
    assert all("docs/translating.md says how to begin one." in problem for problem in problems)
    assert check(site, "en,nl").output.splitlines()[: len(problems)] == problems


def test_a_language_that_is_switched_off_may_be_incomplete_and_the_check_counts_what_it_lacks(site: Path) -> None:
    change(site / "pages.fr.po", entry("Skip to main content"), "")
    result = check(site, "en")
    assert (
        "warning: French, which is switched off, lacks 1 translation: QUIZ_LANGUAGES=en,fr names them.\n"
        in result.output
    )
    assert "good to use" in result.output
    make_app({"SITE": str(site)})


def test_an_unsigned_translation_can_be_used_and_the_host_is_told_what_every_page_says(tmp_path: Path) -> None:
    result = check(write_site(tmp_path / "site", "fr", signed=False))
    assert "warning: No native speaker has signed questions.fr.po, advice.fr.po, helplines.fr.po" in result.output
    assert "good to use" in result.output


def test_a_signature_without_a_date_is_an_error(site: Path) -> None:
    change(site / "advice.fr.po", "# Reviewed: 2026-11-28, Nobody", "# Reviewed: Nobody")
    result = check(site)
    assert "advice.fr.po:1: The signature “# Reviewed: Nobody” has no date." in result.output
    assert result.exit_code == 1


def test_a_site_folder_is_checked_with_the_languages_that_are_switched_on(site: Path) -> None:
    change(site / "pages.fr.po", entry("Skip to main content"), "")
    assert "French, which is switched off, lacks 1 translation" in run("check", site).output
    result = run("check", site, settings={"QUIZ_LANGUAGES": "en,fr"})
    assert "pages.fr.po: “Skip to main content” is missing from the file." in result.output
    assert result.exit_code == 1


def test_a_file_in_no_language_is_named_and_stops_nobody(site: Path) -> None:
    for name in ("pages.qq.po", "questions.fr.old.po"):
        (site / name).touch()
    result = check(site)
    for name in ("pages.qq.po", "questions.fr.old.po"):
        assert f"{name}: warning: This file isn’t used. Rename it" in result.output
    assert "good to use" in result.output


def test_letters_that_the_pdf_cannot_show_are_reported_in_translations_too(site: Path) -> None:
    change(site / "questions.fr.po", 'msgstr "«', 'msgstr "नमस्ते «')
    assert "The report fonts have no glyph for त न म स" in check(site).output
    assert "no glyph" not in check(site, "en").output


def test_translations_beside_a_questionnaire_are_checked_with_it(tmp_path: Path) -> None:
    assert not load_texts(tmp_path).problems
    (tmp_path / "questions.es.po").write_text('msgctxt "title"\nmsgid "Small"\nmsgstr ""\n', "utf-8")
    result = run("check", tmp_path)
    assert "questions.es.po:2: title: “Small” has no translation. Translate it." in result.output
    assert "questions.es.po: statements.tense.text: “I was tense.” is missing from the file." in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "languages", ["", "x", "EN", "english", "en_US", "en,qq", "de.UTF-8", "en;es", "../en", "true"]
)
def test_languages_that_are_none_are_refused_with_what_to_write(languages: str) -> None:
    with pytest.raises(InvalidSettings) as refused:
        load_settings({"SECRET_KEY": SECRET, "LANGUAGES": languages}, Path())
    assert refused.value.problems == [
        (
            "QUIZ_LANGUAGES: write the codes of languages, the usual one first, separated by commas, such as en,es. "
            "docs/settings.md says how it is written."
        )
    ]


@pytest.mark.parametrize("languages", ["en,es", " en , es,", "en,es,en", '["en", "es"]'])
def test_languages_may_be_written_with_spaces_twice_or_as_json(
    languages: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZ_LANGUAGES", languages)
    assert load_settings(None, tmp_path).languages == ("en", "es")
