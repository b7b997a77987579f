"""The questions of one line of a plan: its words and whose they are; of a promise who, by when, and what of the day it changes."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, cast

from django.http import QueryDict

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms
from rock.practice.plans.facts import Must, Named, Wording
from rock.practice.plans.models import ItemKind
from rock.practice.plans.queries.readers import ReaderOffered
from rock.records.models import DayKind, Person, Slot

ASKS = {
    ItemKind.GOOD_DAY: "What does a good day look like?",
    ItemKind.WORRY: "What worries us now?",
    ItemKind.STRONG: "What is already strong?",
    ItemKind.PROMISE: "What will be done?",
    ItemKind.WHAT_IF: "Then we will",
    ItemKind.NOTHING_CHANGES: "What happens if nothing changes?",
}
WORKER, AGENCY, COLLEAGUE = "worker", "agency", "staff"


def people_choices(people: Iterable[Person]) -> list[tuple[str, str]]:
    """Return people as choices, by the key of their record."""
    return [(str(person.pk), str(person)) for person in people]


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of a form its choices."""
    cast(Any, form.fields[name]).choices = choices


class ItemForm(forms.Form):
    """One line, in the words of whoever says it."""

    whose = forms.RadiosField("Whose words are these?", choices=[], empty="Choose whose words these are")
    condition = forms.TextField("If this happens", max_length=300, empty="Write what has to happen for this to be done")
    words = forms.TextAreaField("Words", hint="As they say it", rows=4, empty="Write what it says")
    language = forms.TextField("In which language?", max_length=60)
    due_on = forms.DateField("By when?", called="The day", empty="Enter the day")

    def __init__(
        self, *args: Any, kind: ItemKind, people: list[Person], colleagues: list[User], user: User, **options: Any
    ) -> None:
        options["initial"] = {"language": "English"} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.user, self.colleagues = user, colleagues
        offer(self, "whose", [*people_choices(people), (WORKER, f"Mine ({user.name})")])
        self.fields["words"].label = ASKS[kind]
        if kind != ItemKind.WHAT_IF:
            del self.fields["condition"]
        if kind not in {ItemKind.PROMISE, ItemKind.NOTHING_CHANGES}:
            del self.fields["due_on"]

    def by_person(self) -> Person | None:
        """Return whose words they are; None for the worker's own."""
        return self.people.get(self.cleaned_data["whose"])

    def wording(self) -> Wording:
        """Return the answers as a wording."""
        given = self.cleaned_data
        return Wording(words=given["words"], condition=given.get("condition", ""), due_on=given.get("due_on"))


