"""Draws matplotlib figures and writes them as SVG."""
