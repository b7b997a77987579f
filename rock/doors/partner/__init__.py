"""What a partner sees: their own promises, the questions for them, and a place for what they saw of a child’s day."""
