"""A host's site folder: it is read as its host means it, and every mistake is named with its place."""

from pathlib import Path

import pytest

from quiz.content.images import MAX_IMAGE_BYTES
from quiz.content.problems import Problem
from quiz.content.site import load_site
from quiz.core.site import Site
from tests.pictures import png

ROOT = Path(__file__).parents[2]
SHIPPED, EXAMPLE = ROOT / "data", ROOT / "docs" / "example-site"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{content}</svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder with a space in its path, as hosts have them."""
    path = tmp_path / "my site"
    path.mkdir()
    return path


def load(folder: Path, toml: str = "", **files: str | bytes) -> tuple[Site | None, list[Problem]]:
    (folder / "site.toml").write_text(toml or 'name = "Ruhepol"', encoding="utf-8")
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_site(folder, SHIPPED)


def only_problem(folder: Path, toml: str, **files: str | bytes) -> str:
    site, (problem,) = load(folder, toml, **files)
    assert bool(site) == problem.warning
    return str(problem)


def test_the_example_in_the_documentation_is_a_site() -> None:
    site, problems = load_site(EXAMPLE, SHIPPED)
    assert site and not problems
    assert [page.name for page in site.pages] == ["impressum", "datenschutz"]
    assert site.logo and site.icon == site.logo


def test_the_documentation_shows_the_example_as_it_is() -> None:
    text = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    assert (EXAMPLE / "site.toml").read_text(encoding="utf-8") in text


def test_what_a_site_leaves_out_is_as_it_comes_with_steady(folder: Path) -> None:
    site, problems = load(folder, 'name = "Ruhepol"')
    ours, _ = load_site(SHIPPED, SHIPPED)
    assert site and ours and not problems
    assert (site.name, ours.name) == ("Ruhepol", "Steady")
    assert (site.leave_to, site.emergency, site.accent) == (ours.leave_to, ours.emergency, None)


def test_a_folder_without_a_site_is_named(folder: Path) -> None:
    site, problems = load_site(folder / "none", SHIPPED)
    assert site is None
    assert str(problems[0]).startswith("site.toml: The file cannot be read (No such file or directory).")
    assert str(folder / "none" / "site.toml") in str(problems[0])


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ('name = ""', "site.toml:1: name: The name must have 1 to 30 letters"),
        ('\nname = "Two\\nlines"', "site.toml:2: name: The name must have"),
        ('leave_to = "wikipedia.org"', "site.toml:1: leave_to: This is not an address"),
        ('leave_to = "https://me:hush@x.example/"', "site.toml:1: leave_to: This is not an address"),
        ('[colors]\naccent = "green"', 'site.toml:1: colors: accent is "green", which is not a color.'),
        ("[texts]\nintrodution = 'x'", 'site.toml:2: texts: "introdution" is not a known key. Did you mean "intro'),
        ("[texts]\nheadline = 'x'", 'site.toml:2: texts: "headline" is not a known key.'),
        (f"[texts]\nfooter = '{'x' * 201}'", "site.toml:1: texts: footer has 201 characters"),
        ("emergency = []", "site.toml:1: emergency: There must be 1 to 6 emergency numbers."),
        ("[[emergency]]\nnumber = 'help'", 'site.toml:1: emergency 1: A phone cannot dial "help".'),
        (
            "[[emergency]]\nnumber = '112'\nplace = 'a'\n[[emergency]]\nnumber = '110'",
            "site.toml:4: emergency 2: Nothing says",
        ),
        ("[[links]]\nlabel = 'a'", "site.toml:1: links 1: A link needs either url or page."),
        (
            "[[links]]\nlabel = 'a'\nurl = 'https://x.example'\npage = 'a.txt'",
            "site.toml:1: links 1: A link has either url or page, not both. Remove one of them.",
        ),
        (
            "[texts]\nintroduction = 'In {minuten} minutes'",
            "site.toml:1: texts: introduction has {minuten}, which means nothing here. Write {minutes}",
        ),
        ("[texts]\nwho_for = 'In {minutes} minutes'", "site.toml:1: texts: who_for has {minutes}, which means nothing"),
        ("[[links]]\nlabel = ' '\nurl = 'https://x.example'", "site.toml:1: links 1: The label must have 1 to 40"),
        *[
            (f"[[links]]\nlabel = 'a'\nurl = '{url}'", f'site.toml:1: links 1: "{url}" is not an address for a link.')
            for url in (
                "x.example",
                "http://x.example",
                "javascript:alert(1)",
                "mailto:me",
                "tel:0221/1",
                "https://a b/",
            )
        ],
        *[
            (
                f"[[links]]\nlabel = 'a'\npage = '{page}'",
                f'site.toml:1: links 1: "{page}" is not the name of a text file.',
            )
            for page in ("../secret.txt", "/etc/passwd", "imprint.docx", ".txt")
        ],
        ("[[links]]\nlabel = 'a'\npage = 'none.txt'", "none.txt: The file cannot be read (No such file or directory)."),
        ("logo = 'none.svg'", "none.svg: The file cannot be read (No such file or directory)."),
        ("logo = '../x.svg'", 'site.toml:1: logo: "../x.svg" is not the name of a file.'),
        ("logo_has_name = true", "site.toml:1: logo_has_name: There is no logo."),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, toml: str, place: str) -> None:
    assert only_problem(folder, toml).startswith(place)


def test_each_contrast_that_a_color_falls_short_of_is_measured_and_mended(folder: Path) -> None:
    site, problems = load(folder, '[colors]\naccent = "#ffcc00"')
    assert site is None
    assert [str(problem) for problem in problems] == [
        f"site.toml:1: colors: accent is #ffcc00. Its contrast with {ground} is {ratio}:1, and {needed}:1 is needed. "
        'The nearest color that works is accent = "#876c00".'
        for ground, ratio, needed in (
            ("the text of a button", "1.43", "4.5"),
            ("the page", "1.38", "3"),
            ("a warm card", "1.26", "3"),
            ("the darkest part of a picture’s scale", "1.08", "3"),
        )
    ]


def test_dark_pages_get_a_color_of_their_own_from_the_only_one(folder: Path) -> None:
    site, problems = load(folder, '[colors]\naccent = "#2F6B4F"')
    assert site and site.accent and not problems
    assert (site.accent.light, site.accent.dark) == ("#2f6b4f", "#6b9682")
    message = only_problem(folder, '[colors]\naccent = "#2f6b4f"\naccent_dark = "#628d79"')
    assert "accent_dark is #628d79. Its contrast with the lightest part of a picture’s scale is 2.70:1" in message


def test_two_links_cannot_have_the_same_page(folder: Path) -> None:
    toml = "[[links]]\nlabel = 'a'\npage = 'x.y.txt'\n[[links]]\nlabel = 'b'\npage = 'X-Y.txt'"
    (folder / "x.y.txt").write_text("One")
    (folder / "X-Y.txt").write_text("Two")
    assert "links 2: An earlier link has the same page." in only_problem(folder, toml)


def test_a_text_keeps_its_paragraphs_headings_and_ends_of_lines(folder: Path) -> None:
    text = "# Imprint\r\nRuhepol e. V.\r\nMusterstraße 1\r\n \r\nAnna # 1\r\n"
    site, problems = load(folder, "[[links]]\nlabel = 'Imprint'\npage = 'us.txt'", us_txt=text)
    assert site and not problems
    assert [(block.kind, block.text) for block in site.pages[0].blocks] == [
        ("heading", "Imprint"),
        ("paragraph", "Ruhepol e. V.\nMusterstraße 1"),
        ("paragraph", "Anna # 1"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n", "us.txt: The file is empty."),
        (b"\xfcber", "us.txt: The file is not UTF-8"),
        (b"a\nb\x07", "us.txt:2: "),
    ],
)
def test_a_text_that_cannot_be_shown_is_named(folder: Path, content: bytes, said: str) -> None:
    assert only_problem(folder, "[[links]]\nlabel = 'a'\npage = 'us.txt'", us_txt=content).startswith(said)


def test_a_logo_is_svg_or_png_and_a_square_one_is_the_icon_too(folder: Path) -> None:
    wide, _ = load(folder, "logo = 'a.svg'", a_svg='<?xml version="1.0"?>' + SVG.format(size="120 40", content=""))
    assert wide and wide.logo and (wide.logo.width, wide.logo.height, wide.icon) == (120, 40, None)
    square, problems = load(folder, "logo = 'a.png'", a_png=png(96, 90))
    assert square and square.logo and not problems
    assert square.icon == square.logo
    assert "data:image/png;base64," in square.logo.svg


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        "<foreignObject/>",
        '<image href="https://x.example/a.png"/>',
        '<image href="/etc/passwd"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="other.svg#a"/>',
        '<rect style="fill: url(https://x.example/a)"/>',
        "<style>@import 'a.css';</style>",
        '<a href="#x"/>',
    ],
)
def test_an_svg_with_a_script_or_anything_from_elsewhere_is_refused(folder: Path, content: str) -> None:
    svg = SVG.format(size="10 10", content=content)
    assert only_problem(folder, "logo = 'a.svg'", a_svg=svg).startswith("a.svg: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a picture", "The file is neither PNG nor SVG."),
        (b"<html/>", "The file is not SVG."),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "The SVG declares entities."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "The size of the SVG isn"),
        (png(9, 9)[:-20], "The PNG file is damaged."),
        (png(9, 9).replace(b"IDAT", b"IDAX"), "The PNG file is damaged."),
        (png(9, 9) + b"\0" * MAX_IMAGE_BYTES, "The file has 32 kB"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused(folder: Path, content: bytes, said: str) -> None:
    _, problems = load(folder, "logo = 'a.svg'", a_svg=content)
    assert said in problems[0].message


def test_text_in_a_logo_is_warned_about(folder: Path) -> None:
    svg = SVG.format(size="10 10", content="<text>Ruhepol</text>")
    assert "a.svg: warning: It has text" in only_problem(folder, "logo = 'a.svg'", a_svg=svg)


def test_a_file_whose_name_is_misspelled_is_warned_about(folder: Path) -> None:
    said = only_problem(folder, 'name = "Ruhepol"', helpline_toml="x")
    assert said == 'helpline.toml: warning: This file isn’t used. Rename it to "helplines.toml" if it should be.'
