"""Settings read from the environment, loudly: an odd value stops the start with a sentence that says how to mend it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the content of the file that NAME_FILE names; without either, the default or an error."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE, a file that holds it).")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return the variable as yes or no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: use 1 or 0.")


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}: use a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return the variable, a comma-separated list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
