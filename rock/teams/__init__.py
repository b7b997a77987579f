"""Pods, posts, allocations."""
