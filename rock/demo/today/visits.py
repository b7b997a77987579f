"""The visits to the Carrows: two at home, five weeks apart, and a talk with the father on his own."""

from uuid import NAMESPACE_URL, uuid5

from rock.accounts.models import User
from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.practice.visits.facts import (
    ChildFacts,
    NoticedFacts,
    PresentFacts,
    ReadersFacts,
    SlotFacts,
    VisitFacts,
)
from rock.practice.visits.models import Alone, NoticedKind, VisitPlace
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import Need, Person, Slot, Source, Wish

BIKE = "I want my bike. It is still in the yard at Cockle Street."
BIKE_ANSWER = (
    "You asked for your bike. Your nan and I fetched it on Tuesday, and it is in her shed. You can ride it when you are "
    "at hers."
)
FRIDAYS = "I want to go to drama on Fridays like before."
MUM_YES = "She may read what I said about school and my bed."


def _child(slot: Slot, words: str = "", face: int | None = None, *pictures: str) -> SlotFacts:
    return SlotFacts(slot, Source.CHILD, words, face=face, pictures=pictures)


def _saw(slot: Slot, words: str = "", *pictures: str) -> SlotFacts:
    return SlotFacts(slot, Source.WORKER, words, pictures=pictures)


def _strong(words: str, shown_by: str, slot: Slot | None = None) -> NoticedFacts:
    return NoticedFacts(NoticedKind.STRENGTH, words, shown_by, slot)


def _worry(words: str, slot: Slot | None = None) -> NoticedFacts:
    return NoticedFacts(NoticedKind.WORRY, words, slot=slot)


def make_visits(carrows: Carrows) -> None:
    """Let the worker get to know everybody."""
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(9, 30, 17, 10)):
        record_visit(by=worker, facts=_first(carrows))
    with time.at(moment(10, 6, 16, 30)):
        answer_wish(by=worker, wish=Wish.objects.get(statement__words=BIKE), words=BIKE_ANSWER)
    with time.at(moment(10, 8, 18, 40)):
        record_visit(by=worker, facts=_with_craig(carrows, worker))
    with time.at(moment(11, 4, 17, 25)):
        record_visit(by=worker, facts=_second(carrows))


def _first(carrows: Carrows) -> VisitFacts:
    leanne = carrows["Leanne"]
    return VisitFacts(
        family=carrows.family,
        key=uuid5(NAMESPACE_URL, "carrows/1"),
        happened_at=moment(9, 30, 15, 45),
        place_kind=VisitPlace.HOME,
        present=(PresentFacts(person=leanne),),
        children=(_maisie_first(carrows, leanne), _tyler_first(carrows, leanne), _alfie_first(carrows, leanne)),
    )


def _maisie_first(carrows: Carrows, leanne: Person) -> ChildFacts:
    maisie = carrows["Maisie"]

    def mum(slot: Slot, words: str, need: Need = Need.NOT_ASKED, **facts: str) -> SlotFacts:
        return SlotFacts(slot, Source.PARENT, words, speaker=leanne, need=need, **facts)  # type: ignore[arg-type]

    return ChildFacts(
        maisie,
        seen=True,
        alone=Alone.YES,
        where="In the bedroom that she shares, on the floor with the dolls",
        slots=(
            _child(Slot.WAKING, "I wake up when Alfie cries. It is still dark.", 2),
            _child(Slot.BREAKFAST, "Toast. Or cereal if there is milk.", 3, "breakfast"),
            _child(Slot.SCHOOL, "I read to the reception ones. They call me Miss.", 5, "learning"),
            _child(Slot.TEA, "", 4, "tea", "together"),
            _child(Slot.BEDTIME, "I am on the top bunk and I can see the door.", 3, "sharing"),
            _child(Slot.NIGHT, "I dream about the stairs.", 1, "bad_dream"),
            mum(
                Slot.BREAKFAST,
                "By Thursday there is no milk until I am paid.",
                Need.MONEY,
                runs_out="Milk, on Thursdays",
            ),
            mum(Slot.JOURNEY, "We walk. It takes us forty minutes now, and we have not been late once."),
            mum(Slot.NIGHT, "She comes in to me at two or three. I leave the landing light on.", Need.NEITHER),
            _saw(Slot.HOME, "Maisie hung up her coat and went straight to the baby, who laughed."),
            _saw(Slot.BEDTIME, "Two bunk beds, clean covers, a blanket over the window in place of a curtain."),
        ),
        noticed=(
            _strong(
                "Leanne keeps mornings steady.",
                "Not late once in three weeks, with a walk of forty minutes.",
                Slot.JOURNEY,
            ),
            _worry("Maisie is woken by dreams most nights and is tired by the afternoon.", Slot.NIGHT),
        ),
        wishes=(BIKE,),
        readers=(
            ReadersFacts(maisie, (maisie,), "It is mine"),
            ReadersFacts(maisie, (leanne,), MUM_YES),
            ReadersFacts(leanne, (leanne,), "I want to see what you wrote down"),
        ),
    )


def _tyler_first(carrows: Carrows, leanne: Person) -> ChildFacts:
    tyler = carrows["Tyler"]
    return ChildFacts(
        tyler,
        seen=True,
        alone=Alone.DECLINED,
        where="At the kitchen table, with his headphones round his neck",
        slots=(
            _child(Slot.EVENING, "I am on my phone. It is the only room I have got.", 3, "phone"),
            _child(Slot.BEDTIME, "Sofa.", 2, "sofa"),
            SlotFacts(
                Slot.SCHOOL,
                Source.PARENT,
                "His form tutor texts me when he has had a good day. Two this week.",
                speaker=leanne,
            ),
            _saw(Slot.HOME, "He came in, looked round every room, and only then took his jacket off."),
        ),
        noticed=(_strong("Tyler looks out for the others.", "He checked the lock before he sat down.", Slot.HOME),),
        heard_by=(leanne,),
        readers=(ReadersFacts(tyler, (tyler,), "Just me"),),
    )


