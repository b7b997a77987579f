"""Writes of a plan: starting it, writing it, sharing it, saying what one thinks of it, promises, how it stands, its end."""
