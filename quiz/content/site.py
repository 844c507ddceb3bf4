"""Loads a host's site folder: site.toml, and the logo, icon and texts that it names."""

import difflib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from quiz.content.addresses import link_address, web_address
from quiz.content.characters import check_characters
from quiz.content.helplines import HELPLINES_FILE_NAME
from quiz.content.images import read_image
from quiz.content.labels import check_language
from quiz.content.loader import QUESTIONS_FILE_NAME
from quiz.content.problems import Problem
from quiz.content.site_pages import TEXT_SUFFIX, read_page
from quiz.content.toml_document import Document
from quiz.core.colors import DARK, LIGHT, Mode
from quiz.core.site import Accent, Colors, Image, Link, Site, SiteFile, SitePage

SITE_FILE_NAME = "site.toml"
KNOWN_FILES = (SITE_FILE_NAME, QUESTIONS_FILE_NAME, HELPLINES_FILE_NAME)
"""The content files that a site folder may have under fixed names."""
MAX_NAME_LENGTH = 30
MAX_LABEL_LENGTH = 40
MAX_LINKS = 6
MAX_EMERGENCY_NUMBERS = 6
MAX_TEXT_LENGTH = {"introduction": 400, "who_for": 800, "about_us": 4000, "footer": 200}
PLACEHOLDER = re.compile(r"\{\w*\}")
HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
EMERGENCY_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,14}")
LARGEST_DIFFERENCE_OF_SIDES = 1.25
"""The greatest ratio of the longer to the shorter side of a picture that counts as square."""


def load_site(folder: Path, shipped: Path) -> tuple[Site | None, list[Problem]]:
    """Return the site in a folder (`None` if it has errors) and all problems found.

    Keys missing from its site.toml are taken from the one in the folder `shipped`.
    """
    document, ours = Document.open(folder / SITE_FILE_NAME), Document.open(shipped / SITE_FILE_NAME)
    own = document.parse(SiteFile)
    check_characters(document)
    values = {**ours.parse(SiteFile), **own}
    _check_texts(document, values)
    check_language(document, own)
    values["leave_to"] = _leave_to(document, values.get("leave_to", ""))
    _check_emergency(document, values)
    accent = _accent(document, values["colors"]) if values.get("colors") else None
    images = {key: _image(document, folder, key, values.get(key, "")) for key in ("logo", "logo_dark", "icon")}
    pages = [_page(document, folder, number, link) for number, link in enumerate(values.get("links", ()), 1)]
    _check_links(document, values.get("links", ()))
    _warn_about_unknown_files(document, folder)
    if document.errors or ours.errors:
        return None, [*ours.problems, *document.problems]
    file = SiteFile(**values)
    site = Site(
        name=file.name,
        leave_to=file.leave_to,
        texts=file.texts,
        links=file.links,
        emergency=file.emergency,
        language=file.language,
        pages=tuple(replace(page, language=file.language) for page in pages if page),
        accent=accent,
        logo=images["logo"],
        logo_dark=images["logo_dark"],
        logo_has_name=file.logo_has_name,
        icon=images["icon"] or (images["logo"] if images["logo"] and _is_square(images["logo"]) else None),
    )
    return site, document.problems


def _check_texts(document: Document, values: dict[str, Any]) -> None:
    name = values.get("name", "")
    if not 0 < len(name.strip()) <= MAX_NAME_LENGTH or "\n" in name:
        document.report("name", f"The name must have 1 to {MAX_NAME_LENGTH} letters, on one line.", "Shorten it.")
    for key, most in MAX_TEXT_LENGTH.items():
        length = len(getattr(values.get("texts"), key, ""))
        if length > most:
            fix = "Shorten it: people read this on a phone."
            document.report("texts", f"{key} has {length} characters; at most {most} are allowed.", fix)
        _check_placeholders(document, key, getattr(values.get("texts"), key, ""))
    for key in ("logo_dark", "logo_has_name"):
        if values.get(key) and not values.get("logo"):
            document.report(key, "There is no logo.", f'Add logo = "logo.svg", or remove {key}.')


def _check_placeholders(document: Document, key: str, text: str) -> None:
    """Report words in braces that nothing would replace."""
    for found in PLACEHOLDER.findall(text):
        if (key, found) != ("introduction", "{minutes}"):
            fix = "Write {minutes}, or leave it out." if key == "introduction" else "Leave it out."
            document.report("texts", f"{key} has {found}, which means nothing here.", fix)


def _leave_to(document: Document, address: str) -> str:
    try:
        return web_address(address)
    except ValueError:
        fix = "Write an http or https address, without a password, such as https://www.wikipedia.org/"
        document.report("leave_to", "This is not an address that a browser can go to.", fix)
    return ""


