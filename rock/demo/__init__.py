"""The synthetic council, its people and its clock; production cannot import it."""
