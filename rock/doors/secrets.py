"""Links, codes and spoken words: how they are made, read back as people type them, and kept only as hashes. Pure."""

import secrets
from pathlib import Path

from django.utils.crypto import constant_time_compare, salted_hmac

from rock.core.secret_links import bare, link_hash

CODE_DIGITS = 6
WORDS_SAID = 3
# Short, easy to say and to spell, and about nothing.
_WORDS = (Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8").split()


def new_code() -> str:
    """Return a code of six figures."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def new_words() -> str:
    """Return three words to be said (more of them than six figures give codes)."""
    return " ".join(secrets.choice(_WORDS) for _ in range(WORDS_SAID))


def token_hash(token: str) -> str:
    """Return what a link is found by, however it was typed."""
    return link_hash("rock.doors.family.token", token)


def code_hash(key_id: int, code: str, *, purpose: str = "family") -> str:
    """Return what a code of one link or card is compared by; without the server’s secret nobody can try all codes against it."""
    return salted_hmac(f"rock.doors.{purpose}.code.{key_id}", bare(code), algorithm="sha256").hexdigest()


def is_code(key_id: int, typed: str, kept: str, *, purpose: str = "family") -> bool:
    """Return whether what was typed is the code that was kept."""
    return constant_time_compare(code_hash(key_id, typed, purpose=purpose), kept)
