"""The children-in-need census: the format in and out, and its loading."""
