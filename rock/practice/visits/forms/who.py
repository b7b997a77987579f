"""The first page of a visit: which children it is about, when, where, and who was there."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from rock.core import forms, time
from rock.core.drafts import Answers
from rock.practice.requests.forms.moments import ClockField
from rock.practice.visits.models import VisitPlace
from rock.practice.visits.queries.around import Around

MOST_NAMES = 10
ANYBODY_ELSE = "other"


@dataclass(frozen=True)
class Interpreted:
    """In which language somebody spoke, and who: the ids of people as they were sent, and `ANYBODY_ELSE`."""

    language: str = ""
    speakers: frozenset[str] = frozenset()


NOBODY = Interpreted()


def interpreted(who: Answers) -> Interpreted:
    """Return who spoke in another language, by the answers of the first page."""
    return Interpreted("".join(who.get("interpreter", [])).strip(), frozenset(who.get("interpreted", [])))


class WhoForm(forms.Form):
    """Which children, when, where and who was there; `key` makes a visit that is sent twice one."""

    key = forms.HiddenField(required=False)
    children = forms.CheckboxesField(
        "Which children is this visit about?", small=True, empty="Choose the children whom the visit is about"
    )
    on = forms.DateField("When was it?", called="The day of the visit", past=True, empty="Enter the day of the visit")
    at = ClockField("At what time?", hint="For example 15:45", width="5", empty="Enter the time of the visit")
    place_kind = forms.RadiosField(
        "Where was it?", choices=VisitPlace.choices, small=True, empty="Choose where the visit was"
    )
    place = forms.TextField("Which place? (if it helps)")
    people = forms.CheckboxesField("Who else was there?", small=True)
    others = forms.TextAreaField(
        "Anybody else who was there", hint="A name and who they are, one on each line", rows=2, max_length=1000
    )
    interpreter = forms.TextField("If somebody interpreted: which language?", max_length=60)
    interpreted = forms.CheckboxesField(
        "Who spoke in that language?",
        hint="Each part of the day then has a place for their words as they were said",
        small=True,
    )
    ended_early = forms.TextField("If the visit ended early: why?", max_length=300)

    def __init__(self, around: Around, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("children", _children(around))
        adults = [(f"p{one.pk}", str(one)) for one in around.adults]
        network = [(f"p{one.pk}", f"{one} ({who})") for one, who in around.network]
        self._offer("people", [*adults, *network, *((f"n{pk}", name) for pk, name in around.names)])
        if not around.adults and not network and not around.names:
            del self.fields["people"]
        speakers = [*_children(around), *((str(one.pk), str(one)) for one in around.adults)]
        self._offer("interpreted", [*speakers, (ANYBODY_ELSE, "Somebody else")])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_others(self) -> list[str]:
        """Return the names, one from each line."""
        names = [line.strip() for line in str(self.cleaned_data["others"]).splitlines() if line.strip()]
        if len(names) > MOST_NAMES or any(len(name) > forms.TextField().longest for name in names):
            self.add_error("others", f"Write up to {MOST_NAMES} names, each on a line of its own and not too long")
        return names

    def clean(self) -> dict[str, Any]:
        """Ask which language somebody spoke."""
        cleaned = super().clean()
        if cleaned.get("interpreted") and not cleaned.get("interpreter"):
            self.add_error("interpreter", "Write which language they spoke")
        return cleaned


def _children(around: Around) -> list[tuple[str, str]]:
    """Return the children to choose among, each with their whole name, or how they are told apart."""
    plain = {one.pk: one.given_name or str(one) for one in around.children}
    return [
        (str(one.pk), str(one) if around.called[one.pk] == plain[one.pk] else around.called[one.pk])
        for one in around.children
    ]


def first_answers(around: Around, key: str) -> Answers:
    """Return what stands on the page before anything is typed: now, at home, all the children, the visit’s key."""
    local = timezone.localtime(time.now())
    return {
        "key": [key],
        "children": [str(child.pk) for child in around.children],
        "on-day": [str(local.day)],
        "on-month": [str(local.month)],
        "on-year": [str(local.year)],
        "at": [f"{local:%H:%M}"],
        "place_kind": [VisitPlace.HOME],
    }


def as_sent(answers: Answers) -> QueryDict:
    """Return the answers of a draft as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, values)
    return data
