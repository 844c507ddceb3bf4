"""What is asked and answered: questionnaires, answers, support lines."""
