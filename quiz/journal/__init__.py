"""SavedResult results: seven-word codes, sealing, the database."""
