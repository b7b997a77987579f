"""Acts through the real services, each at its own moment: a table of calls, and functions where a call leaves something."""

from collections.abc import Mapping
from dataclasses import replace

from rock.core import time
from rock.core.services import PUBLIC, SYSTEM
from rock.demo.council.loading import acts
from rock.demo.council.replaying.calls import (
    Call,
    always,
    call,
    decision,
    family,
    of,
    person,
    request,
    somebody,
    user,
)
from rock.demo.council.replaying.player import Player
from rock.practice.requests.models import Liaison, RequestPerson
from rock.practice.requests.services import deciding, handling, liaison, matching, receiving, telling
from rock.reach.services import end_grants, log_views
from rock.records.models import IdentifierKind, MemberRole, Telling
from rock.records.services import families, identifiers, people, places, relationships
from rock.teams.models import Post
from rock.teams.services import allocating


def replayed_key(submission_key: str) -> str:
    """Return the key of a request that is told again beside the loaded one."""
    return f"again-{submission_key}"


def play(player: Player, act: acts.Act) -> None:
    """Call the service of an act, at the act's moment."""
    with time.at(act.at):
        player.close_what_is_over(act.at.date())
        SERVICES[type(act)](player, act)


def _receive(player: Player, act: acts.Receive) -> None:
    key = replayed_key(act.answers.submission_key)
    made = receiving.receive_request(by=PUBLIC, answers=replace(act.answers, submission_key=key))
    player.requests[act.request] = made.pk


def _match(player: Player, act: acts.Match) -> None:
    asked = RequestPerson.objects.filter(request=player.requests[act.request]).order_by("pk")[act.place]
    if act.person in player.people:
        handling.match_person(by=player.by(act), asked=asked, person=player.person(act.person))
        return
    made = matching.create_and_match(by=player.by(act), asked=asked)
    if made.person_id:
        player.people[act.person] = made.person_id


def _create(player: Player, act: acts.Create) -> None:
    made = people.create_person(
        by=player.by(act),
        searched_for=f"{act.given} {act.family}",
        given_name=act.given,
        family_name=act.family,
        birth_date=act.born,
    )
    player.people[act.person] = made.pk


def _let_go(player: Player, act: acts.LetGo) -> None:
    """End one request's grants as the night's job does for all; the others of the house stay as they are."""
    end_grants(by=SYSTEM, source=handling.source_of(player.request(act.request)))


def _view(player: Player, act: acts.View) -> None:
    keys = [player.people[one] for one in act.people]
    log_views(user=player.by(act), people=keys, page=act.page, purpose=act.purpose)


def _other_number(player: Player, act: acts.Number) -> str:
    """Return a number; the council's own stands already, so the replay takes one that differs in its first letter."""
    return f"R{act.value[1:]}" if act.kind == IdentifierKind.LA_CHILD_ID else act.value


def _first_to_move(player: Player, act: acts.Move) -> object:
    return player.person(act.people[0])


def _others_to_move(player: Player, act: acts.Move) -> object:
    return [player.person(one) for one in act.people[1:]]


def _telling(player: Player, act: acts.Told) -> Telling:
    return Telling.objects.get(occasion=player.decision(act.request).occasion_id, person=player.people[act.person])


def _liaison(player: Player, act: acts.Talk) -> Liaison:
    return Liaison.objects.get(request=player.requests[act.request], person=player.people[act.person])


def _pod(player: Player, act: acts.Allocate) -> object:
    return Post.objects.select_related("pod").get(user=player.user(act.worker)).pod


PERSON = person("person")
SERVICES: Mapping[type[acts.Act], Call] = {
    acts.Receive: _receive,
    acts.Look: call(handling.look_at, request=request),
    acts.Take: call(handling.take, request=request),
    acts.Match: _match,
    acts.OpenHistory: call(handling.open_history, "people_found", request=request),
    acts.Create: _create,
    acts.Describe: call(
        people.describe,
        "sex ethnicity",
        person=PERSON,
        first_language=of("language"),
        needs_interpreter=of("interpreter"),
        reading_note=always(""),
    ),
    acts.Birth: call(people.correct_birth, person=PERSON, birth_date=of("day"), birth_kind=of("kind")),
    acts.Death: call(people.record_death, "day", person=PERSON),
    acts.Disabled: call(people.set_disabilities, "codes", person=PERSON),
    acts.Rename: call(people.rename, "kind since", person=PERSON, given_name=of("given"), family_name=of("family")),
    acts.Number: call(identifiers.add_identifier, "kind source", person=PERSON, value=_other_number),
    acts.Reach: call(places.add_contact_point, "channel value safe rule preferred", person=PERSON),
    acts.Move: call(
        places.move_home,
        "lines since hidden also_hidden",
        person=_first_to_move,
        code=of("postcode"),
        together_with=_others_to_move,
    ),
    acts.Relate: call(
        relationships.relate, "kind", person=PERSON, other=person("other"), parental_responsibility=of("responsible")
    ),
    acts.Join: call(families.add_member, family=family, person=PERSON, role=always(MemberRole.CHILD)),
    acts.Network: call(
        families.add_to_network,
        "who circle name offers",
        family=family,
        person=somebody("person"),
        named_by=person("named_by"),
    ),
    acts.Decide: call(
        deciding.decide,
        "route reasons family_words",
        request=request,
        early_help_lead=of("lead"),
        primary_need=lambda player, act: act.need or "",
    ),
    acts.LetGo: _let_go,
    acts.Tell: call(telling.tell_now, "words channel", decision=decision, person=PERSON),
    acts.Hold: call(
        telling.hold_telling, "because review_on", decision=decision, person=PERSON, manager=user("manager")
    ),
    acts.Told: call(telling.mark_told, telling=_telling),
    acts.TellAsker: call(telling.tell_asker, request=request),
    acts.NameLiaison: call(
        liaison.name_liaison,
        "channel language interpreter safe_rule",
        request=request,
        person=PERSON,
        worker=user("worker"),
    ),
    acts.Talk: call(liaison.first_conversation, "happened_at words", liaison=_liaison),
    acts.Allocate: call(
        allocating.allocate,
        "starts",
        child=person("child"),
        family=family,
        pod=_pod,
        worker=user("worker"),
        second=user("second"),
    ),
    acts.Finish: call(allocating.end_allocations, "why", child=person("child")),
    acts.View: _view,
}
