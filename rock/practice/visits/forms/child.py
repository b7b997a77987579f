"""A child's page of a visit: seen or not, the day part by part, what is strong, worries, wishes, and who may read what."""

import re
from collections.abc import Iterator
from typing import Any

from rock.core import forms
from rock.core.drafts import Answers
from rock.core.forms import Given
from rock.practice.visits.forms.parts import LONG, Part, PartForm, StrengthForm, WishForm, WorryForm, part_of
from rock.practice.visits.forms.promised import PromiseForm
from rock.practice.visits.forms.who import NOBODY, Interpreted, as_sent
from rock.practice.visits.models import Alone
from rock.practice.visits.pictures import AgeSet, age_set, is_expected
from rock.practice.visits.queries.around import Around
from rock.records.models import DayKind, Person, Slot

MOST_PARTS = 12
MOST_LINES = 10
_ALONE = [(value, label) for value, label in Alone.choices if value != Alone.TOO_YOUNG]
_LINE = re.compile(r"(strength|worry|promise|wish)([0-9]{1,2})-(?:words|shown|slot)")


class SeenForm(forms.Form):
    """Whether a child was seen, alone, where, and in whose hearing."""

    seen = forms.YesNoField("", small=True)
    not_seen = forms.TextField("Why not?", max_length=300, empty="Write why not")
    alone = forms.RadiosField("", choices=_ALONE, small=True, empty="Choose whether you saw them alone")
    alone_why = forms.TextField("Why not alone?", max_length=300, empty="Write why not alone")
    where = forms.TextField("Where was that?", hint="Their bedroom, the garden, the school library")
    heard = forms.CheckboxesField("", small=True)

    conditions = [
        Given("seen", "no").require("not_seen"),
        Given("seen", "yes").require("alone").offer("where", "heard"),
        Given("alone", Alone.NOT_OFFERED).require("alone_why"),
    ]

    def __init__(self, around: Around, child: Person, for_set: AgeSet, data: Any) -> None:
        name = child.given_name or str(child)
        super().__init__(data)
        words = {"seen": f"Did you see {name}?", "alone": f"Did you see {name} alone?"}
        words["heard"] = f"Who could hear what {name} said?"
        for field, label in words.items():
            self.fields[field].label = label
        self.fields["seen"].error_messages["required"] = f"Choose whether you saw {name}"
        self.fields["seen"].required = True
        adults = [*around.adults, *(person for person, _ in around.network)]
        self.fields["heard"].choices = [(str(one.pk), str(one)) for one in adults]  # type: ignore[attr-defined]
        if for_set is AgeSet.BABY:
            self.fields["alone"].choices = [(Alone.TOO_YOUNG, Alone.TOO_YOUNG.label)]  # type: ignore[attr-defined]
            self.fields["alone"].label = "A baby is watched, not asked"
        if not adults:
            self.fields["heard"].widget = self.fields["heard"].hidden_widget()


class ReadersForm(forms.Form):
    """Whom one speaker said yes to, when asked who may read their words of this visit."""

    readers = forms.CheckboxesField("", small=True)
    said = forms.TextField("What they said when asked", max_length=300)

    def __init__(self, around: Around, speaker: Person, child: Person, data: Any) -> None:
        super().__init__(data, prefix=f"readers{speaker.pk}")
        self.speaker = speaker
        whom = [speaker, *(one for one in (child, *around.adults) if one.pk != speaker.pk)]
        words = {speaker.pk: f"{speaker.given_name or speaker} (their own page)"}
        choices = [(str(one.pk), words.get(one.pk, str(one))) for one in whom]
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]
        self.fields["readers"].label = f"Who may read what {speaker.given_name or speaker} said?"

    def clean(self) -> dict[str, Any]:
        """Ask what the speaker said, where somebody may read."""
        cleaned = super().clean()
        if cleaned.get("readers") and not cleaned.get("said"):
            self.add_error("said", "Ask first, and write what they said")
        return cleaned


