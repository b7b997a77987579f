"""Addresses, phones, e-mail and identifiers that cannot belong to anybody.

Postcodes: district FY99 with a last letter that no postcode may end in (C, I, K, M, O, V). Phones: the ranges that Ofcom
keeps free for drama. E-mail: example.org, reserved by RFC 2606. NHS numbers: the 999 range that the NHS keeps for tests, with
the right modulus 11 check digit. Pupil numbers: the right check letter, and an establishment below 1000, which no school has.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from rock.demo.council.names import FullName, rows

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NEVER_LAST = "CIKMOV"
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Address:
    """A house in an invented street of the town."""

    line: str
    town: str
    postcode: str


@cache
def _words(kind: str) -> tuple[str, ...]:
    return next(tuple(row["words"].split()) for row in rows("places") if row["kind"] == kind)


def address(rng: Random, town: str = "Blackpool") -> Address:
    """Return an address in a street that does not exist, some of them flats."""
    street = f"{rng.choice(_words('street_first'))} {rng.choice(_words('street_last'))}"
    flat = f"Flat {rng.randrange(1, 9)}, " if rng.random() < 0.3 else ""
    inward = f"{rng.randrange(1, 10)}{rng.choice(INWARD)}{rng.choice(NEVER_LAST)}"
    return Address(f"{flat}{rng.randrange(1, 120)} {street}", town, f"FY99 {inward}")


def school(rng: Random, age: int) -> str:
    """Return the name of an invented nursery, primary or secondary school for an age in years."""
    if age >= 11:
        return f"{rng.choice(_words('school_secondary'))} Academy"
    return f"{rng.choice(_words('school_primary'))} {'Nursery' if age < 4 else 'Primary School'}"


def mobile(rng: Random) -> str:
    """Return a mobile number of the drama range: a thousand exist, so two people may share one."""
    return f"07700 900{rng.randrange(1000):03d}"


def landline(rng: Random) -> str:
    """Return a landline of the drama range without a place."""
    return f"01632 960{rng.randrange(1000):03d}"


def email(rng: Random, name: FullName) -> str:
    """Return an address at example.org made of the name."""
    given, family = (
        "".join(c for c in part.lower() if c.isalnum()) for part in (name.known_as or name.given, name.family)
    )
    return f"{given}.{family}{rng.randrange(10, 100)}@example.org"


def nhs_check_digit(first_nine: str) -> int:
    """Return the modulus 11 check digit of nine digits; 10 means that no number may be made of them."""
    total = sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11


def nhs_number(serial: int) -> str:
    """Return the ten-digit test number of a person's serial (below 500,000), or "" where neither of its two can be made."""
    for nine in (f"999{(serial * 389) % 500_000:06d}", f"999{(serial * 389) % 500_000 + 500_000:06d}"):
        if nhs_check_digit(nine) < 10:
            return f"{nine}{nhs_check_digit(nine)}"
    return ""


def upn_check_letter(digits: str) -> str:
    """Return the check letter of the twelve digits of a pupil number (weights 2 to 13, modulus 23)."""
    return UPN_LETTERS[sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True)) % 23]


def upn(serial: int, first_school_year: int) -> str:
    """Return the pupil number of a child's serial (below a million), given in the year of first schooling."""
    digits = f"8900{serial // 1000:03d}{first_school_year % 100:02d}{serial % 1000:03d}"
    return upn_check_letter(digits) + digits
