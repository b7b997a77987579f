"""Measures the pages: a signed-in mix against two server processes, beside a bare page of the same server."""
