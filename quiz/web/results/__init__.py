"""The result of an attempt: its page, its picture and its PDF."""
