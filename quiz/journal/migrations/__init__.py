"""Every step from an empty database to today's tables."""

HEAD = "0001"
"""The last step."""
