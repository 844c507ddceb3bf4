"""How large a picture is; known without starting matplotlib."""

WIDTH = 3.7
"""Inches, as ROW and FOOT are; a phone's page is about as wide."""
ROW = 0.68
"""A theme: its words, the line, and the words below it."""
FOOT = 0.3
"""The numbers under the last row."""
PIXELS = 96
"""CSS pixels in an inch."""


def profile_size(rows: int) -> tuple[int, int]:
    """Give the width and height in CSS pixels of a profile with so many themes."""
    return round(WIDTH * PIXELS), round((ROW * rows + FOOT) * PIXELS)
