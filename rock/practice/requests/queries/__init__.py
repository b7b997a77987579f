"""Reads about requests for support; each starts from what the person can reach."""
