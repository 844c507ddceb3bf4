"""Chooses the pieces of advice that fit a profile, and explains why."""
