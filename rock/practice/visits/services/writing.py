"""What was said and seen of one child on a visit, written down: each piece one statement, signed off, about the child."""

from rock.accounts.models import User
from rock.core import time
from rock.core.services import service
from rock.practice.visits.facts import OWN_LANGUAGE, ChildFacts, NoticedFacts, PromiseFacts, SlotFacts
from rock.practice.visits.models import ChildSeen, Noticed, Visit
from rock.practice.visits.services.checking import says_something
from rock.practice.visits.words import DAY, WISH, without_words
from rock.records.models import DayEntry, Family, Person, Promise, SaidInHearing, Source, Statement, Wish
from rock.records.services.clocks import start_clock
from rock.records.services.occasions import say
from rock.records.services.promising import own_to_promise

PROMISE_WORKING_DAYS = 10


@service
def write_child(*, by: User, visit: Visit, family: Family, facts: ChildFacts) -> list[Statement]:
    """Write one child's part of a visit; return what somebody said there (not what the worker saw)."""
    _seen(visit, facts)
    said = [write_slot(by=by, visit=visit, family=family, child=facts.child, facts=slot) for slot in facts.slots]
    for one in facts.noticed:
        row = write_noticed(by=by, visit=visit, child=facts.child, facts=one)
        said.append(row.statement)
    said += [write_wish(by=by, visit=visit, child=facts.child, words=wish) for wish in facts.wishes if wish.strip()]
    for promise in facts.promises:
        _promise(by, visit, family, facts.child, promise)
    kept = [statement for statement in said if statement]
    _heard([one for one in kept if one.speaker_id == facts.child.pk], facts.heard_by)
    return [one for one in kept if one.speaker_id]


def _seen(visit: Visit, facts: ChildFacts) -> ChildSeen:
    return ChildSeen.objects.create(
        visit=visit,
        child=facts.child,
        seen=facts.seen,
        not_seen_because=facts.not_seen_because.strip(),
        alone=facts.alone or "",
        alone_because=facts.alone_because.strip(),
        where=facts.where.strip(),
    )


def _heard(statements: list[Statement], people: tuple[Person, ...]) -> None:
    """Keep in whose hearing the child spoke; to have heard it is no reason to be given it to read."""
    SaidInHearing.objects.bulk_create(
        SaidInHearing(statement=one, person=person)
        for one in statements
        for person in {person.pk: person for person in people}.values()
        if person.pk != one.speaker_id
    )


@service
def write_slot(*, by: User, visit: Visit, family: Family, child: Person, facts: SlotFacts) -> Statement | None:
    """Write what one source said of one slot, and the promise that a need brought; None where nothing was said."""
    if facts.promise.strip():
        need = PromiseFacts(facts.promise, slot=facts.slot, day_kind=facts.day_kind, due=facts.promise_due)
        _promise(by, visit, family, child, need)
    if not says_something(facts):
        return None
    speaker = child if facts.source == Source.CHILD else facts.speaker
    own_words = facts.words.strip()
    statement = say(
        by=by,
        occasion=visit.occasion,
        question=DAY,
        words=own_words or without_words(facts),
        speaker=speaker,
        speaker_staff=by if facts.source == Source.WORKER else None,
        speaker_name="" if speaker else facts.speaker_name.strip(),
        about=[child],
        verbatim=bool(own_words) and facts.source != Source.WORKER,
        language=(facts.language.strip() or OWN_LANGUAGE) if own_words else OWN_LANGUAGE,
    )
    _entry(statement, child, facts)
    if facts.translation.strip():
        translate(by, statement, [child], facts.translation.strip())
    return statement


def _entry(statement: Statement, child: Person, facts: SlotFacts) -> DayEntry:
    return DayEntry.objects.create(
        statement=statement,
        child=child,
        source=facts.source,
        slot=facts.slot,
        day_kind=facts.day_kind,
        carer=facts.carer,
        face=facts.face,
        pictures=list(facts.pictures),
        need=facts.need,
        runs_out=facts.runs_out.strip(),
    )


def translate(by: User, original: Statement, about: list[Person], words: str) -> Statement:
    """Put the English beside what was said in another language; the original stays as it is."""
    made = say(
        by=by,
        occasion=original.occasion,
        question=original.question,
        words=words,
        speaker=original.speaker,
        speaker_name=original.speaker_name,
        about=about,
        verbatim=False,
        sign_off=False,
    )
    made.original, made.signed_off_at = original, time.now()
    made.save(update_fields=["original", "signed_off_at"])
    return made


def _promise(by: User, visit: Visit, family: Family, child: Person, facts: PromiseFacts) -> Promise:
    return Promise.objects.create(
        family=family,
        made_on=visit.occasion,
        child=child,
        what=facts.what.strip(),
        slot=facts.slot or "",
        day_kind=facts.day_kind or "",
        idea_of=facts.idea,
        idea_of_staff=None if facts.idea else by,
        owner=own_to_promise(facts.by, facts.depends_on) if facts.by else None,
        owner_staff=None if facts.by else by,
        depends_on=facts.depends_on,
        due_on=facts.due or time.add_working_days(time.today(), PROMISE_WORKING_DAYS),
    )


@service
def write_noticed(*, by: User, visit: Visit, child: Person, facts: NoticedFacts) -> Noticed:
    """Write a strength with what shows it, or a worry said plainly: the worker's own words, or the child's."""
    statement = say(
        by=by,
        occasion=visit.occasion,
        question=facts.kind,
        words=facts.words.strip(),
        speaker=child if facts.by_child else None,
        speaker_staff=None if facts.by_child else by,
        about=[child],
    )
    return Noticed.objects.create(
        statement=statement, child=child, kind=facts.kind, shown_by=facts.shown_by.strip(), slot=facts.slot or ""
    )


@service
def write_wish(*, by: User, visit: Visit, child: Person, words: str) -> Statement:
    """Write what a child wants different; the clock for its answer starts when it was said."""
    moment = visit.occasion.happened_at
    statement = say(by=by, occasion=visit.occasion, question=WISH, words=words.strip(), speaker=child, about=[child])
    Wish.objects.create(
        statement=statement, child=child, clock=start_clock(by=by, key="wish", started_at=moment, person=child)
    )
    return statement
