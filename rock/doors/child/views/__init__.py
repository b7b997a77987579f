"""Pages: the child’s own, the worker’s about the card, and the list of children who do not feel safe."""
