"""What waits at the hub this morning: one that is late, some due today, one in danger, one ready to be decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from rock.core import time
from rock.core.services import PUBLIC
from rock.demo.today.carrows import moment
from rock.demo.today.casting import Cast
from rock.demo.today.facts import SCHOOL
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.models import (
    AskerKind,
    ContactMethod,
    ReferralSource,
    RequestForSupport,
    RequestPerson,
    Talked,
)
from rock.practice.requests.services import handling, matching, receiving
from rock.records.models import Answer


@dataclass(frozen=True)
class Waiting:
    """A request and when it came."""

    at: datetime
    answers: RequestAnswers


# How each came: the form, unless it says otherwise.
CAME = {"grandson": ContactMethod.PHONE, "danger": ContactMethod.AGENCY}


def _asked(key: str, kind: AskerKind, source: ReferralSource, name: str, role: str, **words: str) -> RequestAnswers:
    agreed = Answer.YES
    own = kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}
    return RequestAnswers(
        submission_key=f"board-{key}",
        asker_kind=kind,
        source_code=source,
        contact_method=CAME.get(key, ContactMethod.ONLINE),
        talked=Talked.SELF if own else Talked.YES,
        people=(),
        words=words,
        asker_name=name,
        asker_role=role,
        agreement_help=agreed,
        agreement_ask=agreed,
    )


def _about(answers: RequestAnswers, *people: PersonAsked, agency: str = "", contact: str = "") -> RequestAnswers:
    return replace(answers, people=people, asker_agency=agency, asker_contact=contact)


TODDLER = _about(
    _asked(
        "late",
        AskerKind.PROFESSIONAL,
        ReferralSource.S3B,
        "Shirley Entwhistle",
        "Health visitor",
        going_well="Poppy is sturdy and laughs a lot, and her dad gets down on the floor to play.",
        worry="The flat has been without heating since Sunday and Poppy’s cough has gone to her chest.",
        tried="I rang the landlord twice and left a heater from our store.",
        would_help="Somebody who can press for the boiler, and help Dad with the arrears.",
        family_said="Dad asked me to write, and read this with me.",
    ),
    PersonAsked("Poppy Kellett", True, date(2024, 2, 17), address="21 Whelk Street, Blackpool, FY99 7HC"),
    PersonAsked("Jason Kellett", False, who="Dad", address="21 Whelk Street, Blackpool, FY99 7HC"),
    agency="Health visiting service",
    contact="01632 960733",
)
GRANDSON = _about(
    _asked(
        "grandson",
        AskerKind.RELATIVE,
        ReferralSource.S1A,
        "Ronnie Birchall",
        "Grandad",
        going_well="Kyle is a good lad and helps me on the allotment every Saturday.",
        worry="He has stopped going to school since his mum came out of hospital, because he will not leave her.",
        tried="I take him in when I can, but my knees are bad.",
        would_help="Someone to sit with my daughter in the mornings, so that he can go.",
        family_said="She cried, and then she said yes.",
    ),
    PersonAsked("Kyle Birchall", True, age="About 12", school="Breakwater Academy"),
    PersonAsked("Stacey Birchall", False, who="Mum"),
    contact="07700 900642",
)
READY = _about(
    _asked(
        "ready",
        AskerKind.PARENT,
        ReferralSource.S1C,
        "Gemma Ollerton",
        "Mum",
        going_well="Both of mine sleep well and eat well, and we have our film on a Friday.",
        worry="I drink when they are in bed and last week I did not wake up when Riley was sick.",
        tried="I went to my doctor once. I poured it all away on Sunday.",
        would_help="Somebody I can ring at night before I open a bottle.",
    ),
    PersonAsked("Riley Ollerton", True, date(2018, 9, 6), school=SCHOOL),
    PersonAsked("Darcey Ollerton", True, date(2021, 1, 25)),
    PersonAsked("Gemma Ollerton", False, who="Mum", address="5 Shrimpers Yard, Blackpool, FY99 8JV"),
    contact="07700 900155",
)
DANGER = _about(
    replace(
        _asked(
            "danger",
            AskerKind.PROFESSIONAL,
            ReferralSource.S6,
            "Tariq Lomax",
            "Police officer",
            going_well="The boys went to their aunt’s door by themselves and knew to ring us.",
            worry="Their stepdad came back at six this morning with a bat, and he is still out there.",
            tried="An officer is with the aunt, and another is looking for him.",
            would_help="A word from you before eleven about where the boys can be today.",
            why_not_talked="Mum is being seen to at the hospital.",
        ),
        talked=Talked.NO_UNSAFE,
        danger_now=True,
        agreement_help=Answer.NOT_ASKED,
        agreement_ask=Answer.NOT_ASKED,
    ),
    PersonAsked("Mason Threlfall", True, date(2016, 7, 30)),
    PersonAsked("Logan Threlfall", True, date(2019, 12, 11)),
    PersonAsked("Kirsty Threlfall", False, who="Mum"),
    agency="Police",
    contact="01632 960118",
)
PUPIL = _about(
    _asked(
        "pupil",
        AskerKind.PROFESSIONAL,
        ReferralSource.S2A,
        "Priya Nandakumar",
        "Safeguarding lead",
        going_well="Amira has made a friend this term, and Mum came to the harvest lunch.",
        worry="She has not changed her jumper since the holiday and says that the tap at home is broken.",
        tried="We wash her things at school and give her breakfast.",
        would_help="Help with the house, in Kurdish if it can be.",
        family_said="Mum said yes through her brother on the phone.",
    ),
    PersonAsked("Amira Hama", True, date(2018, 3, 4), school=SCHOOL),
    PersonAsked("Shilan Hama", False, who="Mum"),
    agency=SCHOOL,
    contact="01632 960417",
)
MYSELF = _about(
    _asked(
        "myself",
        AskerKind.YOUNG_PERSON,
        ReferralSource.S1C,
        "Jess Holroyd",
        "",
        going_well="My cat. And drama club.",
        worry="I look after my brother nearly every night because Mum works and then sleeps. I am falling behind.",
        would_help="Someone to tell Mum for me without her getting upset.",
    ),
    PersonAsked("Jess Holroyd", True, age="14", school="Breakwater Academy"),
    PersonAsked("Mum", False, who="Mum"),
)
BOARD = (
    Waiting(moment(11, 18, 16, 50), TODDLER),
    Waiting(moment(11, 19, 10, 15), GRANDSON),
    Waiting(moment(11, 19, 15, 40), READY),
    Waiting(moment(11, 20, 7, 25), DANGER),
    Waiting(moment(11, 20, 8, 50), PUPIL),
    Waiting(moment(11, 20, 9, 35), MYSELF),
)


def make_board(cast: Cast) -> None:
    """Let the requests come in, one be looked at, and one be made ready for its decision."""
    by_key: dict[str, RequestForSupport] = {}
    for one in BOARD:
        with time.at(one.at):
            key = one.answers.submission_key
            by_key[key] = receiving.receive_request(by=PUBLIC, answers=one.answers)
    hub_worker = cast.users["hub_worker"]
    with time.at(moment(11, 19, 16, 5)):
        handling.look_at(by=hub_worker, request=by_key[GRANDSON.submission_key])
    with time.at(moment(11, 20, 9, 15)):
        ready = by_key[READY.submission_key]
        handling.look_at(by=hub_worker, request=ready)
        handling.take(by=hub_worker, request=ready)
        for asked in RequestPerson.objects.filter(request=ready).order_by("pk"):
            matching.create_and_match(by=hub_worker, asked=asked)
        handling.open_history(by=hub_worker, request=ready, people_found=0)
