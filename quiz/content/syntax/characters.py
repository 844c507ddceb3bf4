"""Characters that look like those of TOML: curly quotation marks, spaces of other kinds, long dashes."""

import re
import unicodedata

from quiz.content.syntax.spot import Mistake, Spot, shown

CURLY = "“”„‟«»‹›‘’‚`´＂＇"  # noqa: RUF001 those that people mean as quotation marks
CURLY_TEXT = re.compile(
    rf"([=\[,{{(]\s*)[{CURLY}]+([^{CURLY}\"']*)[{CURLY}\"']+|([=\[,{{(]\s*)\"([^{CURLY}\"']*)[{CURLY}]+"
)
CURLY_VALUE = re.compile(rf"(\s*[\w-]+\s*=\s*)[{CURLY}\"]([^\"]*)[{CURLY}\"]\s*(?:#.*)?$")
"""A single text; curly quotation marks inside it may stay."""
LONG_DASH = re.compile(r"([=\[,]\s*)[−–—](?=\d)")  # noqa: RUF001
INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Cc"}
"""Unicode categories of characters that nobody sees, or takes for a space."""
FULL_WIDTH = {"＝": "=", "，": ",", "［": "[", "］": "]", "｛": "{", "｝": "}"}  # noqa: RUF001


def curly_quotes(spot: Spot) -> Mistake | None:
    """Text between quotation marks of another kind."""
    if not CURLY_TEXT.search(spot.masked):
        return None
    if spot.line.lstrip().startswith("["):
        fixed = re.sub(f"[{CURLY}\"']", "", spot.line)
        return Mistake("The name between brackets has quotation marks.", f"Remove them: {shown(fixed)}")
    whole = CURLY_VALUE.match(spot.line)
    fixed = (
        f'{whole[1]}"{whole[2]}"'
        if whole
        else CURLY_TEXT.sub(lambda found: f'{found[1] or found[3]}"{found[2] or found[4] or ""}"', spot.line)
    )
    return Mistake(
        "These quotation marks are curly or of another kind, as Word and phones write them.",
        f"Use the straight ones of the keyboard: {shown(fixed)}",
    )


def invisible_characters(spot: Spot) -> Mistake | None:
    """A space of another kind, or a character that nobody sees, outside of texts."""
    odd = (place for place, sign in enumerate(spot.masked) if sign != " " and unicodedata.category(sign) in INVISIBLE)
    place = next((place for place in odd if spot.line[place] not in "\t\r"), -1)
    if place < 0:
        return None
    character = spot.line[place]
    before = spot.line[:place].strip()
    where = f"after {shown(before)}" if before else "at the start of the line"
    if unicodedata.category(character) == "Zs":
        return Mistake(
            f"The space {where} is of another kind (a non-breaking space, say), as Word and web pages write it.",
            "Delete it, and type a space there.",
        )
    if not before:
        return Mistake(
            "There is an invisible character at the start of the line.", "Delete the line, and type it again."
        )
    return Mistake(f"There is an invisible character {where}.", "Delete that part, and type it again.")


def long_dash(spot: Spot) -> Mistake | None:
    """A dash as a minus sign."""
    if not LONG_DASH.search(spot.masked):
        return None
    fixed = LONG_DASH.sub(lambda found: f"{found[1]}-", spot.line)
    return Mistake("The minus sign is a long dash.", f"Use the hyphen of the keyboard: {shown(fixed)}")


def full_width(spot: Spot) -> Mistake | None:
    """A sign as East Asian keyboards write it."""
    for wide, narrow in FULL_WIDTH.items():
        if wide in spot.masked:
            return Mistake(f"The sign {wide} is a wide one.", f"Type the narrow one: {narrow}")
    return None
