"""Writes about pods and allocations."""
