"""A visit with something on each of its parts."""

from rock.practice.visits.facts import NoticedFacts
from rock.practice.visits.models import NoticedKind
from rock.records.models import DayKind, Need, Slot, Source, Statement
from tests.support.visits import Household, a_visit, said, seen


def full_visit(home: Household) -> Statement:
    """Record a visit with everything on it; return the words about Dad."""
    parts = [said(f"Kai says this of {slot.label}.", slot) for slot in Slot]
    a_visit(
        home,
        seen(
            home.kai,
            *parts,
            said("Dad hurts Mum on Sundays.", Slot.NIGHT, carer=home.ray, day_kind=DayKind.WEEKEND),
            said("He sleeps.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee, need=Need.MONEY, runs_out="Gas"),
            said("A mattress on the floor.", Slot.NIGHT, source=Source.WORKER),
            wishes=("A bed of my own",),
            noticed=(NoticedFacts(NoticedKind.STRENGTH, "Funny", "Made us laugh"),),
            heard_by=(home.dee,),
        ),
        seen(home.rosie, seen=False, alone=None, not_seen_because="At school"),
        ended_early_because="The bell rang",
        interpreter="Polish",
    )
    return Statement.objects.get(words__startswith="Dad")
