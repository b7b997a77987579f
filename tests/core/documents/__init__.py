"""Files that were sent to us."""
