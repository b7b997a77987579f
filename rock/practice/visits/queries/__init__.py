"""Reads about visits and the child's day; each starts from a child whom the caller has reached."""
