"""The secret part of a link: made so that it can be typed, read back as people type it, kept only as a hash. Pure."""

import secrets

from django.utils.crypto import salted_hmac

TOKEN_LENGTH = 16  # 74 bits
# None that is read as another, none that spells words.
_LETTERS = "23456789CDFGHJKMNPQRTVWXY"


def new_token() -> str:
    """Return a link's secret part, in fours: “7K4M-9QXT-2C3D-F4GH”."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(TOKEN_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, TOKEN_LENGTH, 4))


def link_hash(room: str, token: str) -> str:
    """Return what a link of one room is found by, however it was typed; without the server’s secret it says nothing."""
    return salted_hmac(room, bare(token), algorithm="sha256").hexdigest()


def bare(typed: str) -> str:
    """Return letters and figures in capitals, nothing between them, of at most 100 characters."""
    return "".join(letter for letter in typed[:100].upper() if letter.isalnum())
