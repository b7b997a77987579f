"""The door's one page, made for one reader: where we are, what is next, who is theirs, what was decided, what they agreed to."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rock.core.words import on_day
from rock.doors.agreed import Agreed, agreed
from rock.doors.family.guard import Guard
from rock.doors.family.presenters.told import Told, told_of
from rock.doors.family.presenters.way import Step, Way, next_words, steps
from rock.doors.family.queries.around import ChildRow, Sees
from rock.doors.family.queries.doors import Door
from rock.doors.family.queries.sharing import ForReader
from rock.practice.requests.models import Liaison
from rock.records.models import Agreement, Channel, Telling
from rock.records.queries.telling import is_near

MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class MyPerson:
    """Who the reader can talk with, and how; `second` knows the child too, and is there when they are away."""

    name: str
    phone: str
    how: str = ""
    second: str = ""
    second_phone: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """A child whom the reader may be shown: their first name, who works with them, and what comes next."""

    name: str
    worker: str
    phone: str
    next: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way on, there only where something is behind it for this reader."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class DoorPage:
    """All that the page shows; there is no other field that could carry more.

    `told` is what was decided, `near` what the reader was told as one of the network: the way begins with a decision alone.
    """

    hello: str
    links: tuple[Link, ...]
    steps: tuple[Step, ...]
    next: str
    my_person: MyPerson | None
    told: tuple[Told, ...]
    near: tuple[Told, ...]
    agreed: tuple[Agreed, ...]
    children: tuple[Child, ...]


def door_page(
    door: Door,
    *,
    guard: Guard,
    children: list[ChildRow],
    liaison: Liaison | None,
    agreements: list[Agreement],
    there: Collection[ForReader] = (),
) -> DoorPage:
    """Return the page of one door; `there` is what there is of each child, and of those near, for this reader."""
    children = [row for row in children if guard.lets(row.name, source="child", row=row.person_id)]
    my_person = person_for(liaison, children, guard)
    children = [row for row in children if row.sees is not Sees.OWN]
    way = _way(children, there, guard)
    decided = [row for row in door.tellings if not is_near(row)]
    near = [row for row in door.tellings if is_near(row)]
    me, talks = my_person.name if my_person else "", person_for(liaison, [], guard)
    return DoorPage(
        hello=door.person.given_name,
        links=_links(door, there, guard),
        steps=steps(decided[0], way, liaison) if decided else (),
        next=next_words(me, talks.name if talks else "", way, liaison) if decided else "",
        my_person=my_person,
        told=_told(decided, guard),
        near=_told(near, guard),
        agreed=tuple(filter(None, (_agreed(row, guard) for row in agreements))),
        children=tuple(filter(None, (_child(row, guard) for row in children))),
    )


def _told(tellings: list[Telling], guard: Guard) -> tuple[Told, ...]:
    return tuple(filter(None, (told_of(row, guard) for row in tellings[:MOST_TOLD])))


def _way(children: list[ChildRow], there: Collection[ForReader], guard: Guard) -> Way:
    shown = [one for one in there if one.child.sees is not Sees.OWN]
    return Way(
        due=min((row.due for row in children if row.due), default=None),
        names=[row.name for row in children if row.due],
        reviews=[(row.review, row.name) for row in children if row.review],
        apart=len(children) > 1,
        ended=any(_some(one.ended, guard) for one in shown),
    )


def _links(door: Door, there: Collection[ForReader], guard: Guard) -> tuple[Link, ...]:
    links = []
    if any(one.plan for one in there):
        links.append(Link(_("What I do"), reverse("family:plan")))
    if any(one.plan and one.child.sees is not Sees.OWN for one in there):
        links = [Link(_("Our plan"), reverse("family:plan"))]
    links += [_ended(one, guard) for one in there if _some(one.ended, guard)]
    named = [one for one in there if one.child.sees is not Sees.OWN]
    named = [one for one in named if guard.lets(one.child.name, source="child", row=one.child.person_id)]
    if any(_some(one.report, guard) for one in named):
        links.append(Link(_("What we wrote, to read and answer"), reverse("family:reports")))
    for one in named:
        if _some(one.day, guard):
            words = _("The day of %(name)s") % {"name": one.child.name}
            links.append(Link(words, reverse("family:day", args=[one.child.person_id])))
        if _some(one.then, guard):
            words = _("What has changed for %(name)s") % {"name": one.child.name}
            links.append(Link(words, reverse("family:then", args=[one.child.person_id])))
    if door.near:
        links.append(Link(_("What I offered"), reverse("family:offers")))
    return (*links, Link(_("My questions and ideas"), reverse("family:questions")))


def _ended(one: ForReader, guard: Guard) -> Link:
    url, child = reverse("family:ended", args=[one.child.person_id]), one.child
    if child.sees is Sees.OWN or not guard.lets(child.name, source="child", row=child.person_id):
        return Link(_("Our plan has ended"), url)
    return Link(_("How our plan for %(name)s ended") % {"name": child.name}, url)


def _some(texts: list[str], guard: Guard) -> bool:
    """Return whether anything of these may be shown; their own page notes what was stopped."""
    return any(not guard.hidden.betrayed_by(text) for text in texts)


def person_for(liaison: Liaison | None, children: list[ChildRow], guard: Guard) -> MyPerson | None:
    """Return whom the reader can talk with: the worker of a child, once there is one; until then who was named for them.

    Somebody in the network is told the worker's name and how to reach them, and nothing else.
    """
    for row in children:
        if row.worker_id and (row.sees is not Sees.OWN or row.near) and _lets_worker(row.worker, row.phone, row, guard):
            return _worker(row, liaison, guard)
    if liaison and guard.lets(f"{liaison.worker.name} {liaison.worker.phone}", source="worker", row=liaison.worker_id):
        return MyPerson(liaison.worker.name, liaison.worker.phone, _how(liaison))
    return None


def _lets_worker(name: str, phone: str, row: ChildRow, guard: Guard) -> bool:
    return guard.lets(f"{name} {phone}", source="worker", row=row.worker_id or 0)


def _worker(row: ChildRow, liaison: Liaison | None, guard: Guard) -> MyPerson:
    how = _how(liaison) if liaison and liaison.worker_id == row.worker_id else ""
    if row.sees is Sees.OWN or not row.second or not _lets_worker(row.second, row.second_phone, row, guard):
        return MyPerson(row.worker, row.phone, how)
    return MyPerson(row.worker, row.phone, how, row.second, row.second_phone)


def _how(liaison: Liaison) -> str:
    ways = {
        Channel.PHONE: _("They call you."),
        Channel.TEXT: _("They text you."),
        Channel.EMAIL: _("They write to you by email."),
        Channel.LETTER: _("They write you letters."),
        Channel.FACE: _("They come and see you."),
    }
    way = ways[Channel(liaison.channel)]
    helped = _("Somebody helps with the language.")
    return f"{way} {helped}" if liaison.interpreter else way


def _agreed(row: Agreement, guard: Guard) -> Agreed | None:
    return agreed(row) if guard.lets(row.agencies, source="agreement", row=row.pk) else None


def _child(row: ChildRow, guard: Guard) -> Child | None:
    if not row.name or not guard.lets(f"{row.worker} {row.phone}", source="worker", row=row.worker_id or 0):
        return None
    next_ = _("By %(day)s we tell you what could help %(name)s.") % {"day": on_day(row.due), "name": row.name}
    return Child(row.name, row.worker, row.phone, next_ if row.due else "")
