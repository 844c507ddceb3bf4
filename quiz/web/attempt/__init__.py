"""Taking the quiz: the questions, the answers so far, and sending them."""
