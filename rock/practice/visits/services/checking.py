"""The rules that a visit is held to before anything is written; each refusal says how to mend it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from rock.core import time
from rock.core.services import Refused
from rock.practice.visits.ages import months_old
from rock.practice.visits.facts import ChildFacts, PromiseFacts, SlotFacts, VisitFacts
from rock.practice.visits.models import Alone, NoticedKind
from rock.practice.visits.pictures import FACES, pictures
from rock.practice.visits.queries.belonging import children_of, people_around
from rock.practice.visits.words import without_words
from rock.records.models import BirthKind, Need, Person, Source
from rock.records.services.occasions import LONGEST_WORDS
from rock.records.services.promising import own_to_promise

BABY_MONTHS = 12
WITHOUT_WORDS_MONTHS = 24
LONGEST_PROMISE = 300
PAST = "A promise cannot be due in the past. Choose a day to come."


def check_visit(facts: VisitFacts) -> None:
    """Refuse a visit that breaks a rule of its own."""
    if facts.happened_at > time.now():
        raise Refused("That date is in the future. Enter when it happened.")
    _lengths(
        ("where the visit was", facts.place, 200),
        ("the language", facts.interpreter, 60),
        ("why it ended early", facts.ended_early_because, 300),
        *(("the name of somebody who was there", one.name, 200) for one in facts.present),
    )
    if any(one.person is None and one.staff is None and not one.name.strip() for one in facts.present):
        raise Refused("Say who was there: choose them, or write their name.")
    day = timezone.localtime(facts.happened_at).date()
    siblings = children_of(facts.family, day)
    _children(facts, siblings)
    _belong(facts)
    _own_day(facts, siblings)
    for child in facts.children:
        check_child(child, day)
    _something_said(facts)


def _children(facts: VisitFacts, siblings: set[int]) -> None:
    if not facts.children:
        raise Refused("Choose the children whom the visit is about.")
    ids = [one.child.pk for one in facts.children]
    if len(ids) != len(set(ids)):
        raise Refused("The same child is here twice. Write down each child once.")
    if set(ids) - siblings:
        raise Refused("One of these children is not in this family. Open the visit again from the right family.")


def _belong(facts: VisitFacts) -> None:
    """Refuse anybody who belongs to another family, whichever field they stand in."""
    around = people_around(facts.family, [one.child.pk for one in facts.children])
    if {person.pk for person in _named(facts)} - around:
        raise Refused("Somebody named here is not of this family or its network. Add them to the network first.")


def _named(facts: VisitFacts) -> Iterator[Person]:
    yield from (one.person for one in facts.present if one.person)
    for child in facts.children:
        yield from child.heard_by
        yield from (person for slot in child.slots for person in (slot.speaker, slot.carer) if person)
        yield from (person for row in child.promises for person in (row.by, row.idea, row.depends_on) if person)
        yield from (person for row in child.readers for person in (row.speaker, *row.readers))


def _own_day(facts: VisitFacts, siblings: set[int]) -> None:
    """Refuse the words of one child on another's day."""
    for child in facts.children:
        if any(slot.speaker and slot.speaker.pk in siblings - {child.child.pk} for slot in child.slots):
            raise Refused("Words of one child never stand on another. Write what each child said on their own day.")


def _something_said(facts: VisitFacts) -> None:
    said = any(_own_words(one) or one.noticed or any(map(says_something, one.slots)) for one in facts.children)
    if not said and not facts.ended_early_because.strip() and any(one.seen for one in facts.children):
        raise Refused("Nothing is written down yet. Write what was said or seen, or why the visit ended early.")


def says_something(slot: SlotFacts) -> bool:
    """Return whether anything was said, shown, seen or asked of a slot."""
    return bool(slot.words.strip() or without_words(slot))


def called(person: Person) -> str:
    """Return how a refusal calls somebody."""
    return person.given_name or str(person)


def is_watched(facts: ChildFacts, day: date) -> bool:
    """Return whether a child is watched and not asked: under one, or under two and without words yet."""
    months = months_old(facts.child, day)
    return facts.alone == Alone.TOO_YOUNG or (months is not None and months < BABY_MONTHS)


def check_child(facts: ChildFacts, day: date) -> None:
    """Refuse what cannot be said of one child on that day."""
    name = called(facts.child)
    _lengths(
        (f"why {name} was not seen", facts.not_seen_because, 300),
        (f"why {name} was not seen alone", facts.alone_because, 300),
        (f"where {name} was", facts.where, 200),
        *((f"what {name} said about who may read it", row.said, 300) for row in facts.readers),
        *((f"what {name} wants different", wish, LONGEST_WORDS) for wish in facts.wishes),
    )
    _seen(facts, name)
    _young(facts, day, name)
    _noticed(facts)
    for slot in facts.slots:
        _slot(facts, slot, name)
    for promise in facts.promises:
        _promise(promise)


