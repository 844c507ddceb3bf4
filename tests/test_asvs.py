"""docs/asvs.md has every requirement of OWASP ASVS 5.0.0, levels 1 and 2, and names nothing that is not there."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LEVELS = """
1.1 22 1.2 1111122223 1.3 112222222223 1.4 222 1.5 123
2.1 122 2.2 112 2.3 12223 2.4 23
3.1 3 3.2 113 3.3 12223 3.4 11222233 3.5 11122333 3.6 3 3.7 22333
4.1 12233 4.2 23333 4.3 22 4.4 1222
5.1 2 5.2 112333 5.3 113 5.4 222
6.1 122 6.2 111111112222 6.3 11223333 6.4 112233 6.5 22222333 6.6 2223 6.7 33 6.8 2222
7.1 222 7.2 1111 7.3 22 7.4 11222 7.5 223 7.6 22
8.1 1233 8.2 1123 8.3 133 8.4 23
9.1 111 9.2 1222
10.1 22 10.2 223 10.3 22223 10.4 1111122222233333 10.5 22222 10.6 22 10.7 222
11.1 2233 11.2 22233 11.3 11233 11.4 1222 11.5 23 11.6 23 11.7 33
12.1 12233 12.2 11 12.3 22223
13.1 2333 13.2 222223 13.3 2233 13.4 1222233
14.1 22 14.2 12223333 14.3 122
15.1 12233 15.2 12233 15.3 1222222 15.4 3333
16.1 2 16.2 22222 16.3 2222 16.4 222 16.5 2223
17.1 23 17.2 22223333 17.3 22
"""
"""Every section, and the level of each of its requirements in their order."""
SECTIONS = re.findall(r"(\d+\.\d+) (\d+)", LEVELS)
ROW = re.compile(r"\| (V\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| (met|deviates|n/a): ([^|]+) \|")
NAMED = re.compile(r"`((?:tests|quiz|deploy|templates|static|\.ci)/[\w./-]+|requirements[\w-]*\.txt)(?:::(\w+))?`")


def asked() -> Iterator[tuple[str, str]]:
    """Give id and level of every requirement of levels 1 and 2."""
    for section, levels in SECTIONS:
        for number, level in enumerate(levels, 1):
            if level != "3":
                yield f"V{section}.{number}", level


def rows(root: Path) -> list[tuple[str, str, str, str]]:
    lines = (root / "docs" / "asvs.md").read_text(encoding="utf-8").splitlines()
    found = [(line, ROW.fullmatch(line)) for line in lines if line.startswith("| V")]
    assert not [line for line, match in found if not match]
    return [(match[1], match[2], match[3], match[4]) for _line, match in found if match]


def test_the_list_is_as_long_as_the_standard() -> None:
    assert Counter(level for _id, level in asked()) == {"1": 70, "2": 183}
    assert sum(len(levels) for _section, levels in SECTIONS) == 345


def test_every_requirement_is_there_once_in_order_and_with_its_level(root: Path) -> None:
    assert [row[:2] for row in rows(root)] == list(asked())


def test_the_counts_at_the_top_are_those_of_the_rows(root: Path) -> None:
    text = (root / "docs" / "asvs.md").read_text(encoding="utf-8")
    for level in "12":
        found = Counter(status for _id, of, status, _how in rows(root) if of == level)
        counts = [found["met"], found["deviates"], found["n/a"], found.total()]
        assert f"| {level} | {' | '.join(map(str, counts))} |" in text


def test_every_test_and_file_that_a_document_names_exists(root: Path) -> None:
    for name in ("docs/asvs.md", "docs/threat-model.md", "docs/weaknesses.md", "SECURITY.md"):
        for path, test in NAMED.findall((root / name).read_text(encoding="utf-8")):
            assert (root / path).exists(), (name, path)
            if test:
                tree = ast.parse((root / path).read_text(encoding="utf-8"))
                assert test in {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}, (name, test)


def test_what_is_met_names_what_shows_it(root: Path) -> None:
    bare = [id_ for id_, _level, status, how in rows(root) if status == "met" and "`" not in how and "](" not in how]
    assert not bare
