"""Steady: answers become a profile, the profile becomes advice."""
