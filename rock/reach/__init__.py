"""Who may reach which person."""
