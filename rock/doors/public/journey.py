"""One person's way through the steps, worked out from what they have typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from rock.doors.public.drafts import Typed
from rock.doors.public.forms import StepForm
from rock.doors.public.steps import BY_SLUG, STEPS, Step
from rock.doors.public.words import Words, words_for
from rock.practice.requests.models import AskerKind

_NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "once", "stop"})


@dataclass(frozen=True)
class Place:
    """Where somebody is: a step, or one entry of a list."""

    step: Step
    number: int | None = None

    @property
    def key(self) -> str:
        """Return what the answers of this place are kept under."""
        return self.step.slug if self.number is None else f"{self.step.slug}-{self.number}"


class Journey:
    """The steps that somebody is asked, and what they have answered."""

    def __init__(self, typed: Mapping[str, Typed]) -> None:
        self.typed = typed
        self._forms: dict[str, StepForm] = {}

    @cached_property
    def kind(self) -> AskerKind | None:
        """Return who asks, or None while that is not answered."""
        values = self.typed.get("who", {}).get("who", [])
        return AskerKind(values[-1]) if values and values[-1] in AskerKind.values else None

    @cached_property
    def path(self) -> list[Step]:
        """Return the steps that they are asked, in order; without knowing who they are only the first."""
        if self.kind is None:
            upto = STEPS.index(BY_SLUG["who"]) + 1
            return [step for step in STEPS[:upto] if step.when is None or step.when(self)]
        return [s for s in STEPS if self.kind in s.asked_of and (s.when is None or s.when(self))]

    def words(self, place: Place) -> Words:
        """Return the words of a question, for whoever asks."""
        several = place.step.several
        return words_for(several.key if several and place.number is not None else place.step.slug, self.kind)

    def form(self, place: Place, data: Typed | None = None) -> StepForm:
        """Return the form of a place, with the data given or what was typed there before."""
        several = place.step.several
        kind = several.form if several and place.number is not None else place.step.form
        if kind is None:
            raise LookupError(place.step.slug)
        found = data if data is not None else self.typed.get(place.key)
        query = None if found is None else as_query(found)
        return kind(query, words=self.words(place), kind=self.kind, auto_id="%s")

    def answered(self, place: Place) -> StepForm:
        """Return the form with what was typed, to be read only; worked out once."""
        if place.key not in self._forms:
            self._forms[place.key] = self.form(place)
        return self._forms[place.key]

    def answer(self, slug: str, field: str, number: int | None = None) -> Any:
        """Return a valid answer, or None where there is none (yet)."""
        place = Place(BY_SLUG[slug], number)
        if place.key not in self.typed:
            return None
        form = self.answered(place)
        form.is_valid()
        return form.cleaned_data.get(field)

    def numbers(self, step: Step) -> list[int]:
        """Return the numbers of a list's entries, in order."""
        start = f"{step.slug}-"
        found = [key.removeprefix(start) for key in self.typed if key.startswith(start)]
        return sorted(int(text) for text in found if text.isdigit())

    def done(self, step: Step) -> bool:
        """Return whether nothing is left to answer at a step."""
        if step.page:
            return True
        if step.several:
            numbers = self.numbers(step)
            enough = len(numbers) >= step.several.fewest
            return enough and self._valid(Place(step)) and all(self._valid(Place(step, n)) for n in numbers)
        return self._valid(Place(step))

    def _valid(self, place: Place) -> bool:
        return place.key in self.typed and self.answered(place).is_valid()

    def open_steps(self) -> list[Step]:
        """Return the steps that still want an answer."""
        return [step for step in self.path if not self.done(step)]

    def after(self, step: Step) -> Step | None:
        """Return the step after this one, or None after the last."""
        later = [s for s in self.path if STEPS.index(s) > STEPS.index(step)]
        return later[0] if later else None

    def before(self, step: Step) -> Step | None:
        """Return the step before this one, or None before the first."""
        earlier = [s for s in self.path if STEPS.index(s) < STEPS.index(step)]
        return earlier[-1] if earlier else None


def as_query(typed: Typed) -> QueryDict:
    """Return typed answers as a form reads them."""
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    return query


def typed_in(data: QueryDict) -> Typed:
    """Return what was typed in a form that was sent, without what every form carries."""
    return {name: [str(v) for v in values] for name, values in data.lists() if name not in _NOT_ANSWERS}
