"""What the grandmother was told after the mother was asked, what she answered, and what she offers since.

The last thing that she was told she has yet to answer.
"""

from rock.accounts.models import User
from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.doors.family.queries.doors import Door, door_by_holder
from rock.doors.family.services.answering import answer
from rock.doors.family.services.near import SaidYes, tell_near
from rock.doors.family.services.talking import change_offer
from rock.doors.family.words import UNDERSTOOD
from rock.practice.requests.services.telling import mark_told
from rock.records.models import Channel, NetworkMember, Telling

HOW_IT_GOES = (
    "Maisie runs to you at the gate, and on those days the evening begins well. That is why the plan asks you to go on.\n\n"
    "If it gets hard for you, tell me early. Nobody is cross with you."
)
YES = "Yes, Mum should know that it helps. Tell her she is not to tire herself out."
THANK_YOU = "I did not know that it made such a difference. My knees are bad on wet days, I will ring you then."
OFFER = "I come after tea on school days, and I have the key. On wet days I cannot walk up, so ring me."
WHEN_WE_MEET = (
    "On Friday 20 November we look at Maisie’s plan together, and you are asked to come. Leanne would like it to be at "
    "your table again.\n\nIf Leanne rings you at night and you are worried, ring me the next morning. In danger, 999 first."
)
YES_AGAIN = "She can know when we meet. And what to do if I ring her."


def tell_grandmother(carrows: Carrows) -> None:
    """Tell her twice what helps her to help; in between she answers, and offers what she really can do."""
    with time.at(moment(11, 5, 10, 15)):
        first = _tell(carrows, HOW_IT_GOES, YES)
    with time.at(moment(11, 6, 19, 40)):
        user, door = _at_her_door(carrows)
        answer(by=user, door=door, telling=first, kind=UNDERSTOOD, words=THANK_YOU)
    with time.at(moment(11, 14, 9, 20)):
        user, door = _at_her_door(carrows)
        change_offer(by=user, door=door, offer=_place(carrows), words=OFFER)
    with time.at(moment(11, 17, 16, 5)):
        _tell(carrows, WHEN_WE_MEET, YES_AGAIN)


def _at_her_door(carrows: Carrows) -> tuple[User, Door]:
    user = carrows.cast.users["grandmother"]
    door = door_by_holder(user.door)
    if door is None:
        raise LookupError("the demo’s grandmother has a door of her own")
    return user, door


def _place(carrows: Carrows) -> NetworkMember:
    return NetworkMember.objects.get(family=carrows.family, person=carrows["Maureen"], ends=None)


def _tell(carrows: Carrows, words: str, said: str) -> Telling:
    worker, leanne = carrows.cast.users["social_worker"], carrows["Leanne"]
    agreed = SaidYes(leanne, time.today(), Channel.FACE, said)
    told = tell_near(by=worker, place=_place(carrows), words=words, channel=Channel.FACE, agreed=agreed)
    return mark_told(by=worker, telling=told)
