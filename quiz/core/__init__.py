"""Questionnaires, answers and support lines."""
