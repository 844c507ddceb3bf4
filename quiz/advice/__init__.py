"""Which pieces of advice fit a profile, and why."""
