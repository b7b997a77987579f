"""Looking for somebody, and making a record when nobody is found."""

from typing import Any

from django.core.exceptions import ValidationError

from rock.core.forms import DateField, Form, HiddenField, PhoneField, PostcodeField, RadiosField, TextField
from rock.reach.search import SearchReason
from rock.records.models import BirthKind, Sex
from rock.records.queries.candidates import Terms


class SearchForm(Form):
    """What is known of somebody; sent by GET."""

    name = TextField("Name", hint="Any names, in any order: first, last, nickname or a name used before", width="20")
    born = DateField("Date of birth", called="Date of birth", hint="If you are not sure, enter your best guess")
    postcode = PostcodeField("Postcode", hint="Where they live, or lived before", autocomplete="off")
    phone = PhoneField("Phone number", autocomplete="off")
    number = TextField("Another number", hint="Council child number, NHS number or unique pupil number", width="20")
    reason = RadiosField(
        "Why are you searching?",
        choices=SearchReason.choices,
        empty="Choose why you are searching",
        hint="Your search and your reason are kept, and families can ask who looked for them.",
        small=True,
    )
    then = HiddenField()

    def terms(self) -> Terms:
        """Return what is searched for."""
        given = self.cleaned_data
        return Terms(
            name=given["name"],
            born=given["born"],
            postcode=given["postcode"],
            number=given["number"],
            phone=given["phone"],
        )


class BirthForm(Form):
    """When somebody was born, and how surely that is known."""

    birth_kind = RadiosField(
        "How sure is the date of birth?",
        choices=[(kind, kind.label) for kind in BirthKind],
        empty="Choose how sure the date of birth is",
    )
    birth_date = DateField(
        "Date of birth, or when the baby is expected", called="The date", hint="Leave it empty if it is not known"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the date unless it is not known."""
        given = super().clean()
        kind, born = given.get("birth_kind"), given.get("birth_date")
        if kind == BirthKind.UNKNOWN:
            given["birth_date"] = None
        elif kind and born is None and "birth_date" not in self.errors:
            self.add_error("birth_date", ValidationError("Enter the date", code="day month year"))
        return given


class CreateForm(BirthForm):
    """A new record; `searched` proves that a search was made."""

    given_name = TextField("First names", width="20", max_length=100)
    family_name = TextField("Last name", width="20", max_length=100)
    sex = RadiosField("Sex", choices=Sex.choices, empty="Choose a sex, or “Not known”", inline=True)
    searched = HiddenField()
    then = HiddenField()

    field_order = ("given_name", "family_name", "birth_kind", "birth_date", "sex", "searched", "then")
