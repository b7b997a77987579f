"""Visits, recorded once: who was there, each child's day, what is strong, what worries us."""
