"""The colours a picture is drawn in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours of text, of the data, and of the lines behind them. There is no paper: the page shows through."""

    text: str
    quiet: str
    data: str
    line: str


LIGHT = Palette(text="#22302f", quiet="#56615f", data="#0072b2", line="#d9d0c1")
DARK = Palette(text="#ece6da", quiet="#b3ada1", data="#5ab4e5", line="#46423b")
