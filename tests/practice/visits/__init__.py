"""Visits and the child's day."""
