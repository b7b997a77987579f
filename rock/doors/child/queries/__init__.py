"""Reads of the child’s own page: only what was asked for this child to see."""
