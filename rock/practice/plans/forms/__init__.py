"""What the plan's pages ask."""
