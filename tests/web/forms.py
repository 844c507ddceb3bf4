"""What stands in the forms and lists of a page."""

import html
import re

from bs4 import BeautifulSoup

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
WORD = re.compile(r"<li[^>]*>\s*([a-z-]+)\s*</li>")


def hidden(page: str, action: str = "") -> dict[str, str]:
    """Return the hidden fields of the form that goes to an address, or of the whole page."""
    forms = [
        inside
        for tag, inside in FORM.findall(page)
        if not action or dict(ATTRIBUTE.findall(tag)).get("action") == action
    ]
    tags = [tag for inside in forms[: 1 if action else None] for tag in INPUT.findall(inside)]
    inputs = [dict(ATTRIBUTE.findall(tag)) for tag in tags]
    return {field["name"]: html.unescape(field["value"]) for field in inputs if field.get("type") == "hidden"}


def chosen(page: str) -> dict[str, str]:
    """Return what is chosen on a quiz page, by id."""
    radios = [(dict(ATTRIBUTE.findall(tag)), tag) for tag in INPUT.findall(page) if 'type="radio"' in tag]
    found = {radio["name"][2:]: answer(radio["value"]) for radio, tag in radios if re.search(r"\bchecked\b", tag)}
    return {id_: value for id_, value in found.items() if value}


def answer(value: str) -> str:
    """Return the answer that a radio button stands for; an empty text for none."""
    return value.rstrip(".")


def words(page: str) -> str:
    """Return the seven words on a page; an empty text when there are none."""
    _, _, after = page.partition('id="words"')
    return " ".join(WORD.findall(after.partition("</ol>")[0]))


def linked(text: str) -> set[str]:
    """Return the ids of the statements that the quiz page asks to look at again."""
    page = BeautifulSoup(text, "html.parser")
    targets = [page.select_one(str(link["href"])) for link in page.select(".review-links a")]
    return {str(field["name"])[2:] for target in targets if target for field in target.select("input")}
