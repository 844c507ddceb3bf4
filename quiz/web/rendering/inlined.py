"""Which stylesheets and scripts are inside a response: its content security policy allows just these."""

from flask import g


def note(names: frozenset[str]) -> None:
    """Remember bundles that this response has inside it."""
    g.inlined = noted() | names


def noted() -> frozenset[str]:
    """Return the bundles that were noted for this response."""
    found: frozenset[str] = g.get("inlined", frozenset())
    return found
