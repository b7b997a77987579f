"""What an answer without words says: what was pointed to, or what was seen; and what each question is called."""

from collections import Counter
from collections.abc import Collection

from rock.practice.visits.facts import SlotFacts
from rock.practice.visits.pictures import FACES, pictures
from rock.records.models import Need, Person, Source

DAY = "day"
WISH = "wish"
WISH_ANSWER = "wish_answer"
QUESTIONS = {
    DAY: "Of the day",
    WISH: "What I want different",
    WISH_ANSWER: "What was done about it",
    "strength": "What is strong",
    "worry": "What worries us",
}


def first_names(people: Collection[Person]) -> dict[int, str]:
    """Return how each is called among these, by id: twins who are both “Baby” still are told apart, by their records."""
    names = {one.pk: one.given_name or str(one) for one in people}
    often = Counter(names.values())
    return {pk: f"{name} (record {pk})" if often[name] > 1 else name for pk, name in names.items()}


def without_words(facts: SlotFacts) -> str:
    """Return what stands in the place of words: what was pointed to or seen, else what was asked; empty without either."""
    shown = [f"the face “{one.words}”" for one in FACES if one.number == facts.face]
    shown += [f"the picture “{known[key].worker}”" for key in facts.pictures if key in (known := pictures())]
    if shown:
        return f"{'Seen' if facts.source == Source.WORKER else 'Pointed to'}: {', '.join(shown)}"
    if facts.need != Need.NOT_ASKED:
        return f"Asked whether money or care is missing: {Need(facts.need).label.lower()}"
    return ""
