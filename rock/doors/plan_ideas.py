"""What somebody outside the staff is asked about a plan: what they say to a line, and their own idea, in their own words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.practice.plans.facts import Named, Wording
from rock.practice.plans.models import ItemKind

AGENCY = "agency"


class SayForm(forms.Form):
    """What the reader says to one line or passage: one of a few answers, and words with all but those that stand `alone`."""

    view = forms.RadiosField(_("What do you say?"), choices=[], empty=_("Choose what you say"))
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_("We keep your words just as you write them. Those who work with you can read them."),
        rows=4,
        max_length=4000,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], alone: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.RadiosField, self.fields["view"]).choices = choices
        self.alone = alone

    def clean(self) -> dict[str, Any]:
        """Ask for words, except with the answers that need none."""
        cleaned = super().clean()
        view = cleaned.get("view")
        if view and view not in self.alone and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what you want to say"))
        return cleaned


class IdeaForm(forms.Form):
    """A line of any kind but a promise or a what-if."""

    words = forms.TextAreaField(_("In your own words"), rows=4, max_length=2000, empty=_("Write what you want to say"))

    def wording(self, owners: Mapping[str, Named | None]) -> Wording:
        """Return the line as the plan takes it; whoever can promise stands in `owners`, by the value of the choice."""
        facts = self.cleaned_data
        owner = facts.get("agency", "") if facts.get("owner") == AGENCY else owners.get(facts.get("owner", ""))
        return Wording(
            words=facts["words"],
            condition=facts.get("condition", ""),
            due_on=facts.get("due_on"),
            owner=owner,
            help_needed=facts.get("help_needed", ""),
        )


class WhatIfIdeaForm(IdeaForm):
    """An “if this happens, we will”."""

    condition = forms.TextField(_("If this happens"), max_length=300, empty=_("Write what could happen"))
    words = forms.TextAreaField(_("Then we will"), rows=4, max_length=2000, empty=_("Write what we will do then"))
    field_order = ("condition", "words")


class PromiseIdeaForm(IdeaForm):
    """Something that could be done: what, who does it, and by when."""

    words = forms.TextAreaField(_("What will be done?"), rows=3, max_length=300, empty=_("Write what will be done"))
    owner = forms.RadiosField(_("Who does it?"), choices=[], empty=_("Choose who does it"))
    agency = forms.TextField(_("Which school or service?"), max_length=120, empty=_("Write which school or service"))
    due_on = forms.DateField(_("By when?"), called=_("The day"), empty=_("Enter the day"), future=True)
    help_needed = forms.TextField(_("What help do you need for it?"), max_length=300)
    field_order = ("words", "owner", "agency", "due_on", "help_needed")
    conditions: ClassVar[Sequence[forms.Given]] = (forms.Given("owner", AGENCY).require("agency"),)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        others = [(AGENCY, _("A school or a service"))]
        cast(forms.RadiosField, self.fields["owner"]).choices = [*owners, *others]


def idea_form(kind: str, data: Any, *, owners: Sequence[tuple[str, Any]]) -> IdeaForm:
    """Return the question for a line of a kind; `owners` are those who can promise beside another school or service."""
    if kind == ItemKind.PROMISE:
        return PromiseIdeaForm(data, owners=owners)
    return WhatIfIdeaForm(data) if kind == ItemKind.WHAT_IF else IdeaForm(data)
