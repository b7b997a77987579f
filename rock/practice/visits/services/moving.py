"""A visit to the wrong flat was recorded on the wrong child: what stands with them here goes to the right one, or goes.

Both are called past the guards when two people agreed (see `rock.records.services.moving` and `removing`).
"""

from rock.accounts.models import User
from rock.practice.visits.models import ChildSeen, HeldShare, Noticed, Visit
from rock.records.models import Clock, DayEntry, Occasion, Person, Promise, SaidInHearing, Wish
from rock.records.services.guards import history
from rock.records.services.moving import repoint


def move_said(*, by: User, statements: list[int], from_person: Person, to_person: Person) -> None:
    """Move what stands with these words: their place in the day, what was noticed, wishes, who heard them."""
    wrong, right = from_person, to_person
    for column in ("child", "carer"):
        DayEntry.objects.filter(statement__in=statements, **{column: wrong}).update(**{column: right})
    Noticed.objects.filter(statement__in=statements, child=wrong).update(child=right)
    _wishes(statements, wrong, right)
    _heard(statements, wrong, right)
    # Who was asked whether they may read it was asked of somebody else: a yes of then is no yes now.
    HeldShare.objects.filter(statement__in=statements, shared__isnull=True).update(shared=False, settled_by=by)


def _wishes(statements: list[int], wrong: Person, right: Person) -> None:
    rows = Wish.objects.filter(statement__in=statements, child=wrong)
    clocks = list(rows.exclude(clock=None).values_list("clock", flat=True))
    ids = list(rows.values_list("pk", flat=True))
    rows.update(child=right)
    history(Wish).filter(pgh_obj__in=ids, child=wrong).update(child=right)
    Clock.objects.filter(pk__in=clocks, person=wrong).update(person=right)
    history(Clock).filter(pgh_obj__in=clocks, person=wrong).update(person=right)


def _heard(statements: list[int], wrong: Person, right: Person) -> None:
    rows = SaidInHearing.objects.filter(statement__in=statements)
    have = list(rows.filter(person=right).values_list("statement", flat=True))
    rows.filter(person=wrong, statement__in=have).delete()
    rows.filter(person=wrong).update(person=right)


def move_visit(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
    """Move who was seen, and for whom something was promised.

    Where both children were on the visit, what was written of the right one stays.
    """
    for visit in Visit.objects.filter(occasion=occasion):
        if ChildSeen.objects.filter(visit=visit, child=to_person).exists():
            ChildSeen.objects.filter(visit=visit, child=from_person).delete()
        repoint(ChildSeen, "child", from_person, to_person, visit=visit)
    for column in ("child", "depends_on"):
        repoint(Promise, column, from_person, to_person, made_on=occasion)


def remove_said(*, statements: list[int], occasion: int | None) -> None:
    """Blank what stands in words beside words that go: what runs out, what was pointed to, what shows a strength."""
    DayEntry.objects.filter(statement__in=statements).update(runs_out="", face=None, pictures=[])
    Noticed.objects.filter(statement__in=statements).exclude(shown_by="").update(shown_by="Removed")
    if occasion:
        _blank_visit(occasion)


def _blank_visit(occasion: int) -> None:
    for rows in (
        ChildSeen.objects.filter(visit__occasion=occasion),
        history(ChildSeen).filter(visit__occasion=occasion),
    ):
        rows.update(where="")
        rows.exclude(not_seen_because="").update(not_seen_because="Removed")
        rows.exclude(alone_because="").update(alone_because="Removed")
    Visit.objects.filter(occasion=occasion).update(interpreter="", ended_early_because="")
    history(Visit).filter(occasion=occasion).update(interpreter="", ended_early_because="")
