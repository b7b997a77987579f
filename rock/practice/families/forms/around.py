"""Relationships, orders, families, networks."""

from rock.core.forms import (
    ConfirmField,
    DateField,
    Form,
    Given,
    RadiosField,
    TextAreaField,
    TextField,
)
from rock.records.models import MemberRole, NetworkCircle, OrderKind, RelationshipKind


class RelateForm(Form):
    """What the chosen person is to the person of the page."""

    kind = RadiosField("Who are they?", choices=RelationshipKind.choices, empty="Choose who they are")
    parental = RadiosField(
        "Do they have parental responsibility?",
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet")],
        empty="Say if they have parental responsibility",
    )
    since = DateField("Since when?", called="The date", hint="Leave it empty if it has always been so", past=True)

    conditions = (Given("kind", "parent").require("parental"),)


class EndForm(Form):
    """The day on which something ended."""

    on = DateField(
        "When did it end?", called="The date", empty="Enter the day when it ended", past=True, as_heading=True
    )


class OrderForm(Form):
    """A court order about the child of the page."""

    kind = RadiosField("Which order is it?", choices=OrderKind.choices, empty="Choose which order it is")
    starts = DateField(
        "When did the court make it?", called="The date", empty="Enter when the court made it", past=True
    )
    ends = DateField("When does it end?", called="The end", hint="Leave it empty if it says no end")
    limits = RadiosField("Does it limit what somebody may do?", choices=[])
    what_it_says = TextAreaField("What does it say?", max_length=1000)

    def __init__(self, *args: object, adults: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["limits"].choices = [*adults, ("", "Nobody on this record")]  # type: ignore[attr-defined]


class JoinForm(Form):
    """Why two records are one person."""

    reason = TextAreaField(
        "How do you know that they are one person?", max_length=500, empty="Say how you know that they are one person"
    )
    sure = ConfirmField("Before you go on", text="I have looked at both records", empty="Look at both records first")


class FamilyForm(Form):
    """What a family is called."""

    name = TextField(
        "What is the family called?",
        hint="What you and the family say, for example: Ashdown, or Ama and Ben’s family",
        width="20",
        max_length=120,
        empty="Enter what the family is called",
    )


class NewFamilyForm(FamilyForm):
    """A family with its first member."""

    role = RadiosField(
        "In this family they are", choices=MemberRole.choices, empty="Choose child or adult", inline=True
    )


class MemberForm(Form):
    """How somebody belongs to a family."""

    role = RadiosField(
        "In this family they are", choices=MemberRole.choices, empty="Choose child or adult", inline=True
    )
    since = DateField("Since when?", called="The date", hint="Leave it empty for today", past=True)


class NetworkForm(Form):
    """Somebody around the family, and how they can help."""

    name = TextField("Their name", width="20", max_length=200)
    who = TextField(
        "Who are they to the family?",
        hint="For example: Nan, football coach, class teacher",
        width="20",
        max_length=120,
        empty="Say who they are to the family",
    )
    circle = RadiosField("How close are they?", choices=NetworkCircle.choices, empty="Choose how close they are")
    offers = TextAreaField("What can they do?", rows=3, max_length=500)
    cannot = TextAreaField("What can they not do?", rows=2, max_length=500, hint="Shown to staff only")
