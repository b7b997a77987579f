"""Asking for support."""
