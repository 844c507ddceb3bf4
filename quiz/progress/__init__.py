"""Saved results over time, and what changed between them."""
