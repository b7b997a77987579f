"""The hub's questions about a request that came in: decide, tell, speak with the family, hand over."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms
from rock.core.messages.backends import messages_go
from rock.practice.requests.contact import CHANNELS, NONE_GO, channels_that_go
from rock.practice.requests.forms.moments import ClockField
from rock.practice.requests.models import PrimaryNeed, Route
from rock.practice.requests.models.decisions import SOCIAL_CARE_ROUTES


class DecisionForm(forms.Form):
    """What follows this request, why, and in words for the family."""

    route = forms.RadiosField("What follows?", choices=Route.choices, empty="Choose what follows")
    early_help_lead = forms.TextField(
        "Who leads the early help?",
        hint="Their name and where they work, for example: Mr Shah, Marram Primary School",
        empty="Enter who leads the early help",
    )
    primary_need = forms.SelectField(
        "Main need, for the census",
        hint="Needed where a social worker gets to know the family, or police and health are spoken with first",
        choices=[("", "Choose"), *PrimaryNeed.choices],
    )
    reasons = forms.TextAreaField(
        "Your reasons, for the record",
        hint="What you weighed: the child’s day, what is strong, the worry, the history, what the family said",
        empty="Write your reasons",
        rows=8,
    )
    family_words = forms.TextAreaField(
        "The same, in words for the family",
        hint="Short sentences. Say the worry plainly and kindly. Each grown-up’s own letter starts from these words.",
        empty="Write it in words for the family",
        rows=8,
    )
    history_not_opened_because = forms.TextField(
        "If the history could not be opened, say why", hint="Leave this empty if it was opened"
    )
    conditions = (forms.Given("route", Route.EARLY_HELP).require("early_help_lead"),)

    def clean(self) -> dict[str, Any]:
        """Ask for the main need where a referral follows."""
        cleaned = super().clean()
        if cleaned.get("route") in SOCIAL_CARE_ROUTES and not cleaned.get("primary_need"):
            self.add_error("primary_need", "Choose the main need")
        return cleaned


def offer_what_goes(field: object, *, hint: str = "") -> None:
    """Offer in a question the ways that can carry; where no messages are sent, say so in place of the hint."""
    asked = cast(forms.RadiosField, field)
    asked.choices = channels_that_go()
    asked.help_text = hint if messages_go() else NONE_GO


class TellingForm(forms.Form):
    """Whether one grown-up is told now, or not yet."""

    choice = forms.RadiosField(
        "Tell them now?",
        choices=[("now", "Yes, tell them now"), ("held", "Not yet: telling them now could put somebody at risk")],
        empty="Choose whether to tell them now",
    )
    words = forms.TextAreaField(
        "What they are told", hint="Only what this reader may know", rows=10, empty="Write what they are told"
    )
    channel = forms.RadiosField("How", choices=CHANNELS, empty="Choose how")
    held_because = forms.TextAreaField(
        "Why not yet?", rows=3, max_length=500, empty="Say why telling them now could put somebody at risk"
    )
    manager = StaffField("Which manager answers for this?", empty="Choose a manager")
    review_on = forms.DateField(
        "When will this be looked at again?",
        called="The day",
        future=True,
        hint="Within the next 28 days",
        empty="Enter the day when this will be looked at again",
    )
    conditions: ClassVar[Sequence[forms.Given]] = (
        forms.Given("choice", "now").require("words", "channel"),
        forms.Given("choice", "held").require("held_because", "manager", "review_on"),
    )

    def __init__(self, *args: Any, managers: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(StaffField, self.fields["manager"]).offer(managers)
        offer_what_goes(self.fields["channel"], hint="A text or e-mail says only that something is waiting")


class LiaisonForm(forms.Form):
    """Who speaks with one grown-up of the family, and how."""

    worker = StaffField("Who will speak with them?", empty="Choose who will speak with them")
    channel = forms.RadiosField("How do they like to talk?", choices=CHANNELS, empty="Choose how they like to talk")
    language = forms.TextField("In which language?", empty="Enter the language")
    interpreter = forms.YesNoField("Is an interpreter needed?", empty="Choose whether an interpreter is needed")
    safe_rule = forms.TextField(
        "When and how is it safe?",
        max_length=300,
        hint="For example: weekdays 9 to 3, never leave a voicemail, ask for “the school office”",
    )

    def __init__(self, *args: Any, workers: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(StaffField, self.fields["worker"]).offer(workers)
        offer_what_goes(self.fields["channel"])


class FirstConversationForm(forms.Form):
    """The first talk with the family."""

    on = forms.DateField("When was it?", called="The day", past=True, empty="Enter the day of the talk")
    at = ClockField("At what time?", hint="For example 14:30", width="5", empty="Enter the time")
    words = forms.TextAreaField(
        "What did they say?", hint="In their words as far as you can", rows=8, empty="Write what they said"
    )


class HandOverForm(forms.Form):
    """Give the request to a colleague."""

    to = StaffField("Who takes it?", empty="Choose who takes it")

    def __init__(self, *args: Any, workers: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(StaffField, self.fields["to"]).offer(workers)
