"""How staff sign in: password and second step by the allauth library, or the council's own sign-on."""
