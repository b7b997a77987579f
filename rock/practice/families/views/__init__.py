"""Pages of people, families and networks."""
