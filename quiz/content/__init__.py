"""Loads TOML files as a questionnaire, its advice, helplines and a site; reports every problem with its location."""
