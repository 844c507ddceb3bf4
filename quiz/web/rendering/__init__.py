"""Turning values into pages: assets, formats, shared sentences and public pages."""