def _seen(facts: ChildFacts, name: str) -> None:
    if not facts.seen and not facts.not_seen_because.strip():
        raise Refused(f"Say why {name} was not seen.")
    if facts.seen and facts.not_seen_because.strip():
        raise Refused(f"{name} was seen. Take out why not, or say that {name} was not seen.")
    if facts.seen and facts.alone is None:
        raise Refused(f"Say whether {name} was seen alone.")
    if not facts.seen and facts.alone is not None:
        raise Refused(f"{name} was not seen, so not alone either. Change one of them.")
    if facts.alone == Alone.NOT_OFFERED and not facts.alone_because.strip():
        raise Refused(f"Say why {name} was not seen alone.")
    if not facts.seen and _own_words(facts):
        raise Refused(f"{name} was not seen, so cannot have said this here. Change one of them.")


def _own_words(facts: ChildFacts) -> bool:
    own = (slot for slot in facts.slots if slot.source == Source.CHILD)
    said = any(one.by_child for one in facts.noticed) or any(wish.strip() for wish in facts.wishes)
    return said or any(map(says_something, own))


def _young(facts: ChildFacts, day: date, name: str) -> None:
    months = months_old(facts.child, day)
    unborn = facts.child.birth_kind == BirthKind.EXPECTED or (months is not None and months < 0)
    if unborn and facts.seen:
        raise Refused(f"{name} was not born yet. Write that {name} was not seen, and why.")
    if facts.alone == Alone.TOO_YOUNG and months is not None and months >= WITHOUT_WORDS_MONTHS:
        raise Refused(f"{name} is old enough to be asked. Say whether {name} was seen alone.")
    if is_watched(facts, day) and _own_words(facts):
        raise Refused(
            f"{name} is too young to be asked. Write what you saw, or what a parent said: nobody writes a baby’s words."
        )


def _noticed(facts: ChildFacts) -> None:
    for one in facts.noticed:
        _lengths(("what you noticed", one.words, LONGEST_WORDS), ("what shows it", one.shown_by, LONGEST_WORDS))
        if not one.words.strip():
            raise Refused("Write what you noticed, or take the empty line out.")
        if one.kind == NoticedKind.STRENGTH and not one.shown_by.strip():
            raise Refused("A strength says what shows it: what did you see or hear?")


def _slot(facts: ChildFacts, slot: SlotFacts, name: str) -> None:
    _lengths(
        ("what was said", slot.words, LONGEST_WORDS),
        ("the translation", slot.translation, LONGEST_WORDS),
        ("the name of who said it", slot.speaker_name, 200),
        ("what runs out", slot.runs_out, 200),
        ("the promise", slot.promise, LONGEST_PROMISE),
        ("the language", slot.language, 60),
    )
    if slot.face is not None and slot.face not in {face.number for face in FACES}:
        raise Refused("Choose one of the five faces.")
    if set(slot.pictures) - pictures().keys():
        raise Refused("Choose among the pictures that are here.")
    if slot.runs_out.strip() and slot.need not in {Need.MONEY, Need.BOTH}:
        raise Refused("What runs out is about money: choose money, or money and care.")
    if slot.promise_due and slot.promise_due < time.today():
        raise Refused(PAST)
    if slot.translation.strip() and not slot.words.strip():
        raise Refused("Keep the words as they were said beside the translation.")
    _speaker(facts, slot, name)


def _promise(promise: PromiseFacts) -> None:
    _lengths(("the promise", promise.what, LONGEST_PROMISE))
    if not promise.what.strip():
        raise Refused("Write what was promised, or take the empty line out.")
    if promise.due and promise.due < time.today():
        raise Refused(PAST)
    if promise.by:
        own_to_promise(promise.by, promise.depends_on)


def _speaker(facts: ChildFacts, slot: SlotFacts, name: str) -> None:
    speaker = slot.speaker
    if slot.source == Source.CHILD:
        if slot.speaker_name.strip() or (speaker and speaker.pk != facts.child.pk):
            raise Refused(f"Only {name} says what {name}’s day is like. Write what each child said on their own day.")
    elif slot.source == Source.WORKER:
        if speaker or slot.speaker_name.strip():
            raise Refused("What you saw is your own. Choose who said it where it is somebody’s words.")
    elif says_something(slot) and not speaker and not slot.speaker_name.strip():
        raise Refused(f"Say who said this about {name}’s day.")
    elif speaker and speaker.pk == facts.child.pk:
        raise Refused(f"These are {name}’s own words. Write them as what {name} says.")


def _lengths(*texts: tuple[str, str, int]) -> None:
    for what, text, longest in texts:
        if len(text) > longest:
            raise Refused(f"That is too long: {what}. Use up to {longest:,} characters.")
