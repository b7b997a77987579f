"""Pages of people, family and network."""
