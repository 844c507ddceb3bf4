"""The quiz page read back: what is chosen on it, and what it asks to look at again."""

from bs4 import BeautifulSoup


def chosen(page: BeautifulSoup) -> dict[str, str]:
    """Give what is chosen on a quiz page, by id."""
    return {str(radio["name"])[2:]: str(radio["value"]) for radio in page.select("input[type=radio][checked]")}


def linked(page: BeautifulSoup) -> set[str]:
    """Give the ids of the statements that the page asks to look at again."""
    targets = [page.select_one(str(link["href"])) for link in page.select(".places a")]
    return {str(field["name"])[2:] for target in targets if target for field in target.select("input")}


def read(text: str) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(text, "html.parser")
