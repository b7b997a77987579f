"""What each audience outside the staff sees."""
