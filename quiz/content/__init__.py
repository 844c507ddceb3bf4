"""TOML files to a questionnaire, its advice and helplines, with every problem and its place."""
