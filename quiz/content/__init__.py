"""Load TOML files into a questionnaire, its advice and helplines, and report every problem with its location."""
