"""The child’s own page: their day, what they want different, who is who, and a way to say that they do not feel safe."""
