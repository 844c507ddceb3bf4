"""Every test and file that a security document names exists."""

import ast
import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`((?:tests|quiz|deploy|templates|static|\.ci)/[\w./-]+|requirements[\w-]*\.txt)(?:::(\w+))?`")


@pytest.mark.parametrize(
    "document", ["docs/asvs.md", "docs/figures.md", "docs/threat-model.md", "docs/weaknesses.md", "SECURITY.md"]
)
def test_every_test_and_file_that_a_document_names_exists(root: Path, document: str) -> None:
    for path, test in NAMED.findall((root / document).read_text(encoding="utf-8")):
        assert (root / path).exists(), path
        if test:
            tree = ast.parse((root / path).read_text(encoding="utf-8"))
            assert test in {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}, (path, test)
