"""Reports, and their PDF files read back."""
