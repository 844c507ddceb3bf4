"""The colors of the charts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colors of text, data and scales. `surface` is the background of charts that have one.

    `muted` is for less important data. `tints` are for the steps of a scale, from the low end to the high end. Data has
    a contrast of at least 3:1 with every tint.
    """

    text: str
    quiet: str
    data: str
    muted: str
    line: str
    surface: str
    tints: tuple[str, ...]


LIGHT_PALETTE = Palette(
    text="#2a221a",
    quiet="#64584a",
    data="#0072b2",
    muted="#5f717f",
    line="#e4d8c3",
    surface="#fffdf7",
    tints=("#f1e9da", "#eadfcb", "#e2d4bb", "#d9c8a9"),
)
DARK_PALETTE = Palette(
    text="#f3eadd",
    quiet="#c0b4a3",
    data="#56aee0",
    muted="#90a3b0",
    line="#3a332b",
    surface="#241f1a",
    tints=("#2c2620", "#352e26", "#3f372d", "#4a4034"),
)
