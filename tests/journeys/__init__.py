"""Whole journeys: from asking to a worker, told safely, and what people do to break it."""
