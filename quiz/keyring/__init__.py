"""The secrets of this installation, in a file."""
