"""Pages: the partner’s own, one question by its link, and the worker’s about who is invited."""
