"""Charts for languages that are written from right to left: everything changes sides, and letters stay as they are."""

from matplotlib.transforms import Affine2D

OTHER_SIDE = {"left": "right", "right": "left", "center": "center"}
"""How a text is aligned in a mirrored chart, by how it is otherwise."""


def to_inches(x_scale: float, y_scale: float, left: float, size: tuple[float, float], *, mirrored: bool) -> Affine2D:
    """Return the transform from a chart's own coordinates, which begin `left` inches from its left side, at the top.

    The scales are in inches; `size` is the width and height of the figure in inches.
    """
    width, height = size
    transform = Affine2D().scale(x_scale, -y_scale).translate(left, height)
    return transform.scale(-1, 1).translate(width, 0) if mirrored else transform
