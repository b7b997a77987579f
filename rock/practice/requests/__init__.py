"""Requests for support: asking, deciding, telling."""