class PromiseForm(ItemForm):
    """A promise: who does it, what of the day it should change, what they need."""

    owner = forms.RadiosField("Who does it?", choices=[], empty="Choose who does it")
    agency = forms.TextField("Which service or school?", max_length=120, empty="Enter the service or school")
    colleague = StaffField("Which colleague?", empty="Choose a colleague")
    slot = forms.SelectField(
        "Which part of the day should it change?", choices=[("", "The whole day, or none"), *Slot.choices]
    )
    day_kind = forms.SelectField("On which days?", choices=[("", "Every day"), *DayKind.choices])
    help_needed = forms.TextField("What do they need to be able to do it?", max_length=300)
    conditions: ClassVar[Sequence[forms.Given]] = (
        forms.Given("owner", AGENCY).require("agency"),
        forms.Given("owner", COLLEAGUE).require("colleague"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others = [(COLLEAGUE, "A colleague"), (AGENCY, "A service, school or other agency")]
        mine = (WORKER, f"I do ({self.user.name})")
        offer(self, "owner", [*people_choices(self.people.values()), mine, *others])
        cast(StaffField, self.fields["colleague"]).offer(self.colleagues)

    def wording(self) -> Wording:
        """Return the answers as a wording."""
        given = self.cleaned_data
        return Wording(
            words=given["words"],
            due_on=given["due_on"],
            owner=self._owner(given["owner"]),
            slot=given["slot"],
            day_kind=given["day_kind"],
            help_needed=given["help_needed"],
        )

    def _owner(self, answer: str) -> Named | None:
        if answer == AGENCY:
            return str(self.cleaned_data["agency"])
        if answer == COLLEAGUE:
            return cast(User, self.cleaned_data["colleague"])
        return self.user if answer == WORKER else self.people.get(answer)


class _Offering(forms.Form):
    """Who may read a new line: asked, reader by reader."""

    readers = forms.CheckboxesField("Who may read it?", hint="Ask whose words these are first", choices=[])
    speaker_said = forms.TextField("What did they say when you asked?", max_length=300)

    def __init__(self, *args: Any, offered: list[ReaderOffered], **options: Any) -> None:
        ticked = {"readers": [str(one.person.pk) for one in offered if one.ticked]}
        options["initial"] = ticked | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.offered = {str(one.person.pk): one.person for one in offered}
        offer(self, "readers", people_choices(self.offered.values()))
        hints = {str(one.person.pk): one.because for one in offered if one.because}
        cast(forms.CheckboxesField, self.fields["readers"]).hints = hints

    def chosen_readers(self) -> list[Person]:
        """Return who may read it."""
        return [self.offered[pk] for pk in self.cleaned_data["readers"]]


class NewItemForm(_Offering, ItemForm):
    """A new line that is no promise."""

    def depends_on_whom(self) -> Person | None:
        """Return nobody: only a promise depends on somebody."""
        return None

    def must_happen(self) -> Must | None:
        """Return nothing: only a promise has to happen."""
        return None


class _Safety(PromiseForm):
    """What is asked of a new promise: whether it has to happen, and whether another adult's violence decides it."""

    depends = forms.YesNoField(
        "Does keeping it depend on another adult stopping violence or control?",
        empty="Choose whether it depends on another adult’s violence",
    )
    depends_on = forms.RadiosField("On whom does it depend?", choices=[], empty="Choose on whom it depends")
    must = forms.YesNoField("Does it have to happen for the child to be safe?", empty="Choose whether it has to happen")
    why = forms.TextField(
        "Why does it have to happen?", max_length=500, empty="Write what could hurt the child if it does not happen"
    )
    decided_by = StaffField("Who decided that?", empty="Choose who decided that it has to happen")
    conditions: ClassVar[Sequence[forms.Given]] = (
        *PromiseForm.conditions,
        forms.Given("depends", "yes").require("depends_on"),
        forms.Given("must", "yes").require("why", "decided_by"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "depends_on", people_choices(self.people.values()))
        cast(StaffField, self.fields["decided_by"]).offer([self.user, *self.colleagues])

    def depends_on_whom(self) -> Person | None:
        """Return the adult on whose violence it depends."""
        return self.people.get(self.cleaned_data["depends_on"])

    def must_happen(self) -> Must | None:
        """Return why it has to happen, and who decided."""
        given = self.cleaned_data
        return Must(given["why"], given["decided_by"]) if given["must"] else None


class NewPromiseForm(_Offering, _Safety):
    """A new promise, and who may read it."""


class EnoughForm(forms.Form):
    """One more promise than anybody can hold in their head: somebody says why it is needed too."""

    said_by = forms.RadiosField("Who says that it is needed too?", choices=[], empty="Choose who says so")
    said = forms.TextField("What do they say?", max_length=300, empty="Write why none of the others can wait")

    def __init__(self, *args: Any, people: list[Person], user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "said_by", [*people_choices(people), (WORKER, f"I do ({user.name})")])


def _still_there(data: Any, name: str, offered: Collection[str]) -> QueryDict:
    """Return what was typed without the ticks that somebody made impossible meanwhile: their words are compared instead."""
    again = QueryDict(mutable=True)
    again.update(data)
    again.setlist(name, [pk for pk in again.getlist(name) if pk in offered])
    return again


class _Keeping(forms.Form):
    """The revision that the writer saw, and the readers who go on with the new words."""

    revision = forms.HiddenField()
    keep = forms.CheckboxesField(
        "Who reads it, and will read the new words?",
        hint="Whoever you leave out goes on reading the old words",
        choices=[],
    )

    def __init__(self, *args: Any, readers: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "keep", people_choices(readers))
        if not readers:
            del self.fields["keep"]
        elif self.is_bound:
            self.data = _still_there(self.data, "keep", {str(person.pk) for person in readers})

    def seen_revision(self) -> int:
        """Return the revision that the writer saw; 0 for one that is no number."""
        given = str(self.cleaned_data["revision"])
        return int(given) if given.isdecimal() and len(given) < 9 else 0

    def kept_readers(self) -> set[int]:
        """Return the readers who go on with the new words."""
        return {int(pk) for pk in self.cleaned_data.get("keep", [])}


class RewordForm(_Keeping, ItemForm):
    """A line worded anew."""


class RewordPromiseForm(_Keeping, PromiseForm):
    """A promise worded anew."""
