"""Reads: counts over all of the service’s work; whom they are about, only as far as the reader reaches."""
