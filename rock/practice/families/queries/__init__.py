"""Reads for these pages; every one starts from what the reader reaches."""
