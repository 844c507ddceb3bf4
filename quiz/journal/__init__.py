"""Saved results: seven-word codes, sealing, the database."""
