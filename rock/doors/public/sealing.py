"""Sealing of what is not sent yet. The key is made from a token that only the browser holds, so staff cannot read it.

AES-256-GCM, under keys drawn by HKDF-SHA256, one for each purpose. A code for coming back on another device seals the
token in the same way; 16 of 25 letters are 74 bits, so nobody who holds the database can try them all.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TOKEN_BYTES = 32
CODE_LENGTH = 16
_NONCE_BYTES = 12
# None that is read as another, none that spells words.
_CODE_LETTERS = "23456789CDFGHJKMNPQRTVWXY"


class CannotOpen(Exception):  # noqa: N818 - said of a wrong key, which is no fault of ours
    """The key is not the one that it was sealed with, or somebody changed what was sealed."""


def new_token() -> bytes:
    """Return a token that nobody can guess."""
    return secrets.token_bytes(TOKEN_BYTES)


def token_text(token: bytes) -> str:
    """Return the token as the cookie holds it."""
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def token_from(text: str) -> bytes | None:
    """Return the token in a cookie, or None for anything else."""
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == TOKEN_BYTES else None


def new_code() -> str:
    """Return a code for coming back, 16 letters and figures."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(CODE_LENGTH))


def code_text(code: str) -> str:
    """Return a code as people read it, in fours: “7K4M 9QXT 2C3D F4GH”."""
    return " ".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def code_from(typed: str) -> str | None:
    """Return the code in what somebody typed, or None where it cannot be one."""
    found = "".join(letter for letter in typed[:100].upper() if letter.isalnum())
    return found if len(found) == CODE_LENGTH and set(found) <= set(_CODE_LETTERS) else None


def name_of(secret: bytes | str) -> str:
    """Return what a row is found by: it tells nothing about the token or code that it comes from."""
    return _drawn(secret, "name").hex()


def submission_key(token: bytes) -> str:
    """Return the key under which everything that is sent with this token counts once."""
    return _drawn(token, "submission").hex()


def seal(secret: bytes | str, content: bytes) -> bytes:
    """Return the content sealed under a token or a code."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_drawn(secret, "key")).encrypt(nonce, content, name_of(secret).encode())


def unseal(secret: bytes | str, sealed: bytes) -> bytes:
    """Return what was sealed; CannotOpen with another key, or when it was changed."""
    key, nonce, rest = _drawn(secret, "key"), sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, name_of(secret).encode())
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _drawn(secret: bytes | str, purpose: str) -> bytes:
    raw = secret.encode() if isinstance(secret, str) else secret
    return HKDF(algorithm=SHA256(), length=32, salt=b"rock.doors.public", info=purpose.encode()).derive(raw)
