"""Mistakes that concern a whole line: headers in brackets, keys, comments, and what is written twice."""

import re

from quiz.content.syntax.spot import KEY, Mistake, Spot, shown

COMMENT = re.compile(r"(//|;|--|/\*|%|<!--)")
NAME = re.compile(r"[\w.-]+")
REPEATED = ("Cannot declare", "Cannot overwrite", "Cannot mutate")
NAMES = "Names have letters from a to z, digits, - and _, and no spaces."
NO_KEY = ("Expected '='", "Invalid statement")


def broken_header(spot: Spot) -> Mistake | None:
    """A line in square brackets that do not match."""
    line = spot.line.split("#")[0].strip()
    if not line.startswith("[") or "=" in line.split("]")[0]:
        return None
    name = re.sub(r"[\[\]\"']", " ", line).strip()
    if not name:
        return Mistake("There is no name between the brackets.", "Write one, such as [scale] or [[themes]].")
    opened, closed = len(line) - len(line.lstrip("[")), len(line) - len(line.rstrip("]"))
    if closed and " " in name and "]" not in line.rstrip("]"):
        return Mistake("The name between brackets has a space.", NAMES)
    if opened != closed and NAME.fullmatch(name):
        either = f"[[{name}]] for each entry of a list, or [{name}] for a single table"
        return Mistake("The square brackets do not match.", f"Write {either}, with nothing else on the line.")
    if "]" in line.rstrip("]") or not closed:
        header = line[: line.rfind("]") + 1] or f"[{name.split()[0]}]"
        return Mistake("Something else is on the line of a header.", f"Leave {header} alone on its line.")
    return Mistake("The name between brackets has a sign that names cannot have.", NAMES)


def repeated_table(spot: Spot) -> Mistake | None:
    """A table for the second time, or once with single and once with double brackets."""
    header = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?", spot.line)
    if not header or not spot.reason.startswith(REPEATED):
        return None
    name = header[1]
    first = spot.above(rf"\s*(\[\[?\s*{re.escape(name)}\s*\]|{re.escape(name)}\s*=)")
    if not first:
        return Mistake(f"The name {name} is in use already.", "Give this part another name, or remove the other one.")
    if "[[" in spot.line or "[[" in spot.lines[first - 1]:
        return Mistake(
            f"{name} is written in two ways, here and on line {first}.",
            f"Write [[{name}]], with double brackets, above every entry.",
        )
    return Mistake(
        f"[{name}] is here for the second time, after line {first}.",
        f"If there are several, write [[{name}]], with double brackets, above each. If not, put the keys together.",
    )


def repeated_key(spot: Spot) -> Mistake | None:
    """A key for the second time in the same table, or in the same group."""
    if spot.reason.startswith("Duplicate inline table key"):
        key = spot.reason.split("'")[1]
        fix = "Remove one, or end the first entry with }, and begin another with {."
        return Mistake(f"{key} is written twice between {{ and }}.", fix)
    if not spot.reason.startswith(REPEATED):
        return None
    number = next((n for n in range(spot.number, 0, -1) if KEY.match(spot.lines[n - 1])), spot.number)
    found = KEY.match(spot.lines[number - 1])
    key, header, first = found[1] if found else "A key", "", 0
    for above in range(number - 1, 0, -1):
        line = spot.lines[above - 1]
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            first = above
        if re.match(r"\s*\[", line):
            header = line.split("#")[0].strip()
            break
    where = f" It is on line {first}, too." if first else ""
    again = f" If the next entry begins here, write {header} above it." if header.startswith("[[") else ""
    return Mistake(f"{key} is written twice in the same place.{where}", f"Remove one.{again}", number)


def two_keys(spot: Spot) -> Mistake | None:
    """A second key on the line of another."""
    if spot.line.lstrip().startswith("[") or not spot.reason.startswith("Expected newline"):
        return None
    if re.match(r"[,;]?\s*[\w-]+\s*=", spot.rest):
        return Mistake("There are two keys on one line.", "Put each on a line of its own, without a comma between.")
    return None


def leftover(spot: Spot) -> Mistake | None:
    """Something after a value."""
    if not spot.reason.startswith("Expected newline"):
        return None
    if (comment := COMMENT.match(spot.rest)) and spot.rest != ";":
        return Mistake("A comment begins with #.", f"Write # in place of {comment[0]}.")
    if spot.rest in {",", ";"}:
        return Mistake(f"The line ends with “{spot.rest}”.", "Remove it: commas are only between { and }, or [ and ].")
    if spot.rest.startswith(",") and spot.before.rstrip().endswith(("}", '"')):
        return Mistake("There is more than one value.", f"Put square brackets around them: {spot.key} = [ … ]")
    if spot.rest[:1] in {"]", "}"}:
        return Mistake(f"There is one {spot.rest[0]} too many.", "Remove it.")
    return None


def after_text(spot: Spot) -> Mistake | None:
    """Something after a text."""
    if not spot.reason.startswith("Expected newline") or not spot.before.rstrip().endswith(('"', "'")):
        return None
    fix = "Put all of it between the quotation marks, or remove it."
    return Mistake(f"There is more after the text: “{shown(spot.rest)}”.", fix)


def odd_start(spot: Spot) -> Mistake | None:
    """A line that begins with a sign that nothing in TOML begins with."""
    line = spot.line.strip()
    if not spot.reason.startswith(NO_KEY):
        return None
    if line.startswith("```"):
        return Mistake("This line is from a web page, around an example.", "Remove it.")
    if comment := COMMENT.match(line):
        return Mistake("A comment begins with #.", f"Write # in place of {comment[0]}.")
    if re.match(r"[-•*·]\s", line):
        return Mistake(f"The line begins with {line[0]}, like a list in a letter.", f"Remove it: {shown(line[1:])}")
    if line.startswith("="):
        return Mistake("There is nothing before the equal sign.", f"Write the name of the key there: key {shown(line)}")
    return None


def broken_key(spot: Spot) -> Mistake | None:
    """The part before the equal sign, or a line without one."""
    if not spot.reason.startswith(NO_KEY):
        return None
    if spot.rest == ":":
        name = spot.before.strip()
        return Mistake(
            "A header has square brackets, and no colon.", f"Write [{name}], or [[{name}]] above each entry."
        )
    if spot.rest.startswith(":"):
        fixed = re.sub(r"\s*:\s*", " = ", spot.line, count=1)
        return Mistake("A colon is between a key and its value.", f"Write an equal sign: {shown(fixed)}")
    if re.match(r"[\"'\[{\d]", spot.rest) and "=" not in spot.masked:
        fix = f"Write {shown(spot.before)} = {shown(spot.rest)}, or begin the line with # if it is a note."
        return Mistake("The equal sign is missing.", fix)
    if "=" in spot.masked:
        name = spot.masked.partition("=")[0].strip()
        return Mistake(f"{shown(name)} cannot be the name of a key.", NAMES)
    return Mistake(
        "This line has no equal sign.",
        "Begin it with # if it is a note. If it belongs to the text above, put both on one line, in the same quotation "
        "marks.",
    )
