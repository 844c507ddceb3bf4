"""Where the files are that come with Steady but are not code, and where an installation keeps its own files.

In a checkout, both are in the repository's folder. An installed package has `data`, `static` and `templates` inside
it, and keeps its own files in the folder in which the program was started.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
IS_INSTALLED = (PACKAGE / "templates").is_dir()
SHIPPED = PACKAGE if IS_INSTALLED else PACKAGE.parent
"""The folder with `data`, `static` and `templates`."""
HOME = Path.cwd() if IS_INSTALLED else PACKAGE.parent
"""The folder that contains `instance`. Relative paths in settings start here."""
