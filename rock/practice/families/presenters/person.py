"""A person's record in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rock.core import time
from rock.core.words import on_day
from rock.practice.families.presenters.veil import Veil
from rock.records.models import BirthKind, Channel, Disability, IdentifierKind, NameKind, Person
from rock.records.queries.person import Facts

WHO_SEES = "Hidden. Only the hub, their social workers and team managers see it."


def age_on(person: Person, day: date) -> str:
    """Return how old somebody is in words: “9”, “7 months”, “not born yet”; empty while it is not known."""
    born = person.birth_date
    if born is None:
        return ""
    if born > day or person.birth_kind == BirthKind.EXPECTED:
        return "not born yet"
    until = min(day, person.death_date) if person.death_date else day
    months = (until.year - born.year) * 12 + until.month - born.month - (until.day < born.day)
    if months < 24:
        return f"{months} month" if months == 1 else f"{months} months"
    return str(months // 12)


def aged(person: Person) -> str:
    """Return somebody's age today as a phrase: “aged 9”, “not born yet”, “age not known”."""
    age = age_on(person, time.today())
    return age if age.startswith("not") else f"aged {age}" if age else "age not known"


def birth_words(person: Person) -> str:
    """Return the birth date and how surely it is known."""
    if person.birth_date is None:
        return "Not known"
    day = on_day(person.birth_date)
    return {
        BirthKind.ESTIMATED: f"About {day} (estimated)",
        BirthKind.EXPECTED: f"Expected on {day}",
    }.get(BirthKind(person.birth_kind), day)


def identity_facts(person: Person) -> list[str]:
    """Return what the bar at the top says beside the name."""
    facts = [aged(person), _born(person)]
    if person.death_date:
        facts.append(f"died {on_day(person.death_date)}")
    if person.needs_interpreter:
        facts.append(f"needs an interpreter: {person.first_language or 'language not known'}")
    return facts


def _born(person: Person) -> str:
    if person.birth_date is None:
        return "date of birth not known"
    words = birth_words(person)
    return words if person.birth_kind == BirthKind.EXPECTED else f"born {words[0].lower()}{words[1:]}"


@dataclass(frozen=True)
class Home:
    """An address as this reader may see it."""

    pk: int
    lines: str
    when: str
    hidden: bool
    who_sees: str
    also_hidden: str
    can_mark: bool


def homes(facts: Facts, veil: Veil) -> list[Home]:
    """Return the addresses, those of today first; a hidden one without its words for whom it is hidden from."""
    rows = sorted(facts.homes, key=lambda row: (row["ends"] is not None, -(row["starts"] or date.min).toordinal()))
    return [_home(row, veil) for row in rows]


def _home(row: dict[str, Any], veil: Veil) -> Home:
    kept = row["hidden"] and not veil.sees_hidden
    lines = ", ".join(part for part in (row["lines"], row["postcode"]) if part)
    return Home(
        pk=row["id"],
        lines="Hidden address" if kept else veil(lines),
        when="" if kept else when(row["starts"], row["ends"]),
        hidden=row["hidden"],
        who_sees=WHO_SEES if row["hidden"] else "",
        also_hidden="" if kept else row["also_hidden"],
        can_mark=not kept,
    )


def when(starts: date | None, ends: date | None) -> str:
    """Return a stretch of time in words; empty when neither end is known."""
    if starts and ends:
        return f"{on_day(starts)} to {on_day(ends)}"
    if starts:
        return f"since {on_day(starts)}"
    return f"until {on_day(ends)}" if ends else ""


@dataclass(frozen=True)
class Contact:
    """A way to reach somebody, with what makes it safe or not."""

    pk: int
    value: str
    channel: str
    safety: str
    colour: str
    notes: list[str]


def contacts(facts: Facts, veil: Veil) -> list[Contact]:
    """Return the ways to reach somebody today: the preferred one first, what is not safe last."""
    rows = [row for row in facts.contacts if row["ends"] is None or row["ends"] > time.today()]
    rows.sort(key=lambda row: (not row["preferred"], row["safe"] is False, row["id"]))
    return [_contact(row, veil) for row in rows]


def _contact(row: dict[str, Any], veil: Veil) -> Contact:
    safety, colour = {
        True: ("Safe to use", "govuk-tag--green"),
        False: ("Not safe: do not use", "govuk-tag--red"),
        None: ("Nobody has asked if it is safe", "govuk-tag--yellow"),
    }[row["safe"]]
    shared = f"Also seen by: {row['shared_with']}" if row["shared_with"] else ""
    notes = ["Preferred" if row["preferred"] else "", row["rule"], shared]
    return Contact(
        row["id"], veil(row["value"]), Channel(row["channel"]).label, safety, colour, [veil(n) for n in notes if n]
    )


def names(facts: Facts) -> list[tuple[str, str, str]]:
    """Return every name that somebody has or had as (name, kind, when): today's first."""
    order = list(NameKind)
    rows = sorted(facts.names, key=lambda row: (order.index(NameKind(row["kind"])), row["id"]))
    return [
        (
            f"{row['given_name']} {row['family_name']}".strip(),
            NameKind(row["kind"]).label,
            when(row["starts"], row["ends"]),
        )
        for row in rows
    ]


def identifiers(facts: Facts, veil: Veil) -> list[tuple[int, str, str, str]]:
    """Return the numbers of other registers as (id, register, number, where from and when checked)."""
    return [
        (row["id"], IdentifierKind(row["kind"]).label, row["value"], veil(_source(row))) for row in facts.identifiers
    ]


def _source(row: dict[str, Any]) -> str:
    checked = f"checked on {on_day(row['verified_on'])}" if row["verified_on"] else "not checked yet"
    return f"{row['source']}, {checked}" if row["source"] else checked


def disabilities(facts: Facts) -> list[str]:
    """Return somebody's disabilities in words."""
    return [Disability(code).label for code in facts.disabilities]


def about(person: Person, veil: Veil) -> list[tuple[str, str]]:
    """Return the short facts as (what, words)."""
    language = person.first_language or "Not known"
    return [
        ("Sex", person.get_sex_display()),
        ("Ethnicity", person.get_ethnicity_display()),
        ("First language", f"{language} (needs an interpreter)" if person.needs_interpreter else language),
        ("How they like to be written to", veil(person.reading_note) or "Nobody has asked"),
        *([("Where the record came from", person.source)] if person.source else []),
    ]
