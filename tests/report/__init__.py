"""Reports, read back from their PDF files."""
