"""What telling adults and askers writes, with the doors that it opens, and the family's named person."""

from collections.abc import Callable
from typing import Any

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.demo.council.loading.acts import Act, Hold, NameLiaison, Talk, Tell, TellAsker, Told
from rock.demo.council.loading.writing.family import FamilyRows, RequestRows
from rock.doors.family.models import DoorHolder
from rock.practice.requests.messages import template_for
from rock.practice.requests.models import Liaison
from rock.reach.models import Basis, Capacity
from rock.records.models import (
    Audience,
    Channel,
    EventKind,
    OccasionKind,
    Presence,
    PresenceMode,
    Telling,
    TellingChoice,
)


def _decided(rows: FamilyRows, number: int) -> tuple[RequestRows, dict[str, Any]]:
    request = rows.requests[number]
    if request.decision_occasion is None:
        raise ValueError(f"request {number} of family {rows.number} is not decided")
    return request, request.decision_occasion


def _tell(rows: FamilyRows, act: Tell) -> None:
    request, occasion = _decided(rows, act.request)
    reader, user = rows.key(act.person), rows.user(act.by)
    words = rows.say(act, occasion, "decision_told", act.words, rows.member_keys(), speaker_staff_id=user)
    rows.tables.add(
        Audience,
        statement_id=words["id"],
        reader_id=reader,
        shared_by_id=user,
        speaker_said="Written for this reader",
        starts=act.at,
    )
    telling = request.tellings.get(act.person)
    if telling is None:
        telling = rows.tables.add(Telling, occasion_id=occasion["id"], person_id=reader, choice=TellingChoice.NOW)
        request.tellings[act.person] = telling
    telling |= {"choice": TellingChoice.NOW.value, "statement_id": words["id"], "channel": act.channel.value}
    telling |= {"decided_by_id": user, "decided_at": act.at}
    _open_door(rows, act)


def _open_door(rows: FamilyRows, act: Tell) -> None:
    """Write the door of somebody who is told for the first time: a user of their own, who reaches themselves."""
    if act.person in rows.doors:
        return
    person, key = rows.people[act.person], rows.key(act.person)
    user = rows.tables.add(
        User,
        email=f"door-{rows.number}-{act.person}@door.invalid",
        name=f"{person['given_name']} {person['family_name']}".strip(),
        kind=UserKind.FAMILY,
        password=f"!no password opens it {rows.number} {act.person}",
    )
    rows.tables.add(RoleHolding, user_id=user["id"], role=Role.FAMILY, starts=act.at.date())
    door = rows.tables.add(
        DoorHolder, user_id=user["id"], person_id=key, opened_at=act.at, opened_by_id=rows.user(act.by)
    )
    rows.doors[act.person] = door
    rows.event(act, EventKind.DOOR_OPENED, [key])
    source = f"door:{door['id']}"
    rows.grant(act, [key], Capacity.THEMSELVES, Basis.RELATIONSHIP, source, user_id=user["id"])


def _hold(rows: FamilyRows, act: Hold) -> None:
    request, occasion = _decided(rows, act.request)
    request.tellings[act.person] = rows.tables.add(
        Telling,
        occasion_id=occasion["id"],
        person_id=rows.key(act.person),
        choice=TellingChoice.HELD,
        held_because=act.because,
        held_by_id=rows.user(act.manager),
        review_on=act.review_on,
        decided_by_id=rows.user(act.by),
        decided_at=act.at,
    )
    rows.event(act, EventKind.TELLING_HELD, [rows.key(act.person)], occasion_id=occasion["id"])


def _told(rows: FamilyRows, act: Told) -> None:
    request, occasion = _decided(rows, act.request)
    request.tellings[act.person] |= {"told_at": act.at, "told_by_id": rows.user(act.by)}
    facts = {"occasion_id": occasion["id"], "family_id": rows.family_key}
    rows.event(act, EventKind.ADULT_TOLD, [rows.key(act.person)], **facts)


def _tell_asker(rows: FamilyRows, act: TellAsker) -> None:
    request = rows.requests[act.request]
    what = template_for(request.row["asker_kind"], request.route).key
    request.row |= {"asker_told_what": what, "asker_told_at": act.at}
    rows.event(act, EventKind.ASKER_TOLD, occasion_id=request.occasion["id"])


def _name_liaison(rows: FamilyRows, act: NameLiaison) -> None:
    request = rows.requests[act.request]
    request.liaisons[act.person] = rows.tables.add(
        Liaison,
        request_id=request.row["id"],
        person_id=rows.key(act.person),
        worker_id=rows.user(act.worker),
        channel=act.channel,
        language=act.language,
        interpreter=act.interpreter,
        safe_rule=act.safe_rule,
        starts=act.at,
        named_by_id=rows.user(act.by),
    )
    facts = {"occasion_id": request.occasion["id"]}
    rows.event(act, EventKind.LIAISON_NAMED, [rows.key(act.person)], **facts)


def _talk(rows: FamilyRows, act: Talk) -> None:
    liaison, key = rows.requests[act.request].liaisons[act.person], rows.key(act.person)
    is_visit = liaison["channel"] == Channel.FACE
    occasion = rows.occasion(act, OccasionKind.VISIT if is_visit else OccasionKind.CALL, act.happened_at)
    mode = PresenceMode.THERE if is_visit else PresenceMode.PHONE
    rows.tables.add(Presence, occasion_id=occasion["id"], person_id=key, mode=mode)
    rows.tables.add(Presence, occasion_id=occasion["id"], staff_id=rows.user(act.by), mode=mode)
    spoken = {"speaker_id": key, "verbatim": False, "language": liaison["language"]}
    rows.say(act, occasion, "first_conversation", act.words, [key], **spoken)
    liaison["first_conversation_id"] = occasion["id"]
    facts = {"occasion_id": occasion["id"], "happened_at": act.happened_at, "family_id": rows.family_key}
    rows.event(act, EventKind.FIRST_CONVERSATION, [key], **facts)


WRITERS: dict[type[Act], Callable[[FamilyRows, Any], None]] = {
    Tell: _tell,
    Hold: _hold,
    Told: _told,
    TellAsker: _tell_asker,
    NameLiaison: _name_liaison,
    Talk: _talk,
}
