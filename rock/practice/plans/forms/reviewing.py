"""The pages of a review: who took part, each part of the day, promises, wishes, what changed it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms, time
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.forms.writing import offer, people_choices
from rock.practice.plans.review_facts import MarkFacts, PromiseFacts, WishFacts
from rock.records.models import DayKind, Mark, Person, Promise, PromiseState, Slot, Wish

NOT_ASKED = ""
_NEXT = timedelta(weeks=6)
_MARKS = [*Mark.choices, (NOT_ASKED, "Not asked")]
_BECAME = [
    ("", "It goes on as it is"),
    (PromiseState.KEPT, "It is done"),
    (PromiseState.CARRIED, "Carried over, until the day below"),
    (PromiseState.TAKEN_BACK, "Whoever made it takes it back"),
    (PromiseState.DROPPED, "It is no longer needed"),
]


@dataclass(frozen=True)
class Voice:
    """Somebody who may mark: a person who took part, or the worker (no person)."""

    key: str
    called: str
    person: Person | None = None


@dataclass(frozen=True)
class PlaceAsked:
    """A part of the day on one kind of day with one carer."""

    slot: Slot
    day_kind: DayKind
    carer: Person | None

    @property
    def key(self) -> str:
        """Return the beginning of its fields' names."""
        return f"{self.day_kind}_{self.carer.pk if self.carer else 0}"

    @property
    def words(self) -> str:
        """Return what sets it apart from the same part on other days, empty where nothing does."""
        more = [f"with {self.carer}"] if self.carer else []
        more += [DayKind(self.day_kind).label.lower()] if self.day_kind != DayKind.ORDINARY else []
        return ", ".join(more)


class WhoForm(forms.Form):
    """When it was, and who took part."""

    happened_on = forms.DateField(
        "When did you look at it together?", called="The day", past=True, empty="Enter the day"
    )
    present = forms.CheckboxesField(
        "Who took part?", hint="Tick the child only if the child was asked. Nobody marks for somebody who was not."
    )
    others = forms.TextField("Who else was there?", hint="Names, with commas between them")
    place = forms.TextField("Where?")

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **({"initial": {"happened_on": time.today()}} | options))
        offer(self, "present", people_choices(people))


class SlotForm(forms.Form):
    """One part of the day: what each who took part says became of it."""

    def __init__(self, *args: Any, places: list[PlaceAsked], voices: list[Voice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places, self.voices = places, voices
        for place in places:
            for voice in voices:
                name, more = f"{place.key}_{voice.key}", f" ({place.words})" if place.words else ""
                self.fields[f"mark_{name}"] = forms.RadiosField(
                    f"{voice.called}{more}", choices=_MARKS, inline=True, small=True, required=False
                )
                self.fields[f"words_{name}"] = forms.TextAreaField(
                    f"{voice.called}{more}: in their own words" if voice.person else f"What shows it{more}",
                    rows=2,
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        """Ask for the mark that belongs to words."""
        cleaned = super().clean()
        for name in list(self.fields):
            if name.startswith("words_") and cleaned.get(name) and not cleaned.get(f"mark_{name[6:]}"):
                self.add_error(f"mark_{name[6:]}", "Choose what became of it, or “Not known”")
        return cleaned

    def marks(self) -> list[MarkFacts]:
        """Return the marks of those who were asked."""
        found = []
        for place in self.places:
            for voice in self.voices:
                name = f"{place.key}_{voice.key}"
                if chosen := self.cleaned_data[f"mark_{name}"]:
                    words = self.cleaned_data[f"words_{name}"]
                    found.append(MarkFacts(place.slot, Mark(chosen), voice.person, words, place.day_kind, place.carer))
        return found


class PromisesForm(forms.Form):
    """What became of each open promise."""

    def __init__(self, *args: Any, promises: list[Promise], review_on: Any, veil: Veil, **options: Any) -> None:
        super().__init__(*args, **({"initial": {"carry_to": review_on}} | options))
        self.promises = promises
        for one in promises:
            owner = one.owner or one.owner_staff or one.owner_agency
            must = f"This has to happen: {veil(one.why)}" if one.has_to_happen else ""
            self.fields[f"became_{one.pk}"] = forms.SelectField(
                f"{veil(one.what)} ({owner})", hint=must, choices=_BECAME, required=False
            )
            self.fields[f"word_{one.pk}"] = forms.TextField(
                f"What do they say with it? ({veil(one.what)})", max_length=300, required=False
            )
        self.fields["carry_to"] = forms.DateField(
            "Until when are those carried over?", called="The day", future=True, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Ask until when, where something is carried, and why, where something is dropped or taken back."""
        cleaned = super().clean()
        for one in self.promises:
            became, word = cleaned.get(f"became_{one.pk}"), cleaned.get(f"word_{one.pk}")
            if became == PromiseState.CARRIED and not cleaned.get("carry_to") and "carry_to" not in self.errors:
                self.add_error("carry_to", "Enter until when they are carried over")
            if became in {PromiseState.DROPPED, PromiseState.TAKEN_BACK} and not word:
                self.add_error(f"word_{one.pk}", "Write what they say with it")
        return cleaned

    def facts(self) -> list[PromiseFacts]:
        """Return what became of those that do not go on as they are."""
        given = self.cleaned_data
        return [
            PromiseFacts(one, PromiseState(became), given[f"word_{one.pk}"], given["carry_to"])
            for one in self.promises
            if (became := given[f"became_{one.pk}"])
        ]


class WishesForm(forms.Form):
    """“You said, we did”: an answer to each wish that waits."""

    def __init__(self, *args: Any, wishes: list[Wish], veil: Veil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wishes = wishes
        for one in wishes:
            self.fields[f"wish_{one.pk}"] = forms.TextAreaField(
                f"“{veil(one.statement.words)}”",
                hint="What was done about it? In words for the child, who will read them",
                rows=3,
                max_length=2000,
                required=False,
            )

    def facts(self) -> list[WishFacts]:
        """Return the answers that were written."""
        given = self.cleaned_data
        return [WishFacts(one, given[f"wish_{one.pk}"]) for one in self.wishes if given[f"wish_{one.pk}"].strip()]


class ChangedForm(forms.Form):
    """What changed it, and when it is looked at again."""

    what_changed = forms.TextAreaField(
        "What changed it?", hint="What made the day better or harder: not who came to what", rows=4, required=False
    )
    next_on = forms.DateField(
        "When do you look at it together again?", called="The day", future=True, empty="Enter the day"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"initial": {"next_on": time.today() + _NEXT}} | options))


class KeyForm(forms.Form):
    """The key of a review, so that sending it twice makes one."""

    key = forms.HiddenField(required=False)


class DriftForm(forms.Form):
    """The answer to what has stood still."""

    words = forms.TextAreaField("What was decided, and why?", rows=5, empty="Write what was decided, and why")
    seen_to_by = StaffField("Who sees to it?", empty="Choose who sees to it")

    def __init__(self, *args: Any, workers: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["seen_to_by"]
        if isinstance(field, StaffField):
            field.offer(workers)
