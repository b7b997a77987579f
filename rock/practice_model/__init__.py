"""Principles, local terms, the word list and its checker."""
