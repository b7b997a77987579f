"""The house's own lint, beside ruff: run with `python -m tests.lint`."""
