"""Writes of the child’s own page."""
