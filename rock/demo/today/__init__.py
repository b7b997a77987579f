"""What the demo's people find on the day on which its clock stands: their posts, a family, and a board to work from."""
