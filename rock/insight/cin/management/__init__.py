"""The commands of the census."""
