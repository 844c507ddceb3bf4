"""Mistakes inside texts: a missing quotation mark, one too many, a backslash."""

import re

from quiz.content.syntax.spot import KEY, Mistake, Spot, masked, shown

QUOTED_INSIDE = re.compile(r'^(\s*[\w-]+\s*=\s*)"(.*)"\s*$')
APOSTROPHE = re.compile(r"^(\s*[\w-]+\s*=\s*)'(.*)'\s*$")
LINE_ENDS = ("Illegal character '\\n'", "Found invalid character '\\n'")
LONG_TEXT = re.compile(r"\"\"\"|'''")


def unclosed_text(spot: Spot) -> Mistake | None:
    """A text without an end."""
    if spot.reason.startswith(("Unterminated string", "Expected \"'")):
        odd = [n for n, line in enumerate(spot.lines, 1) if len(LONG_TEXT.findall(line)) % 2]
        line = odd[-1] if odd else next((n for n, x in enumerate(spot.lines, 1) if masked(x).count("'") % 2), 0)
        mark = '"""' if odd else "'"
        return Mistake(f"The text that begins with {mark} here has no end.", f"Write {mark} again where it ends.", line)
    if spot.reason.startswith(LINE_ENDS) and '\\"' in spot.line:
        return Mistake(
            "A text has no end: after a backslash, a quotation mark is a part of the text.",
            "Write two backslashes if you mean one, or another quotation mark at the end.",
        )
    if spot.reason.startswith(LINE_ENDS):
        return Mistake(
            "A quotation mark is missing: a text has no end.",
            'Write " at the end of the text, on the same line. A text over several lines has """ at both ends.',
        )
    if spot.reason.startswith("Illegal character"):
        return Mistake("There is an invisible control character in the text.", "Delete the text, and type it again.")
    return None


def backslash(spot: Spot) -> Mistake | None:
    """A backslash, which means something inside quotation marks."""
    if spot.reason.startswith(("Unescaped '\\'", "Invalid hex value", "Escaped character")):
        fixed = spot.line.replace("\\\\", "\\").replace("\\", "\\\\").replace('\\\\"', '\\"')
        return Mistake("A backslash \\ has a special meaning in a text.", f"Write each of them twice: {shown(fixed)}")
    return None


def quotes_inside(spot: Spot) -> Mistake | None:
    """Quotation marks inside a text, which end it."""
    if not spot.reason.startswith("Expected newline"):
        return None
    if (found := QUOTED_INSIDE.match(spot.line)) and spot.before.rstrip().endswith('"'):
        inside = found[2].replace('\\"', '"').replace('"', '\\"')
        return Mistake(
            "The text has quotation marks in it, so it ends too early.",
            f'Write a backslash before each of the inner ones: {shown(found[1])} "{shown(inside)}"',
        )
    if (found := APOSTROPHE.match(spot.line)) and spot.before.rstrip().endswith("'"):
        return Mistake(
            "The text has an apostrophe in it, so it ends too early.",
            f'Put it between double quotation marks: {shown(found[1])} "{shown(found[2])}"',
        )
    return None


def quotes_inside_a_list(spot: Spot) -> Mistake | None:
    """Quotation marks, or an apostrophe, inside a text of a list or a group, which end it."""
    if not spot.reason.startswith("Unclosed") or not re.match(r"[^\W_]", spot.rest):
        return None
    mark = spot.before.rstrip()[-1:]
    if mark == "'" or (mark == '"' and '"' in spot.rest and not KEY.match(spot.rest)):
        return Mistake(
            "A text has quotation marks or an apostrophe in it, so it ends too early.",
            'Put it between double quotation marks, and write \\" for each quotation mark inside.',
        )
    return None


def odd_quotes(spot: Spot) -> Mistake | None:
    """A line in which a quotation mark has no partner."""
    marks = spot.masked.split("#")[0].count('"')
    bare = re.match(r"\s*[\w-]+\s*=\s*[^\s\"'\[{]", spot.line)
    if marks % 2 == 0 or '"""' in spot.line or bare:
        return None
    return Mistake(
        "A quotation mark is missing in this line, or there is one too many.",
        'Every text begins with " and ends with ". Inside a text, write \\" for a quotation mark.',
    )
