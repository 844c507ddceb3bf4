"""A site in its host's name: the name, colors, logo, links and sentences that the host chose."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from quiz.core.strict import Strict
from quiz.core.words import Words

SPELLED_OUT = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"})
"""Letters that Unicode doesn't take apart."""
FALLBACK_FILE_NAME = "download"
"""For a name without any Latin letter or digit."""


def ascii_name(text: str) -> str:
    """Return a text as lower-case ASCII letters, digits and hyphens; "" if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text.translate(SPELLED_OUT)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@dataclass(frozen=True)
class Colors(Strict):
    """The accent color as `#rrggbb`, and the one for dark pages ("": found from the other)."""

    accent: str
    accent_dark: str = ""


@dataclass(frozen=True)
class Texts(Strict):
    """Sentences that a host may replace or add; each line is a paragraph, and "" leaves ours, or nothing.

    `introduction` follows the headline of the start page. `who_for` replaces what stands there under that heading,
    except for the lines about age and about an earlier visit. `about_us` says who the host is. `footer` is shown at the
    foot of every page.
    """

    introduction: Words = ""
    who_for: Words = ""
    about_us: Words = ""
    footer: Words = ""


@dataclass(frozen=True)
class Link(Strict):
    """A link at the foot of every page: to `url`, or to the host's own text in the file `page`."""

    label: Words
    url: str = ""
    page: str = ""

    @property
    def page_name(self) -> str:
        """The name of the host's own text in its address; "" for another link."""
        return ascii_name(self.page.rpartition(".")[0])


@dataclass(frozen=True)
class EmergencyNumber(Strict):
    """An emergency number, and where it works; "" if it is the only one."""

    number: str
    place: Words = ""

    @property
    def tel(self) -> str:
        """The digits to dial."""
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class SiteFile(Strict):
    """The content of site.toml. The host's own keys replace those of data/site.toml.

    `language` is that of its texts, and of the pages that its links name.
    """

    name: str
    leave_to: str
    language: str = "en"
    logo: str = ""
    logo_dark: str = ""
    logo_has_name: bool = False
    icon: str = ""
    colors: Colors | None = None
    texts: Texts = Texts()
    links: tuple[Link, ...] = ()
    emergency: tuple[EmergencyNumber, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph or a heading of the host's own text. A paragraph may have line feeds, which are kept."""

    kind: Literal["heading", "paragraph"]
    text: str


@dataclass(frozen=True)
class SitePage:
    """A text of the host's own, such as an imprint: the name in its address, its title, blocks and language."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    language: str = "en"


@dataclass(frozen=True)
class Image:
    """A logo or icon as an SVG file, whatever it was made from, with its size in any unit."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True)
class Accent:
    """The host's accent color on light and on dark pages, with enough contrast on each."""

    light: str
    dark: str


@dataclass(frozen=True)
class Site:
    """The site as its host named it.

    `logo_dark` is for dark pages, which otherwise show `logo`. `icon` is square. Without an icon, a logo or an accent,
    ours is shown.
    """

    name: str
    leave_to: str
    texts: Texts
    links: tuple[Link, ...]
    emergency: tuple[EmergencyNumber, ...]
    language: str = "en"
    pages: tuple[SitePage, ...] = ()
    accent: Accent | None = None
    logo: Image | None = None
    logo_dark: Image | None = None
    logo_has_name: bool = False
    icon: Image | None = None

    @property
    def file_name(self) -> str:
        """The name of downloads, before the dot: the site's name, safe in any file system and header."""
        return ascii_name(self.name) or FALLBACK_FILE_NAME
