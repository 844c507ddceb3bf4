"""How templates are read: without their indentation, and compiled once, as Python does it with modules."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
BLOCKS = {"trim_blocks": True, "lstrip_blocks": True}


class Unindented(FileSystemLoader):
    """Leaves the indentation of templates out of pages, where it takes a quarter of the room before packing."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Take the blanks at the beginning of each line away; lines stay, so faults are told by their number."""
        source, name, is_current = super().get_source(environment, template)
        return INDENT.sub("", source), name, is_current


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept in `__pycache__` beside them where Python may keep bytecode; otherwise made anew."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the templates."""
        place = Path(cache_from_source(str(folder / "templates.py"))).parent
        super().__init__(str(place), f"%s.{sys.implementation.cache_tag}")

    def get_source_checksum(self, source: str) -> str:
        """Give the sum of all that decides what a template is compiled to; Jinja adds Python's version, not its own."""
        return super().get_source_checksum(source + repr((BLOCKS, jinja2.__version__)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was compiled; a file that is cut off may raise anything, and then is not used."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 said above
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that can be written."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def add_templates(app: Flask) -> None:
    """Have an application read its templates so."""
    folder = Path(app.root_path, "templates")
    app.jinja_loader = Unindented(folder)
    app.jinja_options = {**app.jinja_options, **BLOCKS, "bytecode_cache": Compiled(folder)}
