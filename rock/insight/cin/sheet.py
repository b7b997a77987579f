"""One element under construction: values are put in census order and come out in the order of the dialect."""

from collections.abc import Sequence
from datetime import date

from lxml import etree
from lxml.etree import _Element as Element

from rock.insight.cin.dialects import Dialect
from rock.insight.cin.records import KEPT, LEFT_OUT, Note

Value = str | int | bool | date | None


class Sheet:
    """An element's inner elements, grouped by name; what the census asks for and is missing goes into the notes."""

    __slots__ = ("_child_id", "_groups", "_name", "_notes", "_style")

    def __init__(self, name: str, style: Dialect, child_id: str, notes: list[Note]) -> None:
        self._name, self._style, self._child_id, self._notes = name, style, child_id, notes
        self._groups: dict[str, list[Sheet | str]] = {}

    def inner(self, name: str) -> "Sheet":
        """Add an inner element that holds others and return it."""
        sheet = Sheet(name, self._style, self._child_id, self._notes)
        self._groups.setdefault(name, []).append(sheet)
        return sheet

    def put(self, name: str, *values: Value) -> None:
        """Add an element for each value but None."""
        if texts := [self._text(value) for value in values if value is not None]:
            self._groups.setdefault(name, []).extend(texts)

    def need(self, name: str, value: Value, unknown: str | None = None) -> None:
        """Add a value that the census asks for; for None its code for "not known", or nothing, with a note."""
        self.put(name, unknown if value is None else value)
        if value is None:
            done = f"written as {unknown}" if unknown else LEFT_OUT
            self._note(name, "", done, "the census asks for this and the record does not say it")

    def sex(self, sex: str | None) -> None:
        """Add the sex in the words of the dialect."""
        codes = self._style.sex_codes
        self.need(self._style.sex_name, codes[sex] if sex else None, unknown=codes["U"])

    def reviews(self, days: Sequence[date]) -> None:
        """Add review dates, in one wrapper or one each."""
        groups = [[day] for day in days] if self._style.wrapper_for_each_review else [days]
        for group in filter(None, groups):
            self.inner("Reviews").put("CPPreviewDate", *group)

    def note(self, name: str, found: str, why: str) -> None:
        """Note something that was written as it is and wants a person's eye."""
        self._note(name, found, KEPT, why)

    def element(self) -> Element:
        """Return the finished element."""
        element = etree.Element(self._name)
        groups = reversed(self._groups.items()) if self._style.reversed_order else self._groups.items()
        for name, contents in groups:
            for content in contents:
                if isinstance(content, Sheet):
                    element.append(content.element())
                else:
                    etree.SubElement(element, name).text = content
        return element

    def _note(self, name: str, found: str, done: str, why: str) -> None:
        self._notes.append(Note(self._child_id, f"{self._name}/{name}", found, done, why))

    def _text(self, value: str | int | bool | date) -> str:
        if isinstance(value, bool):
            return self._style.yes if value else self._style.no
        return value.isoformat() if isinstance(value, date) else str(value)
