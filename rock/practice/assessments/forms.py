"""The questions of an assessment's pages."""

from collections.abc import Iterable
from typing import Any, cast

from rock.core import forms, time
from rock.practice.assessments.factors import NONE, Factor, offered
from rock.practice.assessments.models import Outcome, Passage
from rock.practice.assessments.queries.quoting import Quotable
from rock.practice.assessments.services.agencies import LONGEST_QUESTION, LONGEST_REASON
from rock.practice.assessments.services.common import LONGEST_PASSAGE
from rock.practice.assessments.services.reading import DAYS_TO_ANSWER
from rock.records.models import Person

MONEY_LOOKED_AT = (
    ("benefits", "Income and benefits were checked"),
    ("school meals", "Free school meals, Healthy Start"),
    ("debts", "Debts, and what is taken off their money"),
    ("heating", "Gas, electric and heating"),
    ("food", "Food until the next money comes"),
    ("beds", "A bed for everybody"),
    ("washing", "Washing, and a machine that works"),
    ("phone", "A phone and data"),
    ("travel", "The way to school, work and appointments"),
    ("housing", "The rent, and repairs"),
)


class StartForm(forms.Form):
    """When the assessment started."""

    started_on = forms.DateField(
        "When did it start?",
        called="The day",
        past=True,
        hint="The census counts its 45 working days from here; the referral’s own run already",
        empty="Enter the day on which it started",
    )


