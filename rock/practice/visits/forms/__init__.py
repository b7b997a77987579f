"""The questions about a visit."""
