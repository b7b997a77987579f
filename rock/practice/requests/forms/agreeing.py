"""Agreement and information: what is written down about one person, one question a page."""

from typing import Any, cast

from rock.core import forms, time
from rock.practice.requests.contact import CHANNELS
from rock.records.models import Answer
from rock.records.services.agreements import IN, OUT

AGENCIES = ("School or nursery", "Health visitor, GP or hospital", "Police", "Housing", "Adult services", "Probation")
_ANSWERS = [
    (Answer.YES, "Yes"),
    (Answer.PARTLY, "To some of it"),
    (Answer.NO, "No"),
    (Answer.NOT_ASKED, "Not asked yet"),
]


class WhatForm(forms.Form):
    """What is to be written down."""

    what = forms.RadiosField(
        "What do you want to write down?",
        choices=[
            ("help", "They were asked whether they want help"),
            ("ask", "They were asked whether other services may be asked"),
            ("not-needed", "Their agreement is not needed"),
            ("information", "Information was shared, or was not"),
        ],
        empty="Choose what you want to write down",
    )

    def __init__(self, *args: Any, manager: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not manager:
            field = cast(forms.RadiosField, self.fields["what"])
            field.choices = [pair for pair in cast(Any, field).choices if pair[0] != "not-needed"]


class HowAskedForm(forms.Form):
    """Who asked them, when, how and in which words."""

    asked_by = forms.TextField("Who asked them?", empty="Enter who asked them")
    asked_on = forms.DateField("When were they asked?", called="The day", past=True, empty="Enter the day")
    how = forms.RadiosField("How?", choices=CHANNELS, empty="Choose how they were asked")
    language = forms.TextField("In which language?", max_length=60, empty="Enter the language")
    in_words = forms.TextAreaField("In which words, and what did they say?", rows=3, max_length=500)
    valid_until = forms.DateField("Until when does it hold, if there is an end?", called="The end")


class HelpAgreedForm(HowAskedForm):
    """Whether somebody wants help."""

    answer = forms.RadiosField("Do they want help?", choices=_ANSWERS[:3], empty="Choose what they answered")
    field_order = ["answer"]


class AskAgreedForm(HowAskedForm):
    """Whether other services may be asked: an answer for each."""

    intro = "For each service: did they agree that we ask it about them?"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = {
            f"agency_{number}": forms.SelectField(
                name, choices=[(value, words) for value, words in _ANSWERS], initial=Answer.NOT_ASKED
            )
            for number, name in enumerate(AGENCIES)
        }
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        """Ask for an answer about one service at least."""
        cleaned = super().clean()
        if "agency_0" in cleaned and not self.answers():
            self.add_error("agency_0", "Choose what they answered about at least one service")
        return cleaned

    def answers(self) -> dict[str, Answer]:
        """Return what was answered about each service that they were asked about."""
        found = {name: self.cleaned_data.get(f"agency_{n}", "") for n, name in enumerate(AGENCIES)}
        return {name: Answer(value) for name, value in found.items() if value and value != Answer.NOT_ASKED}


class NotNeededForm(forms.Form):
    """A manager decides that no agreement is needed."""

    why = forms.TextAreaField(
        "Why is their agreement not needed?",
        hint="For example: asking would put the child at risk",
        rows=4,
        max_length=500,
        empty="Say why their agreement is not needed",
    )
    legal_reason = forms.TextField(
        "What is the legal reason?",
        hint="For example: Children Act 1989, section 47: a child may be suffering significant harm",
        max_length=300,
        empty="Enter the legal reason",
    )


class InformationForm(forms.Form):
    """Information that was shared or was not, with its purpose and basis."""

    direction = forms.RadiosField(
        "Who had the information?",
        choices=[(IN, "They did: we asked, or they told us"), (OUT, "We did: they asked, or we told them")],
        empty="Choose who had the information",
    )
    shared = forms.YesNoField("Was it shared?", empty="Choose whether it was shared", inline=False)
    words = forms.TextAreaField("If they told us: what, in their words?", rows=5)
    refused_because = forms.TextAreaField(
        "Why not?",
        hint="For example: it would do the child more harm than good",
        rows=3,
        max_length=500,
        empty="Say why it was not shared",
    )
    agency = forms.TextField(
        "Which service?", hint="For example: Marram Primary School", max_length=120, empty="Enter which service"
    )
    what = forms.TextField("Which information, in a line?", max_length=500, empty="Enter which information")
    purpose = forms.TextField("What for?", max_length=300, empty="Enter what it is for")
    basis = forms.RadiosField(
        "On which basis?",
        choices=[
            ("Public task: the child’s welfare", "Public task: the child’s welfare"),
            ("Duty to share: Children Act 2004, section 16LA", "Duty to share: Children Act 2004, section 16LA"),
            ("Somebody is in danger", "Somebody is in danger"),
            ("They agreed", "They agreed"),
        ],
        empty="Choose the basis",
    )
    conditions = (
        forms.Given("shared", "yes").offer("words"),
        forms.Given("shared", "no").require("refused_because"),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a partner's words where they told us something, and keep none where we told them."""
        cleaned = super().clean()
        if cleaned.get("direction") == OUT:
            cleaned["words"] = ""
        elif cleaned.get("shared") and not cleaned.get("words"):
            self.add_error("words", "Write what they told us")
        return cleaned


def how_asked(asker: str, language: str) -> dict[str, Any]:
    """Return what stands in a form about asking before anybody types."""
    return {"asked_by": asker, "asked_on": time.today(), "language": language or "English"}
