"""Reads of the family door. Each starts from one person’s own door, which says what it may show."""
