"""Stylesheets say the same after minifying."""

import re
from pathlib import Path

import pytest

CSS = sorted((Path(__file__).parents[3] / "static" / "css").glob("*.css"))
DESCENDANT_PSEUDO_CLASS = re.compile(r"[\w)\]] :[a-z-]+")


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.stem)
def test_no_selector_has_a_space_that_the_minifier_drops(path: Path) -> None:
    # rcssmin turns `.page :is(p)` into `.page:is(p)`, which matches something else; `.page *:is(p)` is safe.
    assert not DESCENDANT_PSEUDO_CLASS.findall(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL))
