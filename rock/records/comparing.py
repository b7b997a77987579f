"""One way to write postcodes, phone numbers and free text, so that two of them can be compared. Pure."""

import re

from rock.records.names import plain_letters

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_DIGITS = re.compile(r"\D+")
PHONE_DIGITS = 10


def postcode(text: str) -> str:
    """Return a postcode in capitals with its one space (“fy11aa”: “FY1 1AA”); an empty string if it is none."""
    found = _POSTCODE.fullmatch(re.sub(r"[^A-Z0-9]", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else ""


def phone(text: str) -> str:
    """Return the last ten digits of a phone number (the same for 0 and +44); an empty string if there are fewer."""
    digits = _DIGITS.sub("", text)
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def squeezed(text: str) -> str:
    """Return the letters (without accents) and digits of a text and nothing between them: “Fy1 1aa, Zoë” gives “fy11aazoe”."""
    return "".join(
        part if part.isdigit() else plain_letters(part).replace(" ", "") for part in re.findall(r"\d+|\D+", text)
    )


def same_agency(one: str, other: str) -> bool:
    """Return whether two ways to write a service or school mean one: case, accents, marks and spaces tell none apart."""
    left, right = squeezed(one), squeezed(other)
    # A name in another script leaves nothing to squeeze.
    return left == right if left or right else bool(one.strip()) and one.split() == other.split()
