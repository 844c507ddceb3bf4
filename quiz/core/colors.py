"""Colors as texts such as `#0072b2`, their contrast, and what a host's accent color must be seen against."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
"""The contrast of text, by WCAG 2.2, 1.4.3."""
GRAPHICS_CONTRAST = 3.0
"""The contrast of buttons, outlines and marks of data, by WCAG 2.2, 1.4.11."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, from 1 to 21. Source: WCAG 2.2, definition of "contrast ratio"."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """Return a color mixed with another, of which it has a share from 0 to 1."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (foreign - own) * share):02x}" for own, foreign in pairs)


@dataclass(frozen=True)
class Fault:
    """Too little contrast: of an accent color with what, how much it has, and how much it needs."""

    seen_against: str
    ratio: float
    needed: float


@dataclass(frozen=True)
class Mode:
    """The light or the dark look of the pages.

    `button_text` is the color of text on the accent, `grounds` what the accent is seen on, by name. `toward` is the
    color at the end of the direction in which an accent gets more contrast.
    """

    button_text: str
    grounds: Mapping[str, str]
    toward: str

    def faults(self, accent: str) -> tuple[Fault, ...]:
        """Return what the accent has too little contrast with."""
        pairs = [("the text of a button", self.button_text, TEXT_CONTRAST)]
        pairs += [(name, color, GRAPHICS_CONTRAST) for name, color in self.grounds.items()]
        found = (Fault(name, contrast(accent, color), needed) for name, color, needed in pairs)
        return tuple(fault for fault in found if fault.ratio < fault.needed)

    def nearest(self, accent: str) -> str:
        """Return the color nearest to the accent that has enough contrast with everything."""
        steps = (mixed(accent, self.toward, percent / 100) for percent in range(101))
        return next(color for color in steps if not self.faults(color))


LIGHT = Mode(
    button_text="#fff8ec",
    grounds={
        "the page": "#faf4e8",
        "a warm card": "#fbe9c8",
        "the darkest part of a picture’s scale": "#d9c8a9",
    },
    toward="#000000",
)
DARK = Mode(
    button_text="#1d1814",
    grounds={
        "the page": "#191512",
        "a warm card": "#33271a",
        "the lightest part of a picture’s scale": "#4a4034",
    },
    toward="#ffffff",
)


def _channels(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(color: str) -> float:
    parts = [value / 255 for value in _channels(color)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
