"""People, families, what was said and agreed. No pages."""
