"""What a reader at the door sees: frozen, from an explicit list of fields, made for this reader alone."""
