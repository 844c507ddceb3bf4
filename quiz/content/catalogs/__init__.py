"""Translations, in PO files beside the content that they translate: read, checked and brought up to date with Babel."""
