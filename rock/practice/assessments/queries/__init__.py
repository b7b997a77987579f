"""Reads about assessments."""
