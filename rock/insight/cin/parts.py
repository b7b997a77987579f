"""An element and what it holds, read value by value; everything that is not taken as it stands leaves a note."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeVar

from lxml import etree
from lxml.etree import _Element as Element

from rock.insight.cin.codes import CodeSet, read_flag
from rock.insight.cin.gate import local
from rock.insight.cin.records import KEPT, LEFT_OUT, READ_AS_NO, Note
from rock.insight.cin.values import read_date

T = TypeVar("T")
LONGEST = 200


def tidy(text: str | None) -> str:
    """Return text with its white space made single; "" for none."""
    return " ".join(text.split()) if text else ""


@dataclass(slots=True)
class Ledger:
    """The notes on one child (or the header, id ""), and the file's reference date to hold dates against."""

    child_id: str
    reference_date: date | None = None
    notes: list[Note] = field(default_factory=list)

    def note(self, where: str, found: object, done: str, why: str) -> None:
        """Add a row to the report; place and find are cut at 200 letters."""
        self.notes.append(Note(self.child_id, where[:LONGEST], str(found)[:LONGEST], done, why))


class Part:
    """One element: its inner elements by name, its path in the report, and the ledger to write notes in.

    `known` names what will be asked for: anything else inside, and text between elements, is noted once and left out.
    """

    __slots__ = ("element", "inside", "ledger", "path")

    def __init__(self, element: Element, path: str, ledger: Ledger, known: frozenset[str]) -> None:
        self.element, self.path, self.ledger = element, path, ledger
        self.inside: dict[str, list[Element]] = {}
        self._stray(element.text)
        for inner in element:
            self.inside.setdefault(local(inner), []).append(inner)
            self._stray(inner.tail)
        for name in self.inside.keys() - known if not self.inside.keys() <= known else ():
            ledger.note(
                self.where(name), words(self.inside[name]), LEFT_OUT, "this census element is not one that is read"
            )

    def _stray(self, text: str | None) -> None:
        if text and (found := tidy(text)):
            self.ledger.note(self.path, found, LEFT_OUT, "it is text between elements, which belongs to no field")

    def where(self, name: str) -> str:
        """Return the path of an inner element in the report."""
        return f"{self.path}/{name}" if self.path else name

    def text(self, *names: str) -> str | None:
        """Return the first non-empty value under any of the names, in their order; a different second one is noted."""
        found = [(n, t) for n in names for e in self.inside.get(n, ()) if (t := tidy(e.text))]
        for name, other in found[1:]:
            if other != found[0][1]:
                self.ledger.note(
                    self.where(name), other, LEFT_OUT, f"it is given more than once; “{found[0][1]}” is used"
                )
        return found[0][1] if found else None

    def said(self, name: str) -> str:
        """Return the first non-empty value as the file has it, "" for none."""
        return next((t for e in self.inside.get(name, ()) if (t := tidy(e.text))), "")

    def value(self, read: Callable[[str], T | None], why: str, *names: str, required: bool = False) -> T | None:
        """Return what `read` makes of the text; what it cannot read, or a required value missing, is noted."""
        text = self.text(*names)
        if text is None:
            if required:
                self.ledger.note(
                    self.where(names[0]), "", LEFT_OUT, "the census asks for this and the file does not say it"
                )
            return None
        value = read(text)
        if value is None:
            self.ledger.note(self.where(names[0]), text, LEFT_OUT, why)
        return value

    def code(self, codes: CodeSet, *names: str, required: bool = False) -> str | None:
        """Return a code of the set; an unknown one is not stored."""
        return self.value(codes.read, _not_in(codes), *names, required=required)

    def flag(self, name: str) -> bool:
        """Return yes or no; anything else counts as no and is noted."""
        return self.value(read_flag, "it is neither yes nor no, and is read as no", name, required=True) or False

    def overrule(self, name: str, why: str) -> None:
        """Note that a mark of "yes" was read as no."""
        self.ledger.note(self.where(name), self.said(name), READ_AS_NO, why)

    def day(self, name: str, *, ahead: bool = False) -> date | None:
        """Return a date; one after the reference date is kept and noted unless it may lie ahead."""
        value = self.value(read_date, "it is not a date between 1900 and 2100", name)
        reference = self.ledger.reference_date
        if value and reference and not ahead and value > reference:
            self.ledger.note(self.where(name), value, KEPT, f"it is after the reference date {reference}")
        return value

    def anchor(self, name: str) -> date | None:
        """Return the date that a row cannot do without; where it is missing the row's words go into a note."""
        value = self.day(name)
        if value is None:
            self.ledger.note(self.path, words([self.element]), LEFT_OUT, f"without {name} it cannot be placed in time")
        return value

    def leaves(self, wrapper: str, name: str) -> Iterator[str]:
        """Yield the non-empty values of a list, in any number of wrappers or none."""
        wrapped = [part.inside.get(name, ()) for part in self.parts(wrapper, frozenset({name}))]
        for element in chain(*wrapped, self.inside.get(name, ())):
            if text := tidy(element.text):
                yield text

    def listed(self, read: Callable[[str], T | None], why: str, wrapper: str, name: str) -> tuple[T, ...]:
        """Return the readable values of a list, each once, in the order of the file."""
        values: dict[T, None] = {}
        for text in self.leaves(wrapper, name):
            value = read(text)
            if value is None or value in values:
                self.ledger.note(
                    self.where(name), text, LEFT_OUT, why if value is None else "it is given more than once"
                )
            else:
                values[value] = None
        return tuple(values)

    def coded(self, codes: CodeSet, wrapper: str, name: str) -> tuple[str, ...]:
        """Return the codes of a list, each once; unknown ones are not stored."""
        return self.listed(codes.read, _not_in(codes), wrapper, name)

    def single(self, name: str, known: frozenset[str]) -> "Part":
        """Return the one inner element of a name as a part, an empty one where it is missing; more are noted."""
        elements = self.inside.get(name, ())
        for other in elements[1:]:
            self.ledger.note(
                self.where(name), words([other]), LEFT_OUT, "the census has one of these; the first is used"
            )
        return Part(elements[0] if elements else etree.Element(name), self.where(name), self.ledger, known)

    def parts(self, name: str, known: frozenset[str]) -> Iterator["Part"]:
        """Yield the inner elements of a name as parts, numbered in the path from 1."""
        for number, element in enumerate(self.inside.get(name, ()), 1):
            yield Part(element, f"{self.where(name)}[{number}]", self.ledger, known)


def _not_in(codes: CodeSet) -> str:
    return f"it is not a code of the set “{codes.name.replace('_', ' ')}”"


def words(elements: Iterable[Element]) -> str:
    """Return all that elements say, "name value" after "name value", so that what was left out can be found again."""
    leaves = (leaf for element in elements for leaf in element.iter() if not len(leaf))
    return ", ".join(f"{local(leaf)} {tidy(leaf.text)}".strip() for leaf in leaves)
