"""What was said and seen of one part of a child's day, and the lines of what is strong, what worries us, what is wished."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from rock.core import forms
from rock.practice.visits.forms.who import ANYBODY_ELSE, NOBODY, Interpreted
from rock.practice.visits.pictures import FACES, AgeSet, Picture, pictures
from rock.practice.visits.queries.around import Around
from rock.records.models import DayKind, Need, Person, Slot

LONG = 5000
ORIGINAL = "_original"
_KEY = re.compile(r"([a-z]{1,9})_([a-z]{1,8})_([0-9]{1,18})")


def original_of(name: str) -> str:
    """Return the name of the field for the words as they were said, beside an answer in English."""
    return f"{name}{ORIGINAL}"


@dataclass(frozen=True)
class Part:
    """A part of the day on the page: which slot, on which kind of day, and (where it matters) with whom."""

    slot: Slot
    day_kind: DayKind = DayKind.ORDINARY
    carer: int = 0

    @property
    def key(self) -> str:
        """Return its name in the page's answers."""
        return f"{self.slot}_{self.day_kind}_{self.carer}"

    @property
    def order(self) -> tuple[int, int, int]:
        """Return where it stands: an ordinary day first, then in the order of the day."""
        return list(DayKind).index(self.day_kind), self.carer, list(Slot).index(self.slot)


def part_of(key: str) -> Part | None:
    """Return the part that a key names, or None for what is no key."""
    found = _KEY.fullmatch(key)
    if not found or found[1] not in Slot.values or found[2] not in DayKind.values:
        return None
    return Part(Slot(found[1]), DayKind(found[2]), int(found[3]))


class PartForm(forms.Form):
    """One part of the day: the child's own words, each adult's account, what the worker saw, and what is missing.

    A baby is watched: there is no question for its words, and no face. Beside the answer of whoever spoke in another
    language stands a field for their words as they were said, named `<answer>_original`.
    """

    words = forms.TextAreaField("", rows=2, max_length=LONG)
    face = forms.SelectField("Face pointed to", choices=[("", ""), *((str(one.number), one.words) for one in FACES)])
    pictures = forms.CheckboxesField("Pictures pointed to", small=True)
    other_name = forms.TextField("Somebody else: who?")
    other = forms.TextAreaField("What they say", rows=2, max_length=LONG)
    saw = forms.TextAreaField("What I saw", rows=2, max_length=LONG)
    need = forms.SelectField("Is something missing: money or care?", choices=Need.choices)
    runs_out = forms.TextField("If money: what runs out, and when?")
    promise = forms.TextField("What I will do about it", max_length=300)

    def __init__(
        self,
        around: Around,
        child: Person,
        for_set: AgeSet,
        data: Any,
        *,
        prefix: str,
        interpreted: Interpreted = NOBODY,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.part, self.language = part_of(prefix), interpreted.language
        self.accounts = [f"said_{adult.pk}" for adult in around.adults]
        for adult in around.adults:
            label = f"What {adult.given_name or adult} says"
            self.fields[f"said_{adult.pk}"] = forms.TextAreaField(label, rows=2, max_length=LONG)
        self.fields["words"].label = f"{child.given_name or child}’s own words"
        self.chosen = self._chosen()
        self.fields["pictures"].choices = [(one.key, one.worker) for one in self.chosen]  # type: ignore[attr-defined]
        if for_set is AgeSet.BABY:
            del self.fields["words"], self.fields["face"]
            self.fields["pictures"].label = "Pictures of what I saw"
        self._offer_originals(child, interpreted.speakers)

    def _offer_originals(self, child: Person, speakers: Collection[str]) -> None:
        """Add a field for each answer that was interpreted, and for what was typed before somebody was taken out again."""
        asked = {"words": str(child.pk), **{name: name.removeprefix("said_") for name in self.accounts}}
        for name, speaker in {**asked, "other": ANYBODY_ELSE}.items():
            original = original_of(name)
            if name in self.fields and (speaker in speakers or self.data.get(f"{self.prefix}-{original}")):
                label = f"{self.fields[name].label}, in {self.language or 'their language'}"
                self.fields[original] = forms.TextAreaField(label, rows=2, max_length=LONG)

    def original(self, name: str) -> Any:
        """Return the field for the words as they were said beside an answer, or None."""
        return self[original_of(name)] if original_of(name) in self.fields else None

    def _chosen(self) -> list[Picture]:
        known, name = pictures(), f"{self.prefix}-pictures"
        given = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return [known[key] for key in dict.fromkeys(given) if key in known]

    def clean(self) -> dict[str, Any]:
        """Ask for the name beside somebody's words, and keep money with what runs out."""
        cleaned = super().clean()
        if (cleaned.get("other") or cleaned.get(original_of("other"))) and not cleaned.get("other_name"):
            self.add_error("other_name", ValidationError("Write who said this"))
        if cleaned.get("runs_out") and cleaned.get("need") not in {Need.MONEY, Need.BOTH}:
            self.add_error("need", ValidationError("Choose money, or money and care, because something runs out"))
        said = [name for name in self.fields if name.endswith(ORIGINAL) and cleaned.get(name)]
        for name in said if not self.language else []:
            self.add_error(name, ValidationError("Write on the first page which language was interpreted"))
        return cleaned


class StrengthForm(forms.Form):
    """One thing that is strong, and what shows it."""

    words = forms.TextAreaField("What is strong", rows=2, max_length=LONG)
    shown = forms.TextAreaField("What shows it", rows=2, max_length=LONG)

    def clean(self) -> dict[str, Any]:
        """Ask for both halves where one is there."""
        cleaned = super().clean()
        if cleaned.get("words") and not cleaned.get("shown"):
            self.add_error("shown", ValidationError("Write what you saw or heard that shows it"))
        if cleaned.get("shown") and not cleaned.get("words"):
            self.add_error("words", ValidationError("Write what is strong"))
        return cleaned


class WorryForm(forms.Form):
    """One worry, said plainly, and the part of the day that it belongs to."""

    words = forms.TextAreaField("What worries us, said plainly", rows=2, max_length=LONG)
    slot = forms.SelectField("Part of the day", choices=[("", ""), *Slot.choices])


class WishForm(forms.Form):
    """One thing that the child wants different, in the child's own words."""

    words = forms.TextAreaField("", rows=2, max_length=LONG)
