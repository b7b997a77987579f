"""What an answer without words says: what was pointed to, or what was seen; and what each question is called."""

from rock.practice.visits.facts import SlotFacts
from rock.records.models import Need, Source

DAY = "day"
WISH = "wish"
WISH_ANSWER = "wish_answer"
FACES = {1: "a very sad face", 2: "a sad face", 3: "a so-so face", 4: "a happy face", 5: "a very happy face"}
QUESTIONS = {
    DAY: "Of the day",
    WISH: "What I want different",
    WISH_ANSWER: "What was done about it",
    "strength": "What is strong",
    "worry": "What worries us",
}


def picture_words(key: str) -> str:
    """Return what a picture shows: its key says it, with dashes for spaces."""
    return key.replace("-", " ").replace("_", " ")


def without_words(facts: SlotFacts) -> str:
    """Return what stands in the place of words: what was pointed to or seen, else what was asked; empty without either."""
    shown = [FACES[facts.face]] if facts.face in FACES else []
    shown += [f"a picture of {picture_words(key)}" for key in facts.pictures]
    if shown:
        return f"{'Saw' if facts.source == Source.WORKER else 'Pointed to'}: {', '.join(shown)}"
    if facts.need != Need.NOT_ASKED:
        return f"Asked whether money or care is missing: {Need(facts.need).label.lower()}"
    return ""
