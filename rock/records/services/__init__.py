"""Writes to the records; each is one transaction that says who acts."""
