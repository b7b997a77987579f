"""What somebody promised on a visit: who does it, whose idea it was, by when, and on whose violence it hangs."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from rock.core import forms, time
from rock.practice.visits.facts import PromiseFacts
from rock.practice.visits.pictures import AgeSet
from rock.practice.visits.queries.around import Around
from rock.records.models import Person

WITHIN = [("", "In two weeks"), ("7", "In a week"), ("28", "In four weeks")]
_SAFE = "no"


class PromiseForm(forms.Form):
    """One promise. Whoever is harmed cannot promise that somebody else stops: so it is asked of each that is not the worker's."""

    words = forms.TextField("What was promised", max_length=300)
    by = forms.SelectField("Who does it?")
    depends = forms.SelectField("If not you: can they keep it only if somebody stops violence or control?")
    idea = forms.SelectField("Whose idea was it?")
    within = forms.SelectField("By when?", choices=WITHIN)

    def __init__(self, around: Around, child: Person, for_set: AgeSet, data: Any, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.people = around.people
        adults = [(str(one.pk), str(one)) for one in (*around.adults, *(person for person, _ in around.network))]
        asked = [] if for_set is AgeSet.BABY else [(str(child.pk), child.given_name or str(child))]
        offered = {
            "by": [("", "I do"), *adults],
            "depends": [("", ""), (_SAFE, "No"), *((pk, f"Yes: {name}") for pk, name in adults)],
            "idea": [("", "Mine"), *asked, *adults],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask what is promised where somebody is named, and whether they can keep it by themselves."""
        cleaned = super().clean()
        if not cleaned.get("words") and (cleaned.get("by") or cleaned.get("idea")):
            self.add_error("words", ValidationError("Write what was promised"))
        if cleaned.get("by") and not cleaned.get("depends"):
            self.add_error("depends", ValidationError("Choose whether it depends on another adult’s violence"))
        return cleaned

    def facts(self) -> PromiseFacts | None:
        """Return the promise; None for an empty line."""
        given = self.cleaned_data
        if not given["words"]:
            return None
        return PromiseFacts(
            what=given["words"],
            by=self._person("by"),
            idea=self._person("idea"),
            depends_on=self._person("depends"),
            due=time.today() + timedelta(days=int(given["within"])) if given["within"] else None,
        )

    def _person(self, name: str) -> Person | None:
        given = str(self.cleaned_data[name])
        return self.people[int(given)] if given.isdecimal() else None
