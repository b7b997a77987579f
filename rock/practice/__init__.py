"""Work with families, an app each."""
