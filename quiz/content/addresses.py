"""Checks web, mail and phone addresses that hosts write."""

import re

from pydantic import AnyHttpUrl

MAIL_OR_PHONE = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+|tel:\+?[0-9]+")


def web_address(text: str) -> str:
    """Return an http or https address in the form that browsers send.

    Raises ValueError for any other text, and if the address has a user or a password, since every page shows it.
    """
    url = AnyHttpUrl(text)
    if url.username or url.password:
        raise ValueError
    return str(url)


def link_address(text: str) -> str:
    """Return an address that a link may have: https, mailto or tel. Raises ValueError for any other text."""
    if MAIL_OR_PHONE.fullmatch(text):
        return text
    address = web_address(text)
    if not address.startswith("https:"):
        raise ValueError
    return address
