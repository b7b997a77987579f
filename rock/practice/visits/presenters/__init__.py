"""Visits and the child's day in words."""
