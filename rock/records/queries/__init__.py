"""Reads over the records; a page starts from reach, and comes here with the people it may speak of."""
