"""Families Rock: the practice system for children's services that work with families."""
