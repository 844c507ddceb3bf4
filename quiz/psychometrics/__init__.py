"""How well a questionnaire measures: reliability, model fit, content validity and readability."""