def _check_emergency(document: Document, values: dict[str, Any]) -> None:
    numbers = values.get("emergency", ())
    if not 0 < len(numbers) <= MAX_EMERGENCY_NUMBERS:
        message = f"There must be 1 to {MAX_EMERGENCY_NUMBERS} emergency numbers."
        document.report("emergency", message, "Keep those of the people who will come.")
    for place, entry in enumerate(numbers, 1):
        location = document.location("emergency", place)
        if not EMERGENCY_NUMBER.fullmatch(entry.number):
            document.report(location, f'A phone cannot dial "{entry.number}".', 'Write digits only, such as "112".')
        if len(entry.place) > MAX_LABEL_LENGTH:
            document.report(location, f"The place has more than {MAX_LABEL_LENGTH} letters.", "Shorten it.")
        if len(numbers) > 1 and not entry.place:
            document.report(location, "Nothing says where this number works.", 'Add place = "Germany".')


def _accent(document: Document, colors: Colors) -> Accent | None:
    """Return the accent colors. If the one for dark pages is not set, the nearest suitable color is used."""
    for key, color in (("accent", colors.accent), ("accent_dark", colors.accent_dark or "#000000")):
        if not HEX_COLOR.fullmatch(color):
            fix = 'Write # and six digits, such as "#2f6b4f".'
            document.report("colors", f'{key} is "{color}", which is not a color.', fix)
            return None
    dark = colors.accent_dark or DARK.nearest(colors.accent)
    _check_contrast(document, "accent", colors.accent, LIGHT)
    _check_contrast(document, "accent_dark", dark, DARK)
    return Accent(colors.accent.lower(), dark.lower())


def _check_contrast(document: Document, key: str, color: str, mode: Mode) -> None:
    for fault in mode.faults(color):
        # Rounded down, so that a contrast that is too low never looks sufficient.
        message = f"{key} is {color}. Its contrast with {fault.seen_against} is {int(fault.ratio * 100) / 100:.2f}:1"
        fix = f'The nearest color that works is {key} = "{mode.nearest(color)}".'
        document.report("colors", f"{message}, and {fault.needed:g}:1 is needed.", fix)


def _image(document: Document, folder: Path, key: str, name: str) -> Image | None:
    if not name:
        return None
    if not _is_file_name(name):
        document.report(key, f'"{name}" is not the name of a file.', f"Put it beside {SITE_FILE_NAME}.")
        return None
    image, problems = read_image(folder / name)
    document.problems += problems
    if image and key == "icon" and not _is_square(image):
        message = f"The icon is {image.width:g} wide and {image.height:g} high."
        document.report(key, message, "Use a square one; phones crop it to a circle or a rounded square.")
    return image


def _is_square(image: Image) -> bool:
    short, long = sorted((image.width, image.height))
    return long <= short * LARGEST_DIFFERENCE_OF_SIDES


def _page(document: Document, folder: Path, number: int, link: Link) -> SitePage | None:
    """Check where a link leads, and return the page if it leads to a text of the host."""
    location = document.location("links", number)
    if link.url and link.page:
        document.report(location, "A link has either url or page, not both.", "Remove one of them.")
    elif not link.url and not link.page:
        fix = 'Add one of them: url = "https://…" or page = "imprint.txt".'
        document.report(location, "A link needs either url or page.", fix)
    elif link.url:
        try:
            link_address(link.url)
        except ValueError:
            fix = "Begin with https://, mailto: or tel:, and leave out spaces and passwords."
            document.report(location, f'"{link.url}" is not an address for a link.', fix)
    elif not _is_file_name(link.page) or not link.page_name or not link.page.endswith(TEXT_SUFFIX):
        fix = f'Save it as plain text beside {SITE_FILE_NAME}, such as page = "imprint.txt".'
        document.report(location, f'"{link.page}" is not the name of a text file.', fix)
    else:
        page, problems = read_page(folder / link.page, link.page_name, link.label)
        document.problems += problems
        return page
    return None


def _check_links(document: Document, links: tuple[Link, ...]) -> None:
    if len(links) > MAX_LINKS:
        message = f"There are {len(links)} links; at most {MAX_LINKS} fit below a page on a phone."
        document.report("links", message, "Remove some.")
    names = [link.page_name for link in links]
    for number, link in enumerate(links, 1):
        location = document.location("links", number)
        if not 0 < len(link.label.strip()) <= MAX_LABEL_LENGTH:
            document.report(location, f"The label must have 1 to {MAX_LABEL_LENGTH} letters.", "Shorten it.")
        if link.page_name and link.page_name in names[: number - 1]:
            document.report(location, "An earlier link has the same page.", "Remove one, or rename the file.")


def _warn_about_unknown_files(document: Document, folder: Path) -> None:
    """Warn about files that are not read because their names seem to be misspelled."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return
    for name in names:
        meant = difflib.get_close_matches(name.lower(), KNOWN_FILES, n=1, cutoff=0.8)
        if name not in KNOWN_FILES and meant and meant[0] not in names:
            document.problems.append(
                Problem(name, "", "This file isn’t used.", f'Rename it to "{meant[0]}" if it should be.', warning=True)
            )


def _is_file_name(name: str) -> bool:
    return name == Path(name).name and name not in {"", ".", ".."} and "\0" not in name
