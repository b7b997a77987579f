"""People who sign in: roles, policy, sign-in."""
