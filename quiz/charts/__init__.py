"""Numbers to matplotlib figures to pictures."""