class PassageForm(forms.Form):
    """One passage: what was brought from visits to be put in, and the words."""

    quotes = forms.CheckboxesField(
        "Put in from the visits", hint="What you tick is put at the end of the words below", required=False, small=True
    )
    looked_at = forms.CheckboxesField(
        "What was looked at?",
        hint="Tick what you and the family looked at together. It is put into the words below.",
        choices=MONEY_LOOKED_AT,
        required=False,
        small=True,
    )
    words = forms.TextAreaField("The words", rows=12, max_length=LONGEST_PASSAGE, empty="Write the passage")
    revision = forms.HiddenField()

    def __init__(self, *args: Any, quotable: list[Quotable], money: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.quotable = {str(one.statement): one for one in quotable}
        field = cast(forms.CheckboxesField, self.fields["quotes"])
        field.choices = [(key, one.text) for key, one in self.quotable.items()]
        if not quotable:
            del self.fields["quotes"]
        if not money:
            del self.fields["looked_at"]
        if self.is_bound and any(self[name].value() for name in ("quotes", "looked_at") if name in self.fields):
            self.fields["words"].required = False

    def clean(self) -> dict[str, Any]:
        """Return the words with what was ticked put at their end."""
        cleaned = super().clean()
        revision = str(cleaned.get("revision", ""))
        cleaned["revision"] = int(revision) if revision.isdecimal() and len(revision) < 9 else 0
        return cleaned

    def put_in(self) -> str:
        """Return the words as typed, with what was ticked after them."""
        words = self["words"].value() or ""
        ticked = [str(one) for one in (self["quotes"].value() or [])] if "quotes" in self.fields else []
        looked = set(self["looked_at"].value() or []) if "looked_at" in self.fields else set()
        parts = [self.quotable[key].text for key in ticked if key in self.quotable]
        if looked:
            names = [label for key, label in MONEY_LOOKED_AT if key in looked]
            parts.insert(0, "We looked at this together: " + "; ".join(names) + ".")
        return "\n\n".join(part for part in [str(words).strip(), *parts] if part)


class FactorsForm(forms.Form):
    """The factors found, each group a question; `began` is what was ticked when the page was opened."""

    began = forms.HiddenField()

    def __init__(self, *args: Any, ticked: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = list(ticked)
        self.initial.setdefault("began", ",".join(chosen))
        for number, (group, factors) in enumerate(offered().items()):
            self.fields[f"group{number}"] = self._group(group, factors)
            self.initial.setdefault(f"group{number}", chosen)

    def _group(self, group: str, factors: list[Factor]) -> forms.CheckboxesField:
        choices = [(factor.code, factor.plain) for factor in factors]
        hints = {NONE: "Only when nothing else is ticked, and we end our work"}
        return forms.CheckboxesField(group, choices=choices, hints=hints, required=False, small=True)

    def codes(self) -> list[str]:
        """Return everything that is ticked."""
        return [code for name, codes in self.cleaned_data.items() if name != "began" for code in codes]

    def began_with(self) -> list[str]:
        """Return what was ticked when the page was opened."""
        return [code for code in str(self.cleaned_data["began"]).split(",") if code]


class CouldNotForm(forms.Form):
    """Why the money side could not be looked at."""

    could_not_because = forms.TextAreaField(
        "Why could money not be looked at?",
        hint="Your name stands with it. Write the money side as soon as you can.",
        rows=4,
        max_length=500,
        empty="Say why it could not be looked at",
    )


class AskForm(forms.Form):
    """One question to somebody at another service."""

    agency = forms.TextField(
        "Which service?", hint="For example: Marram Primary School", max_length=120, empty="Enter the service"
    )
    name = forms.TextField("Who do you ask there?", max_length=120, empty="Enter who you ask there")
    email = forms.EmailField(
        "Their work e-mail", hint="The message names nobody; it has a link", empty="Enter their e-mail"
    )
    question = forms.TextAreaField(
        "Your question",
        hint="Write “the child”, no name: whoever has the link reads this. A code shows them first name and birthday",
        rows=5,
        max_length=LONGEST_QUESTION,
        empty="Write your question",
    )
    without_agreement_because = forms.TextAreaField(
        "If you ask without the family’s agreement, say why",
        hint="Leave this empty where a grown-up with parental responsibility agreed to this service being asked",
        rows=3,
        max_length=LONGEST_REASON,
    )


class GiveForm(forms.Form):
    """What one reader is given, and until when they can answer; or why they are not given it."""

    give = forms.RadiosField(
        "Give it to read?",
        choices=[("yes", "Yes, these parts"), ("no", "No")],
        empty="Choose whether they are given it",
    )
    passages = forms.CheckboxesField(
        "Which parts may they read?", hint="Look at each one as this reader", empty="Choose at least one part"
    )
    answer_by = forms.DateField("By when can they answer?", called="The day", future=True, empty="Enter the day")
    because = forms.TextAreaField("Why not?", rows=3, max_length=300, empty="Say why they are not given it")
    conditions = (
        forms.Given("give", "yes").require("passages", "answer_by"),
        forms.Given("give", "no").require("because"),
    )

    def __init__(self, *args: Any, passages: list[Passage], person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(forms.CheckboxesField, self.fields["passages"])
        field.choices = [(str(one.pk), one.get_heading_display()) for one in passages]
        self.initial.setdefault("answer_by", time.add_working_days(time.today(), DAYS_TO_ANSWER))
        self.fields["give"].label = f"Give it to {person} to read?"


class DecideForm(forms.Form):
    """What the assessment led to, why, what would change it, and words for the family."""

    outcome = forms.RadiosField("What follows?", choices=Outcome.choices, empty="Choose what follows")
    partner_lead = forms.TextField(
        "Who leads the early help?",
        hint="Their name and where they work, for example: Mr Shah, Marram Primary School",
        empty="Enter who leads the early help",
    )
    reasons = forms.TextAreaField("Your reasons, for the record", rows=6, empty="Write your reasons")
    would_change = forms.TextAreaField(
        "What would change this decision?",
        hint="What you would have to see, to do less or to do more",
        rows=4,
        empty="Write what would change it",
    )
    family_words = forms.TextAreaField(
        "The same, in words for the family",
        hint="Short sentences. Each grown-up’s own letter starts from these words.",
        rows=6,
        empty="Write it in words for the family",
    )
    conditions = (forms.Given("outcome", Outcome.EARLY_HELP).require("partner_lead"),)
