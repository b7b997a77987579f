"""Writes about assessments: begun, written, asked of others, answered by the family, authorised."""
