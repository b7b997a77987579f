"""The staff form for a request that comes by phone, by letter or in person, and adding somebody to a request."""

import re
from datetime import date
from typing import Any, cast

from rock.core import forms, time
from rock.core.messages.backends import messages_go
from rock.practice.requests.contact import NONE_GO
from rock.practice.requests.forms.moments import ClockField
from rock.practice.requests.models import AskerKind, ContactMethod, ReferralSource, Talked
from rock.records.models import Answer

MOST_PEOPLE = 6
CHILD, AT_HOME, ELSEWHERE = "child", "home", "elsewhere"
_BORN = re.compile(r"(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})")
_ASKER = [
    (AskerKind.PARENT, "A parent or carer, for their own family"),
    (AskerKind.YOUNG_PERSON, "A child or young person, for themselves"),
    (AskerKind.RELATIVE, "A relative, friend or neighbour"),
    (AskerKind.PROFESSIONAL, "Somebody who works with the family"),
]
_CAME = [(value, label) for value, label in ContactMethod.choices if value != ContactMethod.ONLINE]
_TALKED = [
    (Talked.YES, "Yes"),
    (Talked.NO_UNSAFE, "No, it might put somebody at risk"),
    (Talked.NO_OTHER, "No, not yet"),
    (Talked.SELF, "It is their own family"),
]


def born_or_age(typed: str) -> tuple[date | None, str]:
    """Return a date of birth typed as day, month and year, or else what was typed, as an age."""
    found = _BORN.fullmatch(typed.strip())
    if found:
        try:
            return date(int(found[3]), int(found[2]), int(found[1])), ""
        except ValueError:
            pass
    return None, typed.strip()


def _person_fields(number: int) -> dict[str, forms.TextField | forms.SelectField]:
    kinds = [
        ("", "Choose"),
        (CHILD, "Child"),
        (AT_HOME, "Grown-up who lives with the children"),
        (ELSEWHERE, "Grown-up who lives somewhere else"),
    ]
    return {
        f"name_{number}": forms.TextField(f"Name of person {number}", autocomplete="off"),
        f"kind_{number}": forms.SelectField(f"Person {number} is a", choices=kinds),
        f"born_{number}": forms.TextField(f"Date of birth of person {number}, or about how old", max_length=40),
        f"who_{number}": forms.TextField(f"What is person {number} to the children?", max_length=120),
        f"school_{number}": forms.TextField(f"School or nursery of person {number}, for a child"),
        f"address_{number}": forms.TextField(f"Address of person {number}, where it is another", max_length=300),
    }


