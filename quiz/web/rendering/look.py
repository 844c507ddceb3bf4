"""How a host's colors and images appear on pages, in charts and as icons."""

import base64
import re
from dataclasses import dataclass, replace
from functools import cached_property

from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.core.colors import DARK, LIGHT, Mode, mixed
from quiz.core.site import Site

ICON_CIRCLE = re.compile(r"(<circle[^>]*fill=')[^']*'")
"""The dot of static/icon.svg, and the beginning of its color."""
HOVER_SHARE = 0.15
"""How far the color of a button moves under a mouse, away from that of its text."""
TOKENS = """
@layer tokens {{
  :root {{ {light} }}
  @media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
}}
"""
"""A host's accent color on pages: what static/css/tokens.css has in ink, and in blue."""


LONG_URL = 100
"""Characters. The length that all results share has room for a shorter URL of the site that *Leave quickly* opens."""


@dataclass(frozen=True)
class Look:
    """The look of a site. `our_icon` is static/icon.svg, which an icon of the host's replaces."""

    site: Site
    our_icon: str

    @property
    def css(self) -> str:
        """The rules that follow tokens.css, if the host has an accent color."""
        accent = self.site.accent
        return TOKENS.format(light=_tokens(accent.light, LIGHT), dark=_tokens(accent.dark, DARK)) if accent else ""

    @cached_property
    def light_palette(self) -> Palette:
        """The colors of charts on light pages and on paper."""
        return replace(LIGHT_PALETTE, data=self.site.accent.light) if self.site.accent else LIGHT_PALETTE

    @cached_property
    def dark_palette(self) -> Palette:
        """The colors of charts on dark pages."""
        return replace(DARK_PALETTE, data=self.site.accent.dark) if self.site.accent else DARK_PALETTE

    @property
    def backgrounds(self) -> tuple[str, str]:
        """The background of light and of dark pages."""
        return LIGHT.grounds["the page"], DARK.grounds["the page"]

    @property
    def theme_colors(self) -> tuple[str, str]:
        """The colors of a browser's own bars around light and dark pages."""
        accent = self.site.accent
        return (accent.light, accent.dark) if accent else self.backgrounds

    @cached_property
    def icon(self) -> str:
        """The icon of the site as an SVG file: the host's, or ours in the host's color."""
        if self.site.icon:
            return self.site.icon.svg
        return ICON_CIRCLE.sub(rf"\g<1>{self.light_palette.data}'", self.our_icon)

    @cached_property
    def logo_url(self) -> str:
        """The address of the host's logo, "" without one."""
        return _data_url(self.site.logo.svg) if self.site.logo else ""

    @cached_property
    def logo_dark_url(self) -> str:
        """The address of the logo for dark pages, "" if that is the same one."""
        return _data_url(self.site.logo_dark.svg) if self.site.logo_dark else ""

    @cached_property
    def icon_url(self) -> str:
        """The address of the icon."""
        return _data_url(self.icon)

    @cached_property
    def own_parts(self) -> tuple[str, ...]:
        """What a host can add to every page, a few words aside, for the pages whose length must say nothing.

        The icon may be a copy of the logo, but too far from it for gzip to see that.
        """
        links = "\n".join(f"{link.label} {link.url} {link.page}" for link in self.site.links)
        icon = self.icon_url if self.site.icon else ""
        exit_url = self.site.leave_to if len(self.site.leave_to) > LONG_URL else ""
        parts = (self.css, self.site.texts.footer, links, exit_url, self.logo_url, self.logo_dark_url, icon)
        return tuple(filter(None, parts))


def _tokens(color: str, mode: Mode) -> str:
    return f"--action: {color}; --action-hover: {mixed(color, mode.toward, HOVER_SHARE)}; --data: {color};"


def _data_url(svg: str) -> str:
    """Return an SVG file as a URL, for an attribute in double quotes: it takes no request, and is there offline."""
    if svg.isascii() and not {'"', "%"} & set(svg):
        return "data:image/svg+xml," + " ".join(svg.split()).replace("#", "%23")
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
