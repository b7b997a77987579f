"""What a worker is asked before somebody in a family's network is told something."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from rock.core import forms
from rock.doors.family.services.near import NotNeeded, SaidYes
from rock.practice.requests.contact import CHANNELS
from rock.practice.requests.forms import TellingForm
from rock.records.models import Channel, Person

_ASKED = ("agreed_by", "asked_on", "asked_how", "they_said")
_HELD = forms.Given("choice", "held").require("held_because", "manager", "review_on")


class TellNearForm(TellingForm):
    """Whether they are told now, who with parental responsibility agreed to it, and in which words."""

    agreed_by = forms.RadiosField(
        "Who with parental responsibility was asked, and said yes?", choices=[], empty="Choose who said yes"
    )
    asked_on = forms.DateField("When were they asked?", called="The day", past=True, empty="Enter the day")
    asked_how = forms.RadiosField("How were they asked?", choices=CHANNELS, empty="Choose how they were asked")
    they_said = forms.TextAreaField(
        "What did they say, in their words?", rows=3, max_length=500, empty="Write what they said"
    )
    words = forms.TextAreaField(
        "What they are told",
        hint="In your own words, for this reader: nothing that somebody else said, and only what they need to know",
        rows=8,
        max_length=4000,
        empty="Write what they are told",
    )
    channel = forms.RadiosField("How are they told?", choices=CHANNELS, empty="Choose how they are told")
    field_order: tuple[str, ...] = ("choice", *_ASKED)
    conditions: ClassVar[Sequence[forms.Given]] = (
        forms.Given("choice", "now").require(*_ASKED, "words", "channel"),
        _HELD,
    )

    def __init__(self, *args: Any, responsible: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in responsible}
        asked = cast(forms.RadiosField, self.fields["agreed_by"])
        asked.choices = [(key, str(one)) for key, one in self.people.items()]

    def agreed(self) -> SaidYes | NotNeeded:
        """Return who agreed; the form is valid and somebody is told now."""
        facts = self.cleaned_data
        how = Channel(facts["asked_how"])
        return SaidYes(self.people[facts["agreed_by"]], facts["asked_on"], how, facts["they_said"])


class TellNearAsManagerForm(TellNearForm):
    """The same for a manager, who may decide that nobody's agreement is needed."""

    asked = forms.RadiosField(
        "Did somebody with parental responsibility say yes?",
        choices=[("yes", "Yes"), ("no", "No: I decide as a manager that their agreement is not needed")],
        empty="Choose whether somebody said yes",
    )
    why_nobody = forms.TextAreaField(
        "Why is nobody’s agreement needed?", rows=3, max_length=500, empty="Say why nobody’s agreement is needed"
    )
    legal_reason = forms.TextField("What is the legal reason?", max_length=300, empty="Enter the legal reason")
    field_order = ("choice", "asked", *_ASKED)
    conditions: ClassVar[Sequence[forms.Given]] = (
        forms.Given("choice", "now").require("asked", "words", "channel"),
        forms.Given("asked", "yes").require(*_ASKED),
        forms.Given("asked", "no").require("why_nobody", "legal_reason"),
        _HELD,
    )

    def agreed(self) -> SaidYes | NotNeeded:
        """Return who agreed, or why nobody had to."""
        facts = self.cleaned_data
        return super().agreed() if facts["asked"] == "yes" else NotNeeded(facts["why_nobody"], facts["legal_reason"])