def _alfie_first(carrows: Carrows, leanne: Person) -> ChildFacts:
    return ChildFacts(
        carrows["Alfie"],
        seen=True,
        alone=Alone.TOO_YOUNG,
        where="On Leanne’s knee, then on a mat",
        slots=(
            _saw(Slot.HOME, "He turned to Leanne’s voice and reached for her.", "baby_smiles", "baby_held"),
            SlotFacts(
                Slot.NIGHT,
                Source.PARENT,
                "He has a bottle at eleven and one at four, and then he is off again.",
                speaker=leanne,
                pictures=("baby_fed",),
            ),
        ),
        noticed=(_strong("Leanne answers Alfie before he cries.", "She saw him rub his eyes and picked him up."),),
        readers=(ReadersFacts(leanne, (leanne,), "Yes, show me"),),
    )


def _with_craig(carrows: Carrows, worker: User) -> VisitFacts:
    craig = carrows["Craig"]
    because = "This was a talk with their father, at our office"
    return VisitFacts(
        family=carrows.family,
        key=uuid5(NAMESPACE_URL, "carrows/craig"),
        happened_at=moment(10, 8, 17, 15),
        place_kind=VisitPlace.OFFICE,
        present=(PresentFacts(person=craig), PresentFacts(staff=worker)),
        children=(
            ChildFacts(
                carrows["Maisie"],
                seen=False,
                not_seen_because=because,
                slots=(
                    SlotFacts(
                        Slot.TEA, Source.PARENT, "I did the cooking on Sundays. She peels the carrots.", speaker=craig
                    ),
                    SlotFacts(Slot.BEDTIME, Source.PARENT, "I read to her when I am on earlies.", speaker=craig),
                ),
                readers=(ReadersFacts(craig, (craig,), "Fine by me"),),
            ),
            ChildFacts(
                carrows["Tyler"],
                seen=False,
                not_seen_because=because,
                slots=(
                    SlotFacts(Slot.EVENING, Source.PARENT, "Football on a Tuesday, I never missed one.", speaker=craig),
                ),
                readers=(ReadersFacts(craig, (craig,), "Fine by me"),),
            ),
        ),
    )


def _second(carrows: Carrows) -> VisitFacts:
    leanne, maisie, tyler = carrows["Leanne"], carrows["Maisie"], carrows["Tyler"]
    return VisitFacts(
        family=carrows.family,
        key=uuid5(NAMESPACE_URL, "carrows/2"),
        happened_at=moment(11, 4, 15, 50),
        place_kind=VisitPlace.HOME,
        present=(PresentFacts(person=leanne), PresentFacts(person=carrows["Maureen"])),
        children=(_maisie_second(carrows), _tyler_second(tyler), _alfie_second(carrows["Alfie"], maisie)),
    )


def _maisie_second(carrows: Carrows) -> ChildFacts:
    maisie, leanne = carrows["Maisie"], carrows["Leanne"]
    return ChildFacts(
        maisie,
        seen=True,
        alone=Alone.YES,
        where="In the park by the swings",
        slots=(
            _child(Slot.WAKING, "The new curtain makes it dark and I sleep more.", 4),
            _child(Slot.BREAKFAST, "I have mine at breakfast club now, with Jess.", 5, "breakfast", "together"),
            _child(Slot.HOME, "Nan is there and we do spellings.", 4, "granny"),
            _child(Slot.NIGHT, "", 3, "night_light"),
            SlotFacts(
                Slot.TEA,
                Source.PARENT,
                "The shopping card came, so we get to Sunday now.",
                speaker=leanne,
                need=Need.NEITHER,
            ),
            _saw(Slot.BEDTIME, "A proper curtain is up, and a plug-in light by the bunk."),
        ),
        noticed=(
            _strong(
                "Maureen is part of every school day.", "Maisie ran to her and got her reading book out.", Slot.HOME
            ),
        ),
        wishes=(FRIDAYS,),
        readers=(ReadersFacts(maisie, (maisie, leanne), "Yes, that is alright"),),
    )


def _tyler_second(tyler: Person) -> ChildFacts:
    return ChildFacts(
        tyler,
        seen=True,
        alone=Alone.YES,
        where="In the car, on the way back from training",
        slots=(
            _child(Slot.SCHOOL, "Maths is alright. I sit with Kofi.", 4, "friends"),
            _child(Slot.NIGHT, "I stay awake till everyone is asleep. Someone has to.", 2, "late_night"),
        ),
        noticed=(_worry("Tyler keeps watch at night and told nobody until today.", Slot.NIGHT),),
        wishes=("A lock on the front door that works, and my own room one day.",),
        readers=(ReadersFacts(tyler, (tyler,), "Do not show it round"),),
    )


def _alfie_second(alfie: Person, maisie: Person) -> ChildFacts:
    return ChildFacts(
        alfie,
        seen=True,
        alone=Alone.TOO_YOUNG,
        where="In the pushchair",
        slots=(_saw(Slot.HOME, f"He sits up by himself and claps when {maisie.given_name} does.", "baby_smiles"),),
    )