class NewRequestForm(forms.Form):
    """What somebody asks at the hub's desk: the same answers as the public form, typed by a hub worker."""

    danger = forms.YesNoField("Is anyone in danger now?", empty="Choose whether anyone is in danger now")
    contact_method = forms.RadiosField("How did it come?", choices=_CAME, empty="Choose how it came")
    on = forms.DateField("When did they ask?", called="The day", past=True, empty="Enter the day when they asked")
    at = ClockField("At what time?", hint="For example 14:30", width="5", empty="Enter the time")
    asker_kind = forms.RadiosField("Who asks?", choices=_ASKER, empty="Choose who asks")
    source_code = forms.SelectField(
        "Where does it come from?",
        choices=[("", "Choose"), *ReferralSource.choices],
        empty="Choose where it comes from",
    )
    asker_name = forms.TextField("Their name", autocomplete="off")
    asker_role = forms.TextField("Their job, or what they are to the family")
    asker_agency = forms.TextField("Where they work, if they work with the family")
    asker_contact = forms.TextField("Phone number or email address", max_length=254, autocomplete="off")
    ways = forms.CheckboxesField(
        "What may we do?", choices=[("call", "Call them"), ("text", "Send a text"), ("email", "Send an email")]
    )
    safe_when = forms.TextField("When is it safe?", hint="Leave empty if they set no bounds", max_length=90)
    shared = forms.TextField("Who else sees or answers it?", max_length=60)
    asker_language = forms.TextField("Their language", max_length=60)
    address = forms.TextField("Where do the children live?", max_length=300, autocomplete="off")
    hidden = forms.YesNoField(
        "Must this address, and the children’s school, be kept hidden from anyone?",
        empty="Choose whether the address must be kept hidden",
    )
    hidden_whom = forms.TextField("Who must not find out?", empty="Enter who must not find out")
    hidden_also = forms.TextField("What else would give it away?", max_length=300)
    going_well = forms.TextAreaField("What is going well?", rows=3)
    worry = forms.TextAreaField("What is the worry?", hint="In their words as far as you can", rows=5)
    tried = forms.TextAreaField("What has been tried?", rows=3)
    would_help = forms.TextAreaField("What would help?", rows=3)
    talked = forms.RadiosField(
        "Have they talked with the family?", choices=_TALKED, empty="Choose whether they have talked with the family"
    )
    family_said = forms.TextAreaField("What did the family say?", rows=3)
    why_unsafe = forms.TextAreaField("Why might it not be safe?", rows=3, empty="Write why it might not be safe")
    why_not = forms.TextAreaField("Why not yet?", rows=3)
    agreement_help = forms.SelectField("Does the family agree to have help?", choices=Answer.choices)
    agreement_ask = forms.SelectField("Does the family agree that other services are asked?", choices=Answer.choices)
    agreement_words = forms.TextField("What did they say about that?", max_length=500)
    conditions = (
        forms.Given("hidden", "yes").require("hidden_whom").offer("hidden_also"),
        forms.Given("talked", Talked.YES).offer("family_said"),
        forms.Given("talked", Talked.NO_UNSAFE).require("why_unsafe"),
        forms.Given("talked", Talked.NO_OTHER).offer("why_not"),
    )
    PEOPLE_IN_SIGHT = 3
    ABOUT = ("danger", "contact_method", "on", "at")
    ASKER = [
        "asker_kind",
        "source_code",
        "asker_name",
        "asker_role",
        "asker_agency",
        "asker_contact",
        "ways",
        "safe_when",
        "shared",
        "asker_language",
    ]
    WORDS = [
        "going_well",
        "worry",
        "tried",
        "would_help",
        "talked",
        "agreement_help",
        "agreement_ask",
        "agreement_words",
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        start = {"on": time.today(), "asker_language": "English", "agreement_help": Answer.NOT_ASKED}
        start |= {"agreement_ask": Answer.NOT_ASKED}
        super().__init__(*args, **{"initial": start} | options)
        for number in range(1, MOST_PEOPLE + 1):
            self.fields.update(_person_fields(number))
        if not messages_go():
            ways = cast(forms.CheckboxesField, self.fields["ways"])
            ways.choices, ways.help_text = [("call", "Call them")], NONE_GO

    def person_rows(self) -> list[list[Any]]:
        """Return the questions about each person, a list for each."""
        return [[self[name] for name in _person_fields(number)] for number in range(1, MOST_PEOPLE + 1)]

    @property
    def more_people(self) -> bool:
        """Return whether something stands about somebody beyond the first few, so that nothing typed is folded away."""
        folded = (field for row in self.person_rows()[self.PEOPLE_IN_SIGHT :] for field in row)
        return any(field.value() or field.errors for field in folded)

    def clean(self) -> dict[str, Any]:
        """Ask what somebody is where a name was typed, for a name where anything else was, and for something asked."""
        cleaned = super().clean()
        for number in range(1, MOST_PEOPLE + 1):
            self._check_person(number)
        if not cleaned.get("worry") and not cleaned.get("would_help"):
            self.add_error("worry", "Write what the worry is, or what would help")
        if cleaned.get("asker_kind") == AskerKind.PARENT and not cleaned.get("asker_name"):
            self.add_error("asker_name", "Enter the parent’s name")
        return cleaned

    def _check_person(self, number: int) -> None:
        typed = {name: self.cleaned_data.get(name) for name in _person_fields(number)}
        if typed[f"name_{number}"] and not typed[f"kind_{number}"]:
            self.add_error(f"kind_{number}", f"Choose what person {number} is")
        if any(typed.values()) and not typed[f"name_{number}"]:
            self.add_error(f"name_{number}", f"Enter a name for person {number}, or what you know of it")


class AddPersonForm(forms.Form):
    """Somebody whom the asker did not name."""

    name = forms.TextField("Their name", empty="Enter their name, or what you know of it", autocomplete="off")
    is_child = forms.RadiosField(
        "Are they a child or a grown-up?",
        choices=[("yes", "Child"), ("no", "Grown-up")],
        empty="Choose whether they are a child or a grown-up",
    )
    born = forms.DateField("Date of birth, if it is known", called="Date of birth", birthday=True)
    age = forms.TextField("If not, about how old?", width="5", max_length=40)
    who = forms.TextField("What are they to the children?", hint="For example: mum, dad, nan", max_length=120)
    school = forms.TextField("School or nursery, for a child")
    address = forms.TextField("Where do they live?", max_length=300, autocomplete="off")
    hidden = forms.YesNoField(
        "Must this address, and the school, be kept hidden from anyone?", empty="Choose whether it must be kept hidden"
    )
