"""The profile: one row a theme, a dot for its score and a bar for its range."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from quiz.pictures.frame import SCREEN, Frame
from quiz.pictures.ink import Ink
from quiz.pictures.svg import to_svg

EDGES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Mark:
    """One row: its words above the line and below it; score, low and high end of its range, 0-100 or `None`."""

    name: str
    caption: str
    note: str
    score: float | None
    low: float | None
    high: float | None


def draw_profile(marks: Sequence[Mark], ink: Ink, frame: Frame = SCREEN) -> bytes:
    """Draw a profile as an SVG file, rows in the order given."""
    return to_svg(profile_figure(marks, ink, frame), frame.fonts)


def profile_figure(marks: Sequence[Mark], ink: Ink, frame: Frame = SCREEN) -> Figure:
    """Draw a profile as a figure: a dot-and-range plot on one scale from 0 to 100."""
    height = frame.row * len(marks) + frame.foot
    figure = Figure(figsize=(frame.width, height))
    side, foot = frame.side / frame.width, frame.foot / height
    axes = figure.add_axes((side, foot, 1 - 2 * side, 1 - foot))
    axes.set(xlim=(0, 100), ylim=(len(marks), 0), xticks=EDGES, yticks=[])
    axes.tick_params(axis="x", length=0, labelsize=8.5, labelcolor=ink.quiet, pad=4)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for row, mark in enumerate(marks):
        words, line, note = row + frame.words, row + frame.line, row + frame.note
        axes.text(0, words, mark.name, color=ink.text, size=10.5, weight="bold", parse_math=False)
        axes.text(100, words, mark.caption, color=ink.text, size=9.5, ha="right", parse_math=False)
        if frame.note:
            axes.text(0, note, mark.note, color=ink.quiet, size=8.5, parse_math=False)
        axes.plot((0, 100), (line, line), color=ink.line, linewidth=1.2, solid_capstyle="round", clip_on=False)
        axes.plot(EDGES, [line] * len(EDGES), "|", color=ink.line, markersize=7, clip_on=False)
        if mark.score is None or mark.low is None or mark.high is None:
            continue
        axes.plot(
            (mark.low, mark.high),
            (line, line),
            color=ink.data,
            linewidth=6,
            alpha=0.35,
            solid_capstyle="butt",
            clip_on=False,
        )
        axes.plot([mark.score], [line], "o", color=ink.data, markersize=9, clip_on=False, gid=f"score-{row}")
    return figure
