"""What a child and a worker fill in together on one device: a part of the day in pictures, and three houses."""

from typing import Any

from rock.core import forms
from rock.core.drafts import Answers
from rock.practice.visits.forms.parts import LONG, Part
from rock.practice.visits.pictures import FACES, AgeSet, pictures_for
from rock.records.models import Person, Slot


class SlotForm(forms.Form):
    """One part of the day: pictures, a face, and the child's own words; of a baby, what the worker saw."""

    pictures = forms.CheckboxesField("Which pictures are right?")
    face = forms.RadiosField("How is it?", choices=[(str(one.number), one.words) for one in FACES], required=False)
    words = forms.TextAreaField("", rows=3, max_length=LONG)

    def __init__(self, child: Person, for_set: AgeSet, slot: Slot, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        shown = pictures_for(for_set, slot)
        self.fields["pictures"].choices = [(one.key, one.words(for_set)) for one in shown]  # type: ignore[attr-defined]
        self.fields["words"].label = f"{child.given_name or child}’s own words"
        if for_set is AgeSet.BABY:
            del self.fields["face"]
            self.fields["pictures"].label = "What did you see?"
            self.fields["words"].label = "What I saw"


class ThreeHousesForm(forms.Form):
    """Three houses, or islands: worries, good things, wishes; each line is one."""

    worries = forms.TextAreaField("Worries", rows=4, max_length=LONG)
    good = forms.TextAreaField("Good things", rows=4, max_length=LONG)
    wishes = forms.TextAreaField("Dreams and wishes", rows=4, max_length=LONG)


def slot_answers(answers: Answers, slot: Slot, for_set: AgeSet) -> dict[str, Any]:
    """Return what the child's page of the visit already has of a part of an ordinary day."""
    key, words = Part(slot).key, "saw" if for_set is AgeSet.BABY else "words"
    return {
        "pictures": answers.get(f"{key}-pictures", []),
        "face": next(iter(answers.get(f"{key}-face", [])), ""),
        "words": next(iter(answers.get(f"{key}-{words}", [])), ""),
    }


def with_slot(answers: Answers, slot: Slot, for_set: AgeSet, given: dict[str, Any]) -> Answers:
    """Return the answers of the child's page with what was chosen together; a part where nothing was chosen is not put there."""
    key, words = Part(slot).key, "saw" if for_set is AgeSet.BABY else "words"
    new = {f"{key}-pictures": given["pictures"], f"{key}-{words}": [given["words"]]}
    if "face" in given:
        new[f"{key}-face"] = [given["face"]]
    if any(any(values) for values in new.values()) and key not in answers.get("parts", []):
        new["parts"] = [*answers.get("parts", []), key]
    return {**answers, **new}


def house_answers(answers: Answers) -> dict[str, str]:
    """Return what the child's page already has in the three houses."""
    wishes = [values[0] for name, values in sorted(answers.items()) if name.startswith("wish") and values]
    found = {which: next(iter(answers.get(f"house-{which}", [])), "") for which in ("worries", "good")}
    return {**found, "wishes": "\n".join(wishes)}


def with_houses(answers: Answers, given: dict[str, str]) -> Answers:
    """Return the answers of the child's page with the three houses; each line of the third is a wish of its own."""
    rest = {name: values for name, values in answers.items() if not name.startswith("wish")}
    wishes = [line.strip() for line in given["wishes"].splitlines() if line.strip()]
    rest |= {f"wish{number}-words": [line] for number, line in enumerate(wishes, start=1)}
    return {**rest, "house-worries": [given["worries"]], "house-good": [given["good"]]}
