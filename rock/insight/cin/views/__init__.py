"""The data officer's pages."""
