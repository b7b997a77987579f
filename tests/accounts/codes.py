"""What an authenticator app would show."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def code_now(secret: str) -> str:
    """Return the code of this moment for the key of an app."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
