"""Plans with families."""
