"""Reads about pods and who is allocated to whom."""
