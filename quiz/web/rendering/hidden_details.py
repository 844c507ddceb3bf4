"""Hidden details: themes, scores, answers and notes stay off the screen where others may see it. The PDF has them."""

from flask import session


def are_details_hidden() -> bool:
    """Return whether this person hid the details on the screen."""
    return bool(session.get("hide_details"))
