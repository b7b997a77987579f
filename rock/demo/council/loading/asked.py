"""A request of the story as its asker filled in the form."""

from datetime import date
from random import Random

from rock.demo.council import names, reachable
from rock.demo.council.loading.known import Known, full_name, is_born
from rock.demo.council.story.asking import BY_ANOTHER, age_of
from rock.demo.council.story.chance import stream, weighted
from rock.demo.council.story.model import Person, Request
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.models import AskerKind, ContactMethod, ReferralSource, Talked
from rock.records.models import AgreementKind, Answer

KINDS = {
    "parent": AskerKind.PARENT,
    "young": AskerKind.YOUNG_PERSON,
    "relative": AskerKind.RELATIVE,
    "neighbour": AskerKind.RELATIVE,
}
AGENCIES = {
    "3A": "Seabank Surgery",
    "3B": "Health visiting service",
    "3C": "School nursing service",
    "3D": "Community midwives",
    "3E": "Emergency department",
    "3F": "Children’s ward",
    "4": "Housing service",
    "5A": "Adult social care",
    "5B": "Youth justice team",
    "5C": "Another council’s family service",
    "5D": "Family hub",
    "6": "Police",
    "7": "Probation service",
    "8": "A family charity",
    "2B": "Education welfare service",
}
ADULTS = {"mother": "Mum", "father": "Dad", "partner": "Mum’s partner", "grandmother": "Nan"}
# Invented shares: police send from their system, neighbours ring, schools and health write both ways.
METHODS: dict[str, dict[str, float]] = {
    "police": {"agency": 85, "phone": 15},
    "school": {"online": 60, "agency": 20, "phone": 20},
    "health": {"online": 40, "agency": 35, "phone": 20, "letter": 5},
    "services": {"online": 45, "agency": 30, "phone": 25},
    "parent": {"phone": 50, "online": 35, "in_person": 10, "letter": 5},
    "young": {"online": 60, "phone": 25, "in_person": 15},
    "relative": {"phone": 55, "online": 30, "in_person": 10, "letter": 5},
    "neighbour": {"phone": 60, "online": 30, "letter": 10},
}
_LETTERS = "23456789CDFGHJKMNPQRTVWXY"


def reference(family: int, request: int) -> str:
    """Return a reference in the product's letters that no other request of the council has."""
    number = ((family * 64 + request) * 48_271_828_193 + 7_654_321) % len(_LETTERS) ** 8
    letters = ""
    for _ in range(8):
        number, at = divmod(number, len(_LETTERS))
        letters += _LETTERS[at]
    return f"RS-{letters[:4]}-{letters[4:]}"


def answers(known: Known, request: Request, rng: Random) -> RequestAnswers:
    """Return the form's answers; the address is asked of those whom nobody recorded yet, and of the carer."""
    kind = KINDS.get(request.voice, AskerKind.PROFESSIONAL)
    name, role, agency = _asker(known, request, rng)
    agreed_help, agreed_ask = _agreed(request, rng)
    talked = _talked(request)
    why_not = request.asking.reason if talked in {Talked.NO_UNSAFE, Talked.NO_OTHER} else ""
    return RequestAnswers(
        submission_key=f"council-{known.seed}-{known.story.number}-{request.number}",
        asker_kind=kind,
        source_code=ReferralSource(request.source),
        contact_method=_method(known, request),
        talked=talked,
        people=_people(known, request),
        words=_words(request, why_not),
        asker_name=name,
        asker_agency=agency,
        asker_role=role,
        asker_contact=reachable.mobile(rng) if name else "",
        asker_language=known.person(known.story.carer).language if kind == AskerKind.PARENT else "English",
        danger_now=request.in_danger,
        agreement_help=agreed_help,
        agreement_ask=agreed_ask,
        agreement_words={} if why_not or not request.asking.reason else {AgreementKind.HELP: request.asking.reason},
    )


def _method(known: Known, request: Request) -> ContactMethod:
    rng = stream(known.seed, f"method {request.number}", known.story.number)
    return ContactMethod(weighted(rng, METHODS[request.voice]))


def _asker(known: Known, request: Request, rng: Random) -> tuple[str, str, str]:
    day = request.at.date()
    name, _, job = request.asker.rpartition(", ")
    if request.voice == "parent":
        carer = known.person(known.story.carer)
        return full_name(carer, on=day), ADULTS[carer.role], ""
    if request.voice == "young":
        return full_name(known.person(request.children[0]), on=day), "", ""
    if request.asker_person is not None:
        return full_name(known.person(request.asker_person), on=day), job.capitalize(), ""
    if request.voice == "relative":
        made = names.full_name(rng, sex="M" if job == "grandad" else "F", born=1970)
        return f"{made.given} {made.family}", job.capitalize(), ""
    return name, job.capitalize(), _agency(known, request) if request.voice != "neighbour" else ""


def _agency(known: Known, request: Request) -> str:
    child = known.person(request.children[0])
    return school(child, request.at.date()) if request.source == "2A" else AGENCIES.get(request.source, "")


def school(child: Person, day: date) -> str:
    """Return the child's nursery or school on a day; nothing before the third birthday."""
    age = age_of(child, day)
    return reachable.school(Random(child.la_child_id), age) if age is not None and age >= 3 else ""  # noqa: S311


def _agreed(request: Request, rng: Random) -> tuple[Answer, Answer]:
    if not request.asking.asked:
        return Answer.NOT_ASKED, Answer.NOT_ASKED
    if not request.asking.agreed:
        return Answer.NO, Answer.NO
    return Answer.YES, rng.choice((Answer.YES, Answer.YES, Answer.PARTLY, Answer.NOT_ASKED))


def _talked(request: Request) -> Talked:
    if request.voice in {"parent", "young"}:
        return Talked.SELF
    if request.asking.asked:
        return Talked.YES
    return Talked.NO_UNSAFE if request.in_danger or request.worry in BY_ANOTHER else Talked.NO_OTHER


def _words(request: Request, why_not: str) -> dict[str, str]:
    said = request.words
    return {
        "going_well": said.going_well,
        "worry": said.worry,
        "tried": said.tried,
        "would_help": said.would_help,
        "family_said": said.family_said,
        "why_not_talked": why_not,
    }


def _people(known: Known, request: Request) -> tuple[PersonAsked, ...]:
    adults = sorted({known.story.carer, known.story.other})
    return tuple(_person(known, request, number) for number in (*request.children, *adults))


def _person(known: Known, request: Request, number: int) -> PersonAsked:
    person, day = known.person(number), request.at.date()
    is_child = person.role == "child"
    age = age_of(person, day) if is_child else None
    tells_birth = is_child and age is not None and request.voice not in {"neighbour", "relative"}
    address, hidden = _address(known, number, day)
    return PersonAsked(
        name=full_name(person, on=day),
        is_child=is_child,
        birth_date=person.born if tells_birth else None,
        age="" if tells_birth or not is_child else "Not born yet" if age is None else f"About {max(age, 1)}",
        who="" if is_child else ADULTS[person.role],
        address=address,
        address_hidden=hidden,
        school=school(person, day) if is_child and is_born(person, day) else "",
    )


def _address(known: Known, number: int, day: date) -> tuple[str, bool]:
    """Return where the household lives as the form takes it: as recorded, or for those who are not yet, as it is."""
    story = known.story
    if number not in {story.carer, *(child.number for child in story.children)}:
        return "", False
    home = known.homes.get(number) if number in known.people else known.stay(number, day)
    if home is None:
        return "", False
    return f"{home.address.line}, {home.address.town}, {home.address.postcode}", home.hidden
