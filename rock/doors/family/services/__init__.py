"""Writes of the family door: opening it, entering it, answering at it, holding back who looked."""
