"""What the service can see of itself: whether the child’s day comes first, and whether plans are the family’s."""
