"""What a family sees."""
