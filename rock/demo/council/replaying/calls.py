"""How an act becomes a service call: a service with, for each of its facts, where that fact comes from."""

from collections.abc import Callable, Mapping
from typing import Any

from rock.demo.council.loading import acts
from rock.demo.council.replaying.player import Player

Fact = Callable[[Player, Any], Any]
Call = Callable[[Player, Any], None]


def call(service: Callable[..., Any], same: str = "", **facts: Fact) -> Call:
    """Return what calls a service on behalf of whoever acts; facts named in `same` are the act's own of that name."""
    known: Mapping[str, Fact] = facts | {name: of(name) for name in same.split()}

    def play(player: Player, act: acts.Act) -> None:
        service(by=player.by(act), **{name: find(player, act) for name, find in known.items()})

    return play


def of(name: str) -> Fact:
    """Return a fact of the act as it stands."""
    return lambda player, act: getattr(act, name)


def always(value: Any) -> Fact:
    """Return the same fact for every act."""
    return lambda player, act: value


def person(name: str) -> Fact:
    """Return the record of somebody whom the act names by number."""
    return lambda player, act: player.person(getattr(act, name))


def somebody(name: str) -> Fact:
    """Return the record of somebody whom the act may name; None where it names nobody."""
    return lambda player, act: None if getattr(act, name) is None else player.person(getattr(act, name))


def user(name: str) -> Fact:
    """Return the user of a worker whom the act names by number."""
    return lambda player, act: player.user(getattr(act, name))


def request(player: Player, act: Any) -> Any:
    """Return the request that the act is about."""
    return player.request(act.request)


def decision(player: Player, act: Any) -> Any:
    """Return the decision on the request that the act is about."""
    return player.decision(act.request)


def family(player: Player, act: Any) -> Any:
    """Return the family that the decisions made."""
    return player.family()
