"""What is wrong with a file that is not TOML, in words for people who never wrote any."""
