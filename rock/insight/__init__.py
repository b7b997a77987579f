"""What the council can see of itself, and statutory data in and out."""
