"""Reads of the partner’s door: what one partner may see, and what workers see of them."""
