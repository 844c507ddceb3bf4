"""Mistakes in a value: text without quotation marks, a decimal comma, `True`, two equal signs."""

import re

from quiz.content.syntax.spot import KEY, Mistake, Spot, shown

BOOLEANS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
NOTHING = {"null", "none", "nil", "na", "n/a", "undefined"}
ODD_NUMBERS = (
    (re.compile(r"\.\d+"), "A number begins with a point.", "Write 0.{digits}"),
    (re.compile(r"\d+\."), "There is no digit after the point.", "Write {digits}"),
    (re.compile(r"0\d+(\.\d+)?"), "A number cannot begin with 0.", "Write {digits}"),
    (re.compile(r"-?[\d.]+\s*%"), "A number cannot have a % sign.", "Write a share as a number, such as 0.8 for 80%."),
    (re.compile(r"-?\d+\s*/\s*\d+"), "A fraction needs quotation marks.", 'Write {key} = "{value}"'),
    (
        re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"),
        "This is not understood as a date.",
        "Write year-month-day, such as 2026-11-28.",
    ),
)
"""How people write numbers and dates, what is wrong with it, and what to write."""


def decimal_comma(spot: Spot) -> Mistake | None:
    """A comma in a number."""
    if not spot.reason.startswith(("Expected", "Invalid value")):
        return None
    single = re.match(r"\s*[\w-]+\s*=\s*(-?\d*,\d+)\s*(#.*)?$", spot.masked)
    inner = re.search(r"=\s*(\d+,\d+)\s*[,}]", spot.masked) if "{" in spot.before else None
    if not (found := single or inner):
        return None
    number = found[1].replace(",", ".")
    number = f"0{number}" if number.startswith(".") else number
    return Mistake("A number has a comma in it.", f"Write it with a point: {number}")


def two_equal_signs(spot: Spot) -> Mistake | None:
    """A second equal sign."""
    if spot.rest.startswith("=") and spot.before.rstrip().endswith("="):
        fixed = re.sub(r"=[\s=]*=", "=", spot.line, count=1)
        return Mistake("There are two equal signs.", f"Write one: {shown(fixed)}")
    return None


def no_value(spot: Spot) -> Mistake | None:
    """A key without a value."""
    if spot.reason == "Invalid value" and (not spot.rest or spot.rest.startswith("#")):
        return Mistake(
            f"There is no value after {spot.key} =.", "Write it on the same line, or take the whole line out."
        )
    return None


def boolean_or_nothing(spot: Spot) -> Mistake | None:
    """`True`, `yes`, `None` and the like."""
    if spot.reason != "Invalid value":
        return None
    word = re.split(r"[\s,;}\]#]", spot.rest)[0]
    if word.lower() in BOOLEANS:
        right = BOOLEANS[word.lower()]
        return Mistake(
            f"{word} is not understood here.", f"Write {right}, in small letters and without quotation marks."
        )
    if word.lower() in NOTHING:
        return Mistake(f"{word} is not understood here.", "Take the whole line out: what is not there has its default.")
    return None


def odd_number(spot: Spot) -> Mistake | None:
    """A number that is written as people write it, but not TOML."""
    value = spot.line.partition("=")[2].partition("#")[0].strip()
    number = spot.before.rpartition("=")[2].strip()
    if not (spot.reason == "Invalid value" or (spot.reason.startswith("Expected newline") and number[:1].isdigit())):
        return None
    for form, message, fix in ODD_NUMBERS:
        if form.fullmatch(value):
            return Mistake(message, fix.format(key=spot.key, value=value, digits=value.strip(".").lstrip("0")))
    return None


def keys_in_a_list(spot: Spot) -> Mistake | None:
    """The keys of a group without { and }, in a list."""
    if spot.reason == "Invalid value" and re.match(r"[\w-]+\s*=[^=]*,\s*[\w-]+\s*=", spot.rest) and spot.opening():
        return Mistake("Keys in a list need { and } around them.", f"Write {{ {shown(spot.rest.strip(' ,'))} }},")
    return None


def odd_list(spot: Spot) -> Mistake | None:
    """A list in other brackets, with a comma too many, or of keys."""
    if spot.reason != "Invalid value":
        return None
    if re.match(r"\(\s*[\w-]+\s*=", spot.rest):
        return Mistake("A group of keys has curly brackets.", "Write { in place of (, and } in place of ).")
    if spot.rest.startswith("("):
        return Mistake("A list has square brackets.", "Write [ in place of (, and ] in place of ).")
    if spot.rest.startswith(",") and "[" in spot.before:
        return Mistake("There are two commas, or one where nothing stands before it.", "Remove one.")
    if KEY.match(spot.rest):
        return Mistake("Keys in a list need { and } around them.", "Write [{ name = value }].")
    return None


def bare_text(spot: Spot) -> Mistake | None:
    """Text without quotation marks."""
    found = re.match(r"\s*([\w-]+)\s*=\s*([^\"'\[{]+)", spot.line)
    if spot.reason.startswith(("Invalid value", "Expected newline")) and found and found[2].strip():
        text = re.sub(r"^[\"']|[\"']$", "", re.split(r"\s#", spot.line.partition("=")[2])[0].strip())
        text = text.replace('"', '\\"')
        fix = f'Write {found[1]} = "{shown(text)}"'
        if number := re.match(r"-?\d+(\.\d+)?(?=\s)", text):
            return Mistake(
                "There is text after a number.", f"{fix} for a text, or {found[1]} = {number[0]} for a number."
            )
        return Mistake("Text needs quotation marks.", fix)
    if spot.reason == "Invalid value":
        word = re.split(r"[,}\]#]", spot.rest)[0].strip() or spot.rest
        return Mistake(f"{shown(word)} is not understood here.", 'Put text between quotation marks: "…".')
    return None
