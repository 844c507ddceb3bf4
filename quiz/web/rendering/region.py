"""Where a reader most likely lives, by the browser's language: a guess for what comes first, never by the address."""

from flask import request


def likely_region() -> str:
    """Return the region of the preferred language, such as `us` of `en-US`; empty if it names none."""
    first = request.accept_languages.best or ""
    return next((part for part in first.lower().split("-")[1:] if len(part) == 2), "")  # noqa: PLR2004 ISO 3166
