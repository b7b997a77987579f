"""Writes about requests for support: received, taken, matched, decided, told, answered."""
