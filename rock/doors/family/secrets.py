"""Links, codes and spoken words: how they are made, read back as people type them, and kept only as hashes. Pure."""

import secrets
from pathlib import Path

from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_LENGTH = 16  # 74 bits; it opens nothing without a code
CODE_DIGITS = 6
WORDS_SAID = 3
# None that is read as another, none that spells words.
_LETTERS = "23456789CDFGHJKMNPQRTVWXY"
# Short, easy to say and to spell, and about nothing.
_WORDS = (Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8").split()


def new_token() -> str:
    """Return a link's secret part, in fours: “7K4M-9QXT-2C3D-F4GH”."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(TOKEN_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, TOKEN_LENGTH, 4))


def new_code() -> str:
    """Return a code of six figures."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def new_words() -> str:
    """Return three words to be said (more of them than six figures give codes)."""
    return " ".join(secrets.choice(_WORDS) for _ in range(WORDS_SAID))


def token_hash(token: str) -> str:
    """Return what a link is found by, however it was typed."""
    return salted_hmac("rock.doors.family.token", bare(token), algorithm="sha256").hexdigest()


def code_hash(key_id: int, code: str) -> str:
    """Return what a code of one link is compared by; without the server’s secret nobody can try all codes against it."""
    return salted_hmac(f"rock.doors.family.code.{key_id}", bare(code), algorithm="sha256").hexdigest()


def is_code(key_id: int, typed: str, kept: str) -> bool:
    """Return whether what was typed is the code that was kept."""
    return constant_time_compare(code_hash(key_id, typed), kept)


def bare(typed: str) -> str:
    """Return letters and figures in capitals, nothing between them, of at most 100 characters."""
    return "".join(letter for letter in typed[:100].upper() if letter.isalnum())
