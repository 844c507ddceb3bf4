"""A result as a PDF report: its content, and the Typst compiler that typesets it."""
