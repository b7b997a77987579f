"""Reads of plans: for the staff, for one reader outside, and the list of promises."""
