"""A family's story as the acts of those at work, in order, up to a moment: what has not come by then is left out."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from rock.core.time import add_working_days
from rock.demo.council.loading import details
from rock.demo.council.loading.acts import (
    Act,
    Decide,
    Hold,
    Join,
    LetGo,
    Look,
    Match,
    NameLiaison,
    Network,
    OpenHistory,
    Receive,
    Take,
    Talk,
    Tell,
    TellAsker,
    Told,
    View,
)
from rock.demo.council.loading.asked import answers, school
from rock.demo.council.loading.health import health
from rock.demo.council.loading.known import Known, full_name, is_born
from rock.demo.council.loading.working import VIEWS_SINCE, allocations
from rock.demo.council.names import full_name as invented
from rock.demo.council.story.chance import LONDON, office_moment
from rock.demo.council.story.model import Decision, Liaison, Request, Telling
from rock.practice.requests.models import PrimaryNeed, Route
from rock.practice.requests.services.ends import HUB_REACHES_FOR
from rock.reach.models import ViewPurpose
from rock.records.hidden import tokens
from rock.records.models import Channel, NetworkCircle

CHANNELS = {"phone": Channel.PHONE, "visit": Channel.FACE, "text then phone": Channel.TEXT}
TELLING = (Channel.LETTER, Channel.LETTER, Channel.PHONE, Channel.FACE)
LEADS = ("Family hub", "the school", "Health visiting service", "Early help team")
FRIENDS = ("Godmother", "Next-door neighbour", "Football coach", "Mum’s friend", "Childminder", "Youth worker")
OFFERS = (
    "Can have the children on {day}s after school",
    "Rings every {day} evening",
    "Brings a hot meal on {day}s",
    "Can drive to appointments on {day}s",
    "Sits with the children while {carer} rests on {day}s",
    "Walks to school with them on {day} mornings",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOKED_AGAIN = (1, 6)
"""Working days after the day to look again on which an adult is told, where the story says no day."""
NIGHT = time(3, 10)


def script(known: Known) -> list[Act]:
    """Return every act about a family in the order in which it happened."""
    acts: list[Act] = []
    for request in known.story.requests:
        if request.at > known.now:
            break
        acts += _request(known, request)
    acts += details.life(known, known.now)
    acts += health(known)
    acts += allocations(known, {at.date(): at + timedelta(minutes=40) for at in _decided(known)})
    return sorted((act for act in acts if act.at <= known.now), key=lambda act: act.at)


def _decided(known: Known) -> list[datetime]:
    return [one.decision.at for one in known.story.requests if one.decision]


def _request(known: Known, request: Request) -> Iterator[Act]:
    rng = known.chance(f"request/{request.number}")
    decision = request.decision if request.decision and request.decision.at <= known.now else None
    by = rng.choice(known.staff.hub)
    if decision is None:
        yield Receive(request.at, None, request.number, answers(known, request, rng))
        looked = request.at + timedelta(minutes=rng.randint(20, 200))
        if rng.random() < 0.6:
            yield Look(looked, by, request.number)
            yield Take(looked + timedelta(minutes=1), by, request.number)
        return
    minutes = min(rng.uniform(25, 80), (decision.at - request.at).total_seconds() / 60 * 0.6)
    at = decision.at - timedelta(minutes=int(minutes))
    yield from details.life(known, at)
    form = answers(known, request, rng)
    yield Receive(request.at, None, request.number, form)
    yield Look(at, by, request.number)
    yield Take(at, by, request.number)
    numbers = (*request.children, *sorted({known.story.carer, known.story.other}))
    for place, number in enumerate(numbers):
        yield from _match(known, request, place, number, at, by, form.people[place].birth_date is not None)
    yield from _around(known, at, by)
    yield from _decision(known, request, decision, numbers, at, by, rng)
    tellings = [act for one in request.tellings for act in _telling(known, request, one, by, rng)]
    yield from tellings
    yield from _let_go(known, request, decision, tellings)
    yield TellAsker(decision.at + timedelta(minutes=rng.randint(5, 50)), by, request.number)
    if request.liaison:
        yield from _liaison(known, request, request.liaison, decision, rng)


def _match(
    known: Known, request: Request, place: int, number: int, at: datetime, by: int, born_given: bool
) -> Iterator[Act]:
    yield Match(at, by, request.number, place, number)
    is_child = known.person(number).role == "child"
    if number not in known.people:
        was_unborn = is_child and not is_born(known.person(number), request.at.date())
        stay = known.stay(number, request.at.date())
        if stay and number != known.story.other and not was_unborn:
            known.homes[number] = stay
        yield from details.first_known(known, number, at, by, born_given=born_given, was_unborn=was_unborn)
        known.people[number] = at
        yield from details.settled(known, number, at, by) if number not in known.unborn else ()
    if is_child and known.members and number not in known.members:
        yield Join(at, by, number)
    known.arriving.add(number)


def _around(known: Known, at: datetime, by: int) -> Iterator[Act]:
    """Yield records of the adults outside the household at first contact, and who everybody is to each other."""
    for person in known.story.people:
        if known.members or person.role == "child" or person.number in known.people:
            continue
        if person.role != "grandmother" or known.chance("nan").random() < 0.7:
            yield from details.outside(known, person.number, at, by)
    yield from details.related(known, at, by)


def _decision(
    known: Known,
    request: Request,
    decision: Decision,
    numbers: tuple[int, ...],
    at: datetime,
    by: int,
    rng: Random,
) -> Iterator[Act]:
    yield OpenHistory(at, by, request.number, len(set(numbers)))
    if known.now - at < VIEWS_SINCE:
        yield View(at, by, numbers, "request", ViewPurpose.HUB)
        yield View(at, by, numbers, "history", ViewPurpose.HUB)
        yield View(decision.at, decision.by, numbers, "decide", ViewPurpose.HUB)
    yield Look(decision.at, decision.by, request.number)
    route = Route(decision.route)
    lead = invented(rng, sex=rng.choice("FFM"), born=1985)
    need = next((one.need for one in known.story.episodes if one.request == request.number), None)
    yield Decide(
        decision.at,
        decision.by,
        request.number,
        route,
        decision.professional,
        decision.family,
        f"{lead.given} {lead.family}, {rng.choice(LEADS)}" if route == Route.EARLY_HELP else "",
        PrimaryNeed(need) if need else None,
    )
    known.members |= known.arriving


def _telling(known: Known, request: Request, telling: Telling, by: int, rng: Random) -> Iterator[Act]:
    """Yield what was decided about telling an adult; one held is told in the week after the day to look again."""
    now_at, person = telling.decided_at, telling.person
    channel, told_at = rng.choice(TELLING), telling.told_at
    if telling.held and telling.manager is not None and telling.review_on:
        yield Hold(telling.decided_at, by, request.number, person, telling.reason, telling.manager, telling.review_on)
        late = office_moment(rng, add_working_days(telling.review_on, rng.randint(*LOOKED_AGAIN)))
        now_at = told_at or late
        told_at = now_at + timedelta(minutes=rng.randint(10, 50))
    yield Tell(now_at, by, request.number, person, _safe_words(known, telling, now_at), channel)
    if told_at:
        yield Told(max(told_at, now_at), by, request.number, person)


def _let_go(known: Known, request: Request, decision: Decision, tellings: list[Act]) -> Iterator[Act]:
    """Yield the night in which the hub lets go: 28 days after the decision, and once everybody is told."""
    told = {act.person: act.at for act in tellings if isinstance(act, Told)}
    if all(act.person in told for act in tellings if isinstance(act, Tell)):
        last = max([decision.at + HUB_REACHES_FOR, *told.values()])
        yield LetGo(datetime.combine(last.date() + timedelta(days=1), NIGHT, LONDON), None, request.number)


def _safe_words(known: Known, telling: Telling, at: datetime) -> str:
    """Return the words for an adult without a sentence that would give a hidden address away."""
    hidden = [stay for stay in known.story.stays if stay.hidden and stay.start <= at.date()]
    kept = tokens((f"{one.address.line}, {one.address.town}", one.address.postcode, "") for one in hidden)
    if not kept.betrayed_by(telling.words):
        return telling.words
    sentences = [one for one in telling.words.replace("? ", "?. ").split(". ") if not kept.betrayed_by(one)]
    return ". ".join(sentences) or "We would like to talk with you."


def _liaison(known: Known, request: Request, liaison: Liaison, decision: Decision, rng: Random) -> Iterator[Act]:
    carer = known.person(known.story.carer)
    at = decision.at + timedelta(minutes=rng.randint(10, 60))
    speaks_other = liaison.language != "English"
    channel = CHANNELS[liaison.channel]
    facts = (carer.number, liaison.worker, channel, liaison.language, speaks_other, carer.safe_contact)
    yield NameLiaison(at, decision.by, request.number, *facts)
    noted = max(at, liaison.first_conversation) + timedelta(minutes=rng.randint(20, 50))
    yield Talk(noted, liaison.worker, request.number, carer.number, liaison.first_conversation, liaison.notes)
    if not known.has_circle:
        known.has_circle = True
        yield from _network(known, request, noted, liaison.worker)


def _network(known: Known, request: Request, at: datetime, by: int) -> Iterator[Act]:
    """Yield who could help, as the carer named them: the grandmother, a teacher, a friend."""
    rng, carer = known.chance("network"), known.person(known.story.carer)
    places: list[tuple[int | None, str, str, NetworkCircle]] = []
    for person in known.story.people:
        if person.role == "grandmother" and person.number in known.people:
            places.append((person.number, "", "Nan", NetworkCircle.CLOSE))
    at_school = next((one for one in request.children if school(known.person(one), at.date())), None)
    if at_school is not None:
        places.append((None, _invented(rng), "Class teacher", NetworkCircle.AROUND))
    if rng.random() < 0.6:
        places.append((None, _invented(rng), rng.choice(FRIENDS), NetworkCircle.NEAR))
    for number, name, who, circle in places:
        offer = rng.choice(OFFERS).format(day=rng.choice(DAYS), carer=full_name(carer, on=at.date()).split()[0])
        yield Network(at, by, number, name, who, circle, offer, carer.number)


def _invented(rng: Random) -> str:
    name = invented(rng, sex=rng.choice("FFM"), born=rng.randint(1950, 1998))
    return f"{name.given} {name.family}"


def moment_of(day: date) -> datetime:
    """Return the moment of an as-at date at which a council stands: ten in the morning in London."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)
