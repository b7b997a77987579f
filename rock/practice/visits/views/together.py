"""Pages that a child and a worker look at together, as they stand; who saw them is for the caller to write down."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rock.accounts.access import SignedIn
from rock.core.drafts import Answers
from rock.practice.visits.forms.parts import Part
from rock.practice.visits.forms.together import SlotForm, ThreeHousesForm, house_answers, slot_answers
from rock.practice.visits.pictures import FACES, AgeSet, pictures, slots_for
from rock.practice.visits.services.drafting import Kept, subject_of
from rock.practice.visits.views.common import address, device, together_address, visit_key
from rock.records.models import Person, Slot


@dataclass(frozen=True)
class Together:
    """A child, the set of drawings for their age, the family whose visit it flows into, and what is kept of that visit."""

    child: Person
    set: AgeSet
    family: int
    kept: dict[str, Kept]

    @property
    def mine(self) -> Kept:
        """Return the child's page of the visit."""
        return self.kept.get(subject_of(self.family, self.child.pk), Kept({}))

    @property
    def answers(self) -> Answers:
        """Return what stands on the child's page of the visit."""
        return self.mine.answers

    def slot(self, slot: Slot) -> str:
        """Return the address of a part of the day in pictures."""
        return together_address("pictures", self.family, self.child.pk, self.set, slot=slot.value)

    def houses(self, *, islands: bool = False, name: str = "houses") -> str:
        """Return the address of the three houses, or of their sheet."""
        more = {"as": "islands"} if islands else {}
        return together_address(name, self.family, self.child.pk, self.set, **more)


def slot_form(it: Together, slot: Slot, data: Any = None) -> SlotForm:
    """Return the form of one part of the day."""
    return SlotForm(it.child, it.set, slot, data, initial=slot_answers(it.answers, slot, it.set))


def houses_form(it: Together, data: Any = None) -> ThreeHousesForm:
    """Return the form of the three houses."""
    return ThreeHousesForm(data, initial=house_answers(it.answers))


def slot_page(request: SignedIn, it: Together, slot: Slot, form: SlotForm) -> HttpResponse:
    """Return the page of one part of the day."""
    parts, drawings = slots_for(it.set), pictures()
    number = parts.index(slot) + 1
    following = parts[number] if number < len(parts) else None
    page = {
        "form": form,
        "tiles": [(drawings[key], words) for key, words in form.fields["pictures"].choices],  # type: ignore[attr-defined]
        "chosen": form["pictures"].value() or [],
        "faces": FACES if "face" in form.fields else (),
        "slot": slot,
        "part": Part(slot).key,
        "words_of": "saw" if it.set is AgeSet.BABY else "words",
        "here": it.slot(slot),
        "number": number,
        "count": len(parts),
        "last": following is None,
        "following": it.slot(following) if following else "",
        "before": it.slot(parts[number - 2]) if number > 1 else "",
        "houses": it.houses(),
    }
    return shown(request, it, "visits/slot.html", page)


def houses_page(request: SignedIn, it: Together, form: ThreeHousesForm, *, islands: bool) -> HttpResponse:
    """Return the page of the three houses, or islands."""
    page = {
        "form": form,
        "islands": islands,
        "here": it.houses(islands=islands),
        "instead": it.houses(islands=not islands),
        "sheet": it.houses(islands=islands, name="print_houses"),
    }
    return shown(request, it, "visits/houses.html", page)


def shown(request: SignedIn, it: Together, template: str, page: dict[str, Any]) -> HttpResponse:
    """Return a page used together, with what it and the device need to know of the child and the visit."""
    facts = {
        "child": it.child,
        "name": it.child.given_name or str(it.child),
        "set": it.set,
        "back": address(it.family, it.child.pk),
        "family": it.family,
        "device": device(it.family, it.child.pk, it.mine, visit_key(request, it.family, it.kept)),
        "answers": json.dumps(it.answers),
    }
    return render(request, template, facts | page)
