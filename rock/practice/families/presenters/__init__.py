"""Records turned into words and pictures for these pages."""
