"""Numbers to matplotlib figures to pictures."""

from quiz.pictures.ink import DARK, LIGHT, Ink
from quiz.pictures.profile import Mark, draw_profile

__all__ = ["DARK", "LIGHT", "Ink", "Mark", "draw_profile"]
