"""Two versions of one page of a visit beside each other, question by question; what differs is chosen, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from rock.core.drafts import Answers
from rock.core.forms import Form, TextAreaField, TextField
from rock.practice.visits.forms.child import ChildPage
from rock.practice.visits.forms.who import WhoForm, as_sent
from rock.practice.visits.queries.around import Around
from rock.records.models import Person

HERE, OTHER, BOTH = "here", "other", "both"
_UNASKED = frozenset({"parts", "key"})


@dataclass(frozen=True)
class Difference:
    """One question that two versions answer differently; both can stand where it is answered in free words."""

    name: str
    question: str
    here: str
    other: str
    can_be_both: bool


def differences(around: Around, child: Person | None, here: Answers, other: Answers) -> list[Difference]:
    """Return the questions that the two answer differently, in the order of the page."""
    known = _questions(around, child, joined(here, other, {}))
    names = [name for name in {**here, **other} if here.get(name) != other.get(name) and name not in _UNASKED]
    return [_difference(name, known, here.get(name, []), other.get(name, [])) for name in names]


def joined(here: Answers, other: Answers, choices: dict[str, str]) -> Answers:
    """Return one page out of two: per question what was chosen, and both where nothing was."""
    found: Answers = {}
    for name in {**here, **other}:
        mine, theirs, choice = here.get(name, []), other.get(name, []), choices.get(name, BOTH)
        if mine == theirs or choice == HERE:
            found[name] = mine
        elif choice == OTHER:
            found[name] = theirs
        else:
            found[name] = _both(name, mine, theirs)
    return {name: values for name, values in found.items() if values}


def _both(name: str, mine: list[str], theirs: list[str]) -> list[str]:
    if not mine or not theirs or name == "key":
        return mine or theirs
    several = len(mine) > 1 or len(theirs) > 1 or name in {"parts", "children", "people"}
    return list(dict.fromkeys([*mine, *theirs])) if several else ["\n".join([*mine, *theirs])]


def _questions(around: Around, child: Person | None, answers: Answers) -> dict[str, tuple[str, Form, str]]:
    found = {}
    for about, form in _forms(around, child, answers):
        for name in form.fields:
            found[form.add_prefix(name)] = (about, form, name)
    return found


def _forms(around: Around, child: Person | None, answers: Answers) -> Iterator[tuple[str, Form]]:
    if child is None:
        yield "", WhoForm(around, as_sent(answers))
        return
    page = ChildPage(around, child, answers)
    for form in page.forms:
        part = getattr(form, "part", None)
        yield (part.slot.label if part else ""), form


def _difference(name: str, known: dict[str, tuple[str, Form, str]], here: list[str], other: list[str]) -> Difference:
    base, _dash, box = name.rpartition("-")
    about, form, field_name = known.get(name) or known.get(base) or ("", None, "")
    if form is None:
        return Difference(name, name, ", ".join(here), ", ".join(other), can_be_both=True)
    field = form.fields[field_name]
    label = str(field.label) if name in known else f"{field.label} ({box})"
    free = isinstance(field, TextAreaField) or (isinstance(field, TextField) and name in known)
    words = dict(getattr(field, "choices", []))
    mine, theirs = (", ".join(str(words.get(value, value)) for value in values) for values in (here, other))
    several = len(here) > 1 or len(other) > 1
    return Difference(name, f"{about}: {label}" if about else label, mine, theirs, can_be_both=free or several)
