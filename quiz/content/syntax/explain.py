"""Explain why a text is not TOML."""

from collections.abc import Callable, Sequence

from quiz.content.syntax import characters, lines, lists, texts, values
from quiz.content.syntax.spot import Mistake, Spot

RULES: Sequence[Callable[[Spot], Mistake | None]] = (
    *(characters.curly_quotes, texts.unclosed_text, texts.backslash),
    *(characters.invisible_characters, characters.long_dash, characters.full_width),
    *(lines.repeated_table, lines.repeated_key, texts.odd_quotes, texts.quotes_inside_a_list),
    *(values.keys_in_a_list, lists.unclosed_list, values.decimal_comma, values.two_equal_signs),
    *(lines.two_keys, texts.quotes_inside, lists.group_on_lines, lists.broken_group),
    *(
        lines.broken_header,
        values.boolean_or_nothing,
        values.no_value,
        values.odd_number,
        lines.leftover,
        lines.after_text,
    ),
    *(lines.odd_start, lines.broken_key, values.odd_list, values.bare_text),
)
"""The first that knows the mistake explains it: characters before texts, texts before lists, lists before lines."""
STARTS = {
    "{\\rtf": "This is a rich text file, not plain text.",
    "{": "This is JSON, or begins with {.",
    "<": "This is a web page or XML.",
}
START_FIX = "Steady reads TOML: see the example in docs/questionnaires.md, and save the file as plain text."


def explain(text: str, error: str) -> Mistake:
    """Return what is wrong with a text, and on which line, from the message with which tomllib refused it."""
    for start, message in STARTS.items():
        if text.lstrip().startswith(start):
            return Mistake(message, START_FIX, 1)
    spot = Spot.of(text.replace("\r\n", "\n"), error)
    for rule in RULES:
        if found := rule(spot):
            return found._replace(line=found.line or spot.number)
    message = f"This line is not understood, from its character {spot.column} on."
    return Mistake(message, "Compare it with the example in docs/questionnaires.md.", spot.number)
