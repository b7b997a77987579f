"""Other services are asked for their part of an assessment, and answer, know nothing, say why not, or are late."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from rock.core.words import on_day
from rock.demo.council import reachable
from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.asked import school
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home, Work
from rock.demo.council.names import full_name
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.queries.agencies import WhoAgreed
from rock.practice.assessments.services.agencies import LINK_LASTS
from rock.records.models import Agreement, AgreementKind, Answer, Channel, EventKind, InformationShare
from rock.records.services.agreements import IN, OUT

ASKED, AGREES = 0.55, 0.86
AFTER = timedelta(days=2, hours=1)
PURPOSE = "To understand the child’s day and what would help"
WITHOUT = "The worry is about harm at home, and asking first could raise it"
IN_WORDS = "May we ask them how the days are there, and what helps?"
HEALTH = ("Health visiting", "The family doctor")
BECAME = (("words", 74), ("nothing", 8), ("refused", 4), ("late", 14))


def write(home: Home, work: Work, start: Act, row: Made, occasion: Made, decided: datetime | None) -> None:
    """Write whom the worker asked, with the carer's agreement or why without it, and what has come by now."""
    act = Act(start.at + AFTER, start.by)
    until = decided or home.known.now
    if home.rng.random() > ASKED or act.at >= until or home.worker(work.child, act.at.date()) != start.by:
        return
    told = home.scene(work.child, act.at.date(), work.episode.request)
    agency, question = _agency(home, work.child, act.at.date()), home.say(told, "agency.question")
    if question:
        basis = _agreed(home, act, occasion, agency)
        part = _asked(home, work, act, row, occasion, agency, question, basis)
        _became(home, work, part, occasion, told, until, basis)


def _agency(home: Home, child: int, day: date) -> str:
    return school(home.known.person(child), day) or home.rng.choice(HEALTH)


def _agreed(home: Home, act: Act, occasion: Made, agency: str) -> str:
    """Return on what basis the service is asked: the carer's yes, kept where they have not given it before, or why without."""
    carer, rows = home.story.carer, home.rows
    if agency in home.agreed:
        return home.agreed[agency]
    if home.rng.random() > AGREES:
        home.agreed[agency] = f"Without agreement: {WITHOUT}"
        return home.agreed[agency]
    rows.tables.add(
        Agreement,
        kind=AgreementKind.ASK_AGENCIES,
        occasion_id=occasion["id"],
        person_id=rows.key(carer),
        answer=Answer.YES,
        asked_by=home.known.staff.name(act.by),
        asked_on=act.at.date(),
        how=Channel.FACE,
        in_words=IN_WORDS,
        agencies=agency,
        recorded_at=act.at,
    )
    home.event(act, EventKind.AGREEMENT_RECORDED, occasion, [carer])
    person = rows.people[carer]
    said = f"{person['given_name']} {person['family_name']}, {on_day(act.at.date())}"
    home.agreed[agency] = WhoAgreed((said,), ()).basis
    return home.agreed[agency]


def _asked(home: Home, work: Work, act: Act, row: Made, occasion: Made, agency: str, question: str, basis: str) -> Made:
    rng, rows = home.rng, home.rows
    who = full_name(rng, sex=rng.choice("FFM"), born=rng.randint(1962, 1998))
    given = rows.people[work.child]["given_name"]
    told = {"what": f"That we are getting to know {given}, and: {question}"[:500], "basis": basis[:200]}
    share = _told(home, work, act, occasion, OUT, agency, **told)
    part = rows.tables.add(
        AgencyPart,
        assessment_id=row["id"],
        agency=agency,
        name=f"{who.given} {who.family}",
        email=reachable.email(rng, who),
        question=question,
        share_id=share["id"],
        asked_by_id=rows.user(act.by),
        asked_at=act.at,
        due_on=timezone.localtime(rows.house.due("agency_part", act.at)).date(),
        token_hash=f"!no link opens it {home.story.number} {work.episode.request} {work.child}",
        expires_at=act.at.astimezone(UTC) + LINK_LASTS,
    )
    home.event(act, EventKind.AGENCY_ASKED, occasion, [work.child], family_id=None)
    return part


def _told(home: Home, work: Work, act: Act, occasion: Made, direction: str, agency: str, **facts: str) -> Made:
    common = {"occasion_id": occasion["id"], "person_id": home.rows.key(work.child), "direction": direction}
    said = {"agency": agency, "purpose": PURPOSE, "shared_at": act.at, "shared_by_id": home.rows.user(act.by)}
    return home.rows.tables.add(InformationShare, **common, **said, **facts)


def _became(home: Home, work: Work, part: Made, occasion: Made, told: Scene, until: datetime, basis: str) -> None:
    """Write the answer, if it came before the decision and before this moment; it is written at the link, by nobody here."""
    rng = home.rng
    became = rng.choices([name for name, _ in BECAME], [share for _, share in BECAME])[0]
    act = Act(part["asked_at"] + timedelta(days=rng.randint(1, 12), minutes=rng.randint(5, 200)), None)
    words = home.say(told, "agency.answer") if became == "words" else ""
    because = home.say(told, "agency.refused") if became == "refused" else ""
    if became == "late" or act.at >= until or (became != "nothing" and not words + because):
        return
    if words:
        speaker = {"speaker_name": f"{part['name']}, {part['agency']}"[:200]}
        said = home.rows.say(act, occasion, "agency_part", words, [home.rows.key(work.child)], **speaker)
        part["answer_id"] = said["id"]
    part |= {"nothing_known": became == "nothing", "refused_because": because, "answered_at": act.at}
    what = "Nothing known" if became == "nothing" else "Their part of the assessment"
    _told(home, work, act, occasion, IN, part["agency"], what=what, basis=basis[:200], refused_because=because)
    home.event(act, EventKind.AGENCY_ANSWERED, occasion, [work.child], family_id=None)
