"""Encrypted journals of saved results, and the database that stores them."""
