"""Templates without their indentation, which readers of templates need and browsers don't: 1% of a visit's bytes."""

import re

from jinja2.ext import Extension

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Drops the spaces at the beginning of each line of a template, before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the source without indentation; its lines keep their numbers."""
        return INDENTATION.sub("", source)
