"""The other questions of a plan: starting it, views, what became of a promise, versions, how it stands, its end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, cast

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms, time
from rock.practice.assessments.models import Assessment, Outcome
from rock.practice.plans.facts import Answered
from rock.practice.plans.forms.writing import WORKER, offer, people_choices
from rock.practice.plans.models import Part, PlanItem, Standing
from rock.practice.plans.queries.quoting import Quotable
from rock.practice.plans.services.saying import views_for
from rock.practice.requests.models import ClosureReason
from rock.records.models import Person, PromiseState, ServiceAnswer

_LEAD = "Who leads it: a partner, and where they work"
_REVIEW_IN = timedelta(weeks=6)
_AFTER = {Outcome.EARLY_HELP: Standing.EARLY_HELP, Outcome.PLAN: Standing.IN_NEED}


def _begin(user: User, decided: Assessment | None) -> dict[str, Any]:
    """Return what a new plan begins with: what a manager decided about the child last, if a plan was to follow."""
    begin: dict[str, Any] = {"lead": user.pk, "review_on": time.today() + _REVIEW_IN}
    if decided is None or decided.outcome not in _AFTER:
        return begin
    led = {"partner_lead": decided.partner_lead, "lead": None} if decided.partner_lead else {}
    return begin | {"standing": _AFTER[Outcome(decided.outcome)]} | led


class StartForm(forms.Form):
    """A new plan of one child; `decided` is the assessment that a manager authorised last."""

    standing = forms.RadiosField("What kind of plan is it?", choices=Standing.choices, empty="Choose what kind it is")
    lead = StaffField("Which worker leads it?", hint="Leave empty where a partner leads it")
    partner_lead = forms.TextField(_LEAD, hint="For example: Mr Shah, Marram Primary School")
    review_on = forms.DateField(
        "When do you look at it together?", called="The day", future=True, empty="Enter the day for looking at it"
    )
    members = forms.CheckboxesField("Who writes it with you?", choices=[])
    quotes = forms.CheckboxesField(
        "What was said before, and should stand in it?", hint="It is quoted as it was said", choices=[]
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        colleagues: list[User],
        family: list[Person],
        said: list[Quotable],
        decided: Assessment | None = None,
        **options: Any,
    ) -> None:
        chosen = {"members": [str(one.pk) for one in family], "quotes": [str(one.quote.statement.pk) for one in said]}
        options["initial"] = _begin(user, decided) | chosen
        super().__init__(*args, **options)
        self.family = {str(one.pk): one for one in family}
        self.said = {str(one.quote.statement.pk): one.quote for one in said}
        cast(StaffField, self.fields["lead"]).offer([user, *colleagues])
        offer(self, "members", people_choices(family))
        lines = [(str(one.quote.statement.pk), f"{one.who}: “{one.quote.statement.words}”") for one in said]
        offer(self, "quotes", lines)
        if not said:
            del self.fields["quotes"]


class ViewForm(forms.Form):
    """What somebody says to an item, as it was worded when the page was opened (`read`)."""

    read = forms.HiddenField(required=False)
    who = forms.RadiosField("Who says it?", choices=[], empty="Choose who says it")
    view = forms.RadiosField("What do they say?", choices=[], empty="Choose what they say")
    words = forms.TextAreaField("In their words", hint="Needed for “I disagree” and for another idea", rows=4)
    shown_back = forms.ConfirmField(
        "Their own door", text="They agree that these words are shown back to them at their own door"
    )

    def __init__(self, *args: Any, item: PlanItem, people: list[Person], user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        offer(self, "who", [*people_choices(people), (WORKER, f"I do ({user.name})")])
        offer(self, "view", views_for(item))

    def wording_read(self) -> int | None:
        """Return the number of the wording that stood on the page; None for one that is no number."""
        given = str(self.cleaned_data["read"])
        return int(given) if given.isdecimal() and len(given) < 9 else None


KEEP, CARRY, DROP, TAKE_BACK = "kept", "carried", "dropped", "taken_back"


class PromiseStateForm(forms.Form):
    """What became of a promise."""

    state = forms.RadiosField(
        "What became of it?",
        choices=[
            (KEEP, "It is done"),
            (CARRY, "It goes on, until a later day"),
            (TAKE_BACK, "Whoever made it takes it back"),
            (DROP, "It is no longer needed"),
        ],
        empty="Choose what became of it",
    )
    due_on = forms.DateField("Until when?", called="The day", future=True, empty="Enter the later day")
    words = forms.TextField(
        "What do they say with it?", hint="Taking it back is no failure: write what they say", max_length=300
    )
    conditions = (forms.Given("state", CARRY).require("due_on"),)
    CLOSING: ClassVar[dict[str, PromiseState]] = {KEEP: PromiseState.KEPT, DROP: PromiseState.DROPPED}


class ServiceForm(forms.Form):
    """A service asked for help: what it answered, how long the wait is, what came of it."""

    service = forms.TextField("Which service is asked?", max_length=120, empty="Enter the service")
    asked_on = forms.DateField("When was it asked?", called="The day", past=True, hint="Leave empty if not yet")
    answer = forms.RadiosField("What did it answer?", choices=ServiceAnswer.choices, empty="Choose what it answered")
    waits_until = forms.DateField("Until when is the wait?", called="The day", empty="Enter until when the wait is")
    outcome = forms.TextField("What came of it?", max_length=300)
    conditions = (forms.Given("answer", ServiceAnswer.WAITING_LIST).require("waits_until"),)


class WhyForm(forms.Form):
    """Why something is done."""

    because = forms.TextField("Why?", max_length=300, empty="Write why")


class ReaderForm(forms.Form):
    """One reader of one line."""

    reader = forms.RadiosField("Who may read it?", choices=[], empty="Choose who may read it")
    speaker_said = forms.TextField(
        "What did whoever said it say, when you asked?", max_length=300, empty="Write what they said when you asked"
    )
    knowingly = forms.ConfirmField(
        "Words that speak of the reader", text="I talked with whoever said it about what may come of it"
    )

    def __init__(self, *args: Any, people: list[Person], hints: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reader", people_choices(people))
        cast(forms.RadiosField, self.fields["reader"]).hints = hints


class EndReaderForm(forms.Form):
    """Who reads why the plan ended."""

    reader = forms.RadiosField("Who may read why it ended?", choices=[], empty="Choose who may read it")

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reader", people_choices(people))


class MemberForm(forms.Form):
    """Somebody more who writes the plan."""

    person = forms.SelectField("Who?", choices=[], empty="Choose who writes the plan too")
    part = forms.RadiosField("As what?", choices=Part.choices, empty="Choose as what")

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", [("", "Choose"), *people_choices(people)])


AGREES, NOT, UNASKED = "yes", "no", "not_asked"


class VersionForm(forms.Form):
    """The plan is kept as it reads now, with what each person says to it."""

    agreed_on = forms.DateField("When was it talked through?", called="The day", past=True, empty="Enter the day")

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **({"initial": {"agreed_on": time.today()}} | options))
        self.people = people
        for person in people:
            said = [(AGREES, "They agree"), (NOT, "They do not agree"), (UNASKED, "Not asked yet")]
            knows = [(AGREES, "Yes"), (NOT, "No"), (UNASKED, "Not asked")]
            self.fields[f"agrees_{person.pk}"] = forms.RadiosField(
                f"What does {person} say to the plan?", choices=said, empty=f"Choose what {person} says", inline=True
            )
            self.fields[f"knows_{person.pk}"] = forms.RadiosField(
                f"Does {person} say “I know what happens if…”?",
                choices=knows,
                empty=f"Choose whether {person} knows what happens if",
                inline=True,
            )

    def answers(self) -> list[Answered]:
        """Return what each person said who was asked."""
        known: dict[str, bool | None] = {AGREES: True, NOT: False, UNASKED: None}
        given = self.cleaned_data
        return [
            Answered(one, given[f"agrees_{one.pk}"] == AGREES, known[given[f"knows_{one.pk}"]])
            for one in self.people
            if given[f"agrees_{one.pk}"] != UNASKED
        ]


class StandingForm(forms.Form):
    """As what the plan stands from a day."""

    standing = forms.RadiosField("What kind of plan is it now?", choices=Standing.choices, empty="Choose what kind")
    on = forms.DateField("From when?", called="The day", past=True, empty="Enter the day")
    lead = StaffField("Which worker leads it?", hint="The same worker where it can be")
    partner_lead = forms.TextField(_LEAD)

    def __init__(self, *args: Any, workers: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(StaffField, self.fields["lead"]).offer(workers)


class EndForm(forms.Form):
    """The end of a plan."""

    words = forms.TextAreaField(
        "Why does the plan end?", hint="In words for the family", rows=5, empty="Write why the plan ends"
    )
    partner = forms.TextField(
        "Who stays with the family?",
        hint="Somebody they can turn to, and where that person works",
        empty="Enter who stays with the family",
    )
    on = forms.DateField("When does it end?", called="The day", past=True, empty="Enter the day")
    because = forms.TextField(
        "Open promises: why are they no longer needed?", hint="Leave empty to say it of each one first", max_length=300
    )
    closure_reason = forms.SelectField(
        "For the census, if all work ends", choices=ClosureReason.choices, empty="Choose a reason"
    )
    conditions: ClassVar[Sequence[forms.Given]] = ()
