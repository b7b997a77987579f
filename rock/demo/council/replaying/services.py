"""Acts through the real services, each at its own moment."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rock.core import time
from rock.core.services import PUBLIC, SYSTEM
from rock.demo.council.loading import acts
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


def _look(player: Player, act: acts.Look) -> None:
    handling.look_at(by=player.by(act), request=player.request(act.request))


def _take(player: Player, act: acts.Take) -> None:
    handling.take(by=player.by(act), request=player.request(act.request))


def _match(player: Player, act: acts.Match) -> None:
    asked = RequestPerson.objects.filter(request=player.requests[act.request]).order_by("pk")[act.place]
    if act.person in player.people:
        handling.match_person(by=player.by(act), asked=asked, person=player.person(act.person))
        return
    made = matching.create_and_match(by=player.by(act), asked=asked)
    if made.person_id:
        player.people[act.person] = made.person_id


def _open_history(player: Player, act: acts.OpenHistory) -> None:
    handling.open_history(by=player.by(act), request=player.request(act.request), people_found=act.people_found)


def _create(player: Player, act: acts.Create) -> None:
    made = people.create_person(
        by=player.by(act),
        searched_for=f"{act.given} {act.family}",
        given_name=act.given,
        family_name=act.family,
        birth_date=act.born,
    )
    player.people[act.person] = made.pk


def _describe(player: Player, act: acts.Describe) -> None:
    people.describe(
        by=player.by(act),
        person=player.person(act.person),
        sex=act.sex,
        ethnicity=act.ethnicity,
        first_language=act.language,
        needs_interpreter=act.interpreter,
        reading_note="",
    )


def _birth(player: Player, act: acts.Birth) -> None:
    people.correct_birth(by=player.by(act), person=player.person(act.person), birth_date=act.day, birth_kind=act.kind)


def _rename(player: Player, act: acts.Rename) -> None:
    people.rename(
        by=player.by(act),
        person=player.person(act.person),
        kind=act.kind,
        given_name=act.given,
        family_name=act.family,
        since=act.since,
    )


def _number(player: Player, act: acts.Number) -> None:
    """Write a number; the council's own stands already, so the replay takes one that differs in its first letter."""
    value = f"R{act.value[1:]}" if act.kind == IdentifierKind.LA_CHILD_ID else act.value
    person = player.person(act.person)
    identifiers.add_identifier(by=player.by(act), person=person, kind=act.kind, value=value, source=act.source)


def _reach(player: Player, act: acts.Reach) -> None:
    places.add_contact_point(
        by=player.by(act),
        person=player.person(act.person),
        channel=act.channel,
        value=act.value,
        safe=act.safe,
        rule=act.rule,
        preferred=act.preferred,
    )


def _move(player: Player, act: acts.Move) -> None:
    first, *others = (player.person(one) for one in act.people)
    places.move_home(
        by=player.by(act),
        person=first,
        lines=act.lines,
        code=act.postcode,
        since=act.since,
        hidden=act.hidden,
        also_hidden=act.also_hidden,
        together_with=others,
    )


def _relate(player: Player, act: acts.Relate) -> None:
    relationships.relate(
        by=player.by(act),
        person=player.person(act.person),
        other=player.person(act.other),
        kind=act.kind,
        parental_responsibility=act.responsible,
    )


def _join(player: Player, act: acts.Join) -> None:
    person = player.person(act.person)
    families.add_member(by=player.by(act), family=player.family(), person=person, role=MemberRole.CHILD)


def _network(player: Player, act: acts.Network) -> None:
    families.add_to_network(
        by=player.by(act),
        family=player.family(),
        who=act.who,
        circle=act.circle,
        person=None if act.person is None else player.person(act.person),
        name=act.name,
        offers=act.offers,
        named_by=player.person(act.named_by),
    )


def _decide(player: Player, act: acts.Decide) -> None:
    deciding.decide(
        by=player.by(act),
        request=player.request(act.request),
        route=act.route,
        reasons=act.reasons,
        family_words=act.family_words,
        early_help_lead=act.lead,
        primary_need=act.need or "",
    )


def _let_go(player: Player, act: acts.LetGo) -> None:
    """End one request's grants as the night's job does for all; the others of the house stay as they are."""
    end_grants(by=SYSTEM, source=handling.source_of(player.request(act.request)))


def _tell(player: Player, act: acts.Tell) -> None:
    telling.tell_now(
        by=player.by(act),
        decision=player.decision(act.request),
        person=player.person(act.person),
        words=act.words,
        channel=act.channel,
    )


def _hold(player: Player, act: acts.Hold) -> None:
    telling.hold_telling(
        by=player.by(act),
        decision=player.decision(act.request),
        person=player.person(act.person),
        because=act.because,
        manager=player.user(act.manager),
        review_on=act.review_on,
    )


def _told(player: Player, act: acts.Told) -> None:
    found = Telling.objects.get(occasion=player.decision(act.request).occasion_id, person=player.people[act.person])
    telling.mark_told(by=player.by(act), telling=found)


def _tell_asker(player: Player, act: acts.TellAsker) -> None:
    telling.tell_asker(by=player.by(act), request=player.request(act.request))


def _name_liaison(player: Player, act: acts.NameLiaison) -> None:
    liaison.name_liaison(
        by=player.by(act),
        request=player.request(act.request),
        person=player.person(act.person),
        worker=player.user(act.worker),
        channel=act.channel,
        language=act.language,
        interpreter=act.interpreter,
        safe_rule=act.safe_rule,
    )


def _talk(player: Player, act: acts.Talk) -> None:
    named = Liaison.objects.get(request=player.requests[act.request], person=player.people[act.person])
    liaison.first_conversation(by=player.by(act), liaison=named, happened_at=act.happened_at, words=act.words)


def _allocate(player: Player, act: acts.Allocate) -> None:
    worker = player.user(act.worker)
    post = Post.objects.select_related("pod").get(user=worker)
    allocating.allocate(
        by=player.by(act),
        child=player.person(act.child),
        family=player.family(),
        pod=post.pod,
        worker=worker,
        second=player.user(act.second),
        starts=act.starts,
    )


def _finish(player: Player, act: acts.Finish) -> None:
    allocating.end_allocations(by=player.by(act), child=player.person(act.child), why=act.why)


def _view(player: Player, act: acts.View) -> None:
    keys = [player.people[one] for one in act.people]
    log_views(user=player.by(act), people=keys, page=act.page, purpose=act.purpose)


SERVICES: dict[type[acts.Act], Callable[[Player, Any], None]] = {
    acts.Receive: _receive,
    acts.Look: _look,
    acts.Take: _take,
    acts.Match: _match,
    acts.OpenHistory: _open_history,
    acts.Create: _create,
    acts.Describe: _describe,
    acts.Birth: _birth,
    acts.Rename: _rename,
    acts.Number: _number,
    acts.Reach: _reach,
    acts.Move: _move,
    acts.Relate: _relate,
    acts.Join: _join,
    acts.Network: _network,
    acts.Decide: _decide,
    acts.LetGo: _let_go,
    acts.Tell: _tell,
    acts.Hold: _hold,
    acts.Told: _told,
    acts.TellAsker: _tell_asker,
    acts.NameLiaison: _name_liaison,
    acts.Talk: _talk,
    acts.Allocate: _allocate,
    acts.Finish: _finish,
    acts.View: _view,
}