class ChildPage:
    """All the forms of one child's page, bound to what was typed."""

    def __init__(
        self,
        around: Around,
        child: Person,
        answers: Answers,
        interpreted: Interpreted = NOBODY,
    ) -> None:
        self.interpreted = interpreted
        self.around, self.child, self.answers = around, child, answers
        self.name = around.called[child.pk]
        self.expected = is_expected(child)
        self.set = age_set(child)
        data = as_sent(answers)
        self.seen = SeenForm(around, child, self.set, data)
        self.parts = [self._part(data, part.key) for part in parts_in(answers)]
        self.strengths = [StrengthForm(data, prefix=f"strength{n}") for n in lines_in(answers, "strength")]
        self.worries = [WorryForm(data, prefix=f"worry{n}") for n in lines_in(answers, "worry")]
        self.promises = [
            PromiseForm(around, child, self.set, data, prefix=f"promise{n}") for n in lines_in(answers, "promise")
        ]
        baby = self.set is AgeSet.BABY
        self.wishes = [] if baby else [WishForm(data, prefix=f"wish{n}") for n in lines_in(answers, "wish")]
        for form in self.wishes:
            form.fields["words"].label = f"What {self.name} wants to be different, in {self.name}’s words"
        speakers = around.adults if baby else [child, *around.adults]
        self.houses = None if baby else HousesForm(child, data)
        self.readers = [ReadersForm(around, one, child, data) for one in speakers]

    @property
    def forms(self) -> Iterator[forms.Form]:
        """Return every form of the page in its order; of a child not born yet there is nothing to have seen."""
        yield from () if self.expected else (self.seen, *self.parts)
        yield from (*self.strengths, *self.worries, *self.promises, *self.wishes)
        yield from (*filter(None, [self.houses]), *self.readers)

    @property
    def house_answers(self) -> bool:
        """Return whether the child put something into a house."""
        return bool(self.answers.get("house-worries") or self.answers.get("house-good"))

    def house(self, which: str) -> list[str]:
        """Return the lines that the child put into a house."""
        words = str(self.houses.cleaned_data[which]) if self.houses else ""
        return [line.strip() for line in words.splitlines() if line.strip()]

    def is_valid(self) -> bool:
        """Return whether every answer on the page can be kept."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def empty_part(self) -> PartForm:
        """Return the form from which the page makes a new part of the day by itself."""
        return self._part(as_sent({}), "new_part_0")

    def _part(self, data: Any, key: str) -> PartForm:
        return PartForm(self.around, self.child, self.set, data, prefix=key, interpreted=self.interpreted)


def parts_in(answers: Answers) -> list[Part]:
    """Return the parts of the day that are on a page, in the order of the day."""
    found = {part for key in answers.get("parts", []) if (part := part_of(key))}
    return sorted(found, key=lambda part: part.order)[:MOST_PARTS]


def lines_in(answers: Answers, what: str) -> list[int]:
    """Return the numbers of the lines that were written, and of one more that is empty."""
    named = (_LINE.fullmatch(name) for name, values in answers.items() if any(value.strip() for value in values))
    used = sorted({int(found[2]) for found in named if found and found[1] == what})[:MOST_LINES]
    return [*used, max(used, default=0) + 1] if len(used) < MOST_LINES else used


class HousesForm(forms.Form):
    """What the child put into two of the three houses; the wishes of the third are lines of their own."""

    worries = forms.TextAreaField("", rows=2, max_length=LONG)
    good = forms.TextAreaField("", rows=2, max_length=LONG)

    def __init__(self, child: Person, data: Any) -> None:
        super().__init__(data, prefix="house")
        name = child.given_name or str(child)
        self.fields["worries"].label = f"What {name} put in the house of worries"
        self.fields["good"].label = f"What {name} put in the house of good things"


class AddForm(forms.Form):
    """Which parts of the day to put on the page."""

    add_slots = forms.CheckboxesField("Which parts of the day did you talk about?", choices=Slot.choices, small=True)
    add_kind = forms.SelectField("On which kind of day?", choices=DayKind.choices)
    add_carer = forms.SelectField("With whom? (where there are two homes)")

    def __init__(self, around: Around, data: Any = None) -> None:
        super().__init__(data)
        choices = [("0", ""), *((str(one.pk), str(one)) for one in around.adults)]
        self.fields["add_carer"].choices = choices  # type: ignore[attr-defined]

    def parts(self) -> list[str]:
        """Return the keys of the chosen parts."""
        if not self.is_valid():
            return []
        kind, carer = DayKind(self.cleaned_data["add_kind"]), int(self.cleaned_data["add_carer"])
        return [Part(Slot(slot), kind, carer).key for slot in self.cleaned_data["add_slots"]]
