"""Charts for languages that are written from right to left: all positions are mirrored, but letters are not."""

from matplotlib.transforms import Affine2D

OTHER_SIDE = {"left": "right", "right": "left", "center": "center"}
"""The alignment of a text in a mirrored chart, by its alignment in others."""


def to_inches(x_scale: float, y_scale: float, left: float, size: tuple[float, float], *, mirrored: bool) -> Affine2D:
    """Return the transform from a chart's own coordinates to matplotlib's: inches from the bottom left of the figure.

    A chart's own origin is at the top, `left` inches from the left side, and y increases downward. The scales are the
    inches per unit. `size` is the width and height of the figure in inches.
    """
    width, height = size
    transform = Affine2D().scale(x_scale, -y_scale).translate(left, height)
    return transform.scale(-1, 1).translate(width, 0) if mirrored else transform
