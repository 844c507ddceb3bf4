"""A result on paper: what it says, and the Typst compiler that makes a PDF of it."""
