"""The questions of these pages."""
