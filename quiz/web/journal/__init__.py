"""The private journal: saving results, opening and closing it, what changed, its passphrase and its files."""
