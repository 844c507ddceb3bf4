"""The colors of the charts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colors of text, data and scale lines. There is no background color: charts are transparent."""

    text: str
    quiet: str
    data: str
    line: str


LIGHT_PALETTE = Palette(text="#22302f", quiet="#56615f", data="#0072b2", line="#d9d0c1")
DARK_PALETTE = Palette(text="#ece6da", quiet="#b3ada1", data="#5ab4e5", line="#46423b")
