"""Writes of the partner’s door."""
