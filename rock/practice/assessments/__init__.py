"""Child-and-family assessments."""
