"""What somebody has written of a review so far: drafts, part by part, made into the facts of a review."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.drafts import Answers
from rock.core.forms import Form
from rock.core.models import Draft
from rock.core.services import Refused
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.forms.reviewing import (
    ChangedForm,
    PlaceAsked,
    PromisesForm,
    SlotForm,
    Voice,
    WhoForm,
    WishesForm,
)
from rock.practice.plans.models import Plan
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.review_facts import MarkFacts, ReviewFacts
from rock.practice.plans.services.checking import open_promises
from rock.practice.plans.services.review_checks import is_baby
from rock.practice.visits.facts import PresentFacts
from rock.practice.visits.forms.who import as_sent
from rock.practice.visits.queries.wishes import wishes_of
from rock.records.models import DayEntry, DayKind, Person, Slot

FORM, WHO, PROMISES, WISHES, CHANGED = "review", "who", "promises", "wishes", "changed"
TITLES = {WHO: "Who took part", PROMISES: "Promises", WISHES: "You said, we did", CHANGED: "What changed it"}
MOST_PROMISES, MOST_WISHES = 20, 10


@dataclass(frozen=True)
class PartShown:
    """One part in the list: its name, where it is, and whether something is written and right."""

    title: str
    href: str
    written: bool
    wrong: bool
    is_expected: bool


class Written:
    """A review on its way: its drafts, and the forms that they fill."""

    def __init__(self, user: User, plan: Plan, veil: Veil) -> None:
        self.user, self.plan, self.veil = user, plan, veil

    def subject(self, part: str) -> str:
        """Return the subject of a part's draft."""
        return f"{self.plan.pk}/{part}"

    @cached_property
    def kept(self) -> dict[str, Answers]:
        """Return what was typed, by part (one query)."""
        rows = Draft.objects.filter(user_id=self.user.pk, form=FORM, expires_at__gt=time.now())
        rows = rows.filter(subject__startswith=f"{self.plan.pk}/")
        return {row.subject.partition("/")[2]: row.answers for row in rows}

    @cached_property
    def members(self) -> list[Person]:
        """Return who writes the plan with us (one query)."""
        return members_of(self.plan, self.user)

    @cached_property
    def places(self) -> list[PlaceAsked]:
        """Return the parts of the day of which something was said, on which days and with whom (one query)."""
        rows = DayEntry.objects.filter(child=self.plan.child_id).select_related("carer").order_by("carer", "pk")
        found = {(row.slot, row.day_kind, row.carer_id): row for row in rows}
        kinds = list(DayKind.values)
        places = [PlaceAsked(Slot(row.slot), DayKind(row.day_kind), row.carer) for row in found.values()]
        return sorted(places, key=lambda one: kinds.index(one.day_kind))

    def is_part(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part in TITLES or part in Slot.values

    def has(self, part: str) -> bool:
        """Return whether something is written of a part."""
        return part in self.kept

    def title(self, part: str) -> str:
        """Return the heading of a part's page."""
        return TITLES.get(part) or str(Slot(part).label)

    def said(self, part: str) -> str:
        """Return what is said above the questions of a part."""
        if part in Slot.values and is_baby(self.plan.child, self._day()):
            return f"{self.plan.child} is a baby, watched and not asked. Write what you saw."
        if part in Slot.values:
            return "Is it better, the same or harder than it was? Leave “Not asked” where somebody was not asked."
        return ""

    def form(self, part: str, data: Any) -> Form:
        """Return the form of a part, with these answers."""
        if part == WHO:
            return WhoForm(data, people=self.members)
        if part == PROMISES:
            promises = open_promises(self.plan.child)[:MOST_PROMISES]
            return PromisesForm(data, promises=promises, review_on=time.today() + timedelta(weeks=6), veil=self.veil)
        if part == WISHES:
            wishes = wishes_of([self.plan.child_id]).filter(answer__isnull=True)[:MOST_WISHES]
            return WishesForm(data, wishes=list(wishes), veil=self.veil)
        if part == CHANGED:
            return ChangedForm(data)
        return SlotForm(data, places=self.places_of(part), voices=self.voices())

    def places_of(self, slot: str) -> list[PlaceAsked]:
        """Return where in a part of the day marks are asked: an ordinary day, where nothing was said of it yet."""
        found = [one for one in self.places if one.slot == slot]
        return found or [PlaceAsked(Slot(slot), DayKind.ORDINARY, None)]

    def _day(self) -> date:
        form = self.form(WHO, as_sent(self.kept.get(WHO, {})))
        return form.cleaned_data["happened_on"] if form.is_valid() else time.today()

    def voices(self) -> list[Voice]:
        """Return who marks: those of the plan who took part, and the worker; a baby is watched, not asked."""
        present = set(self.kept.get(WHO, {}).get("present", []))
        watched = self.plan.child_id if is_baby(self.plan.child, self._day()) else None
        people = [one for one in self.members if str(one.pk) in present and one.pk != watched]
        return [
            *(Voice(str(one.pk), one.given_name or str(one), one) for one in people),
            Voice("worker", f"{self.user.name} (worker)"),
        ]

    def names(self) -> list[str]:
        """Return the parts in order: the slots of which something was said or is written now."""
        asked = {str(one.slot) for one in self.places} | set(self.kept)
        return [WHO, *(slot for slot in Slot.values if slot in asked), PROMISES, WISHES, CHANGED]

    def after(self, part: str) -> str:
        """Return the address of the part that follows, at the end of the list of all."""
        names = self.names()
        following = names[names.index(part) + 1 :] if part in names else []
        if not following:
            return reverse("plans:review", args=[self.plan.pk])
        return reverse("plans:review_part", args=[self.plan.pk, following[0]])

    def parts(self) -> list[PartShown]:
        """Return every part, those of which nothing was ever said too."""
        names = self.names()
        every = [*names, *(slot for slot in Slot.values if slot not in names)]
        return [
            PartShown(
                self.title(part),
                reverse("plans:review_part", args=[self.plan.pk, part]),
                part in self.kept,
                part in {WHO, CHANGED} and part in self.kept and not self._filled(part).is_valid(),
                part in names,
            )
            for part in every
        ]

    def _filled(self, part: str) -> Form:
        return self.form(part, as_sent(self.kept.get(part, {})))

    def _right(self, part: str) -> Any:
        form = self._filled(part)
        if not form.is_valid():
            raise Refused(f"Something is missing on the page “{self.title(part)}”. Open it, mend it and save it.")
        return form

    def facts(self, key: UUID) -> ReviewFacts:
        """Return the review as it is written; Refused names the page that is not right yet."""
        if not self.has(WHO):
            raise Refused(
                "Nothing is written of a review. It may have been kept already from another window: look at the plan."
            )
        who, changed = self._right(WHO).cleaned_data, self._right(CHANGED).cleaned_data
        marks: list[MarkFacts] = []
        for slot in Slot.values:
            if slot in self.kept:
                marks += self._right(slot).marks()
        people = {str(one.pk): one for one in self.members}
        names = [name.strip() for name in who["others"].split(",") if name.strip()]
        return ReviewFacts(
            happened_at=_midday(who["happened_on"]),
            next_on=changed["next_on"],
            marks=tuple(marks),
            promises=tuple(self._right(PROMISES).facts()) if self.has(PROMISES) else (),
            wishes=tuple(self._right(WISHES).facts()) if self.has(WISHES) else (),
            what_changed=changed["what_changed"],
            present=(*(PresentFacts(person=people[pk]) for pk in who["present"]), *map(_named, names)),
            place=who["place"],
            key=key,
        )

    def discard(self) -> None:
        """Drop the drafts of a review that was kept."""
        Draft.objects.filter(user_id=self.user.pk, form=FORM, subject__startswith=f"{self.plan.pk}/").delete()


def _named(name: str) -> PresentFacts:
    return PresentFacts(name=name)


def _midday(day: date) -> datetime:
    """Return midday of a day, or this moment where midday has not come yet."""
    return min(timezone.make_aware(datetime.combine(day, clock_time(12))), time.now())
