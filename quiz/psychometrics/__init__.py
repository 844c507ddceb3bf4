"""How well a questionnaire measures: reliability and readability."""
