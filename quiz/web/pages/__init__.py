"""The pages that say what this is, help that is always there, and the ways out."""
