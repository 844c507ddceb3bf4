"""Where the files that are not code are, and where an installation keeps its own.

In a checkout both are the repository's folder. An installed package has `data`, `static` and `templates` inside it;
then paths are relative to the folder in which the program was started.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
IS_INSTALLED = (PACKAGE / "templates").is_dir()
SHIPPED = PACKAGE if IS_INSTALLED else PACKAGE.parent
"""The folder with `data`, `static` and `templates`."""
HOME = Path.cwd() if IS_INSTALLED else PACKAGE.parent
"""The folder where relative paths in settings start, and that holds `instance`."""
