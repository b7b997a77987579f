"""Questions of the partner’s door, and of workers about it."""
