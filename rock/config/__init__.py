"""Settings and the root URL table."""
