"""Mistakes in lists, between [ and ], and in groups, between { and }."""

from quiz.content.syntax.spot import HEADER, KEY, Mistake, Spot, shown

GROUP_SIGNS = (
    (";", "There is a semicolon between two parts.", "Write a comma in its place."),
    ("}", "There is a comma before the }.", "Remove it."),
    (",", "There are two commas.", "Remove one."),
    (":", "A colon is between a key and its value.", "Write an equal sign in its place."),
    (("]", "{"), "A } is missing.", "Each { needs a } after its last part, on the same line."),
)
"""With what the rest of a line begins, what is wrong, and what to do."""


def unclosed_list(spot: Spot) -> Mistake | None:
    """A list without an end, or without a comma between two entries."""
    opening, unclosed = spot.opening(), spot.reason == "Unclosed array"
    next_part = bool(HEADER.match(spot.line) or KEY.match(spot.line)) and not spot.before.strip(" \t[")
    if next_part and opening and (unclosed or spot.reason == "Invalid value"):
        message = f"The list that begins here has no end: line {spot.number} is not a part of it."
        return Mistake(message, "Write ] after its last entry.", opening)
    if unclosed and not spot.rest:
        return Mistake("The list that begins here has no end.", "Write ] after its last entry.", opening)
    return _missing_comma(spot) if unclosed else None


def group_on_lines(spot: Spot) -> Mistake | None:
    """A group that is not closed on its line."""
    if not _in_group(spot) or (spot.rest and not spot.rest.startswith("#")):
        return None
    following = next((line.strip() for line in spot.lines[spot.number :] if line.strip()), "")
    if following.startswith("}") or (KEY.match(following) and following.endswith(("}", "},", ","))):
        return Mistake("What is between { and } goes over several lines.", "Put all of it on one line, from { to }.")
    return Mistake("A } is missing at the end of the line.", f"Write {shown(spot.before.rstrip(', '))} }}")


def broken_group(spot: Spot) -> Mistake | None:
    """A group with a sign too many or too few."""
    if not _in_group(spot):
        return None
    for signs, message, fix in GROUP_SIGNS:
        if spot.rest.startswith(signs):
            return Mistake(message, fix)
    if spot.reason == "Unclosed inline table":
        return _missing_comma(spot)
    return Mistake(f"An equal sign is missing before {shown(spot.rest)}", "Write each part as name = value.")


def _in_group(spot: Spot) -> bool:
    inside = "{" in spot.masked[: spot.column] and spot.reason.startswith(("Invalid initial", "Expected '='"))
    return inside or spot.reason == "Unclosed inline table"


def _missing_comma(spot: Spot) -> Mistake:
    before = spot.before.strip()
    if before:
        return Mistake("A comma is missing between two parts.", f"Write one after {shown(before)}")
    number = next((n for n in range(spot.number - 1, 0, -1) if spot.lines[n - 1].strip()), spot.number)
    return Mistake(
        "A comma is missing at the end of this line.", f"Write {shown(spot.lines[number - 1].split('  #')[0])},", number
    )
