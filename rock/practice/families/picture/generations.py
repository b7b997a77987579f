"""Which generation each person of a family stands in, worked out from who is whose parent, and whose partner."""

from collections.abc import Iterable
from dataclasses import dataclass

PARENTS = frozenset({"parent", "step_parent", "carer", "foster_carer", "aunt_uncle"})
EQUALS = frozenset({"partner", "former_partner", "sibling"})
# How many generations a person of this kind stands above the other.
_ABOVE = dict.fromkeys(PARENTS, 1) | dict.fromkeys(EQUALS, 0) | {"grandparent": 2}


@dataclass(frozen=True)
class Node:
    """Somebody in the tree; `order` keeps people of one generation in the same places from one day to the next."""

    key: int
    name: str
    about: str
    is_child: bool
    order: tuple[str, int]


@dataclass(frozen=True)
class Link:
    """`person` is something (a `RelationshipKind`) to `other`; dashed for an order, or for what has ended."""

    person: int
    other: int
    kind: str
    dashed: bool = False


def generations(nodes: Iterable[Node], links: Iterable[Link]) -> dict[int, int]:
    """Return each person's generation, 0 for the eldest; contradictory links still give an answer."""
    people = list(nodes)
    known = {node.key for node in people}
    bonds = [link for link in links if link.kind in _ABOVE and {link.person, link.other} <= known]
    found = _settled(known, bonds)
    linked = {key for link in bonds for key in (link.person, link.other)}
    children = [found[node.key] for node in people if node.is_child and node.key in linked]
    child_level = max(children, default=1)
    for node in people:
        if node.key not in linked:
            found[node.key] = child_level if node.is_child else max(child_level - 1, 0)
    levels = {level: place for place, level in enumerate(sorted(set(found.values())))}
    return {key: levels[level] for key, level in found.items()}


def _settled(known: set[int], bonds: list[Link]) -> dict[int, int]:
    """Push the younger down and their elders after them until nothing moves, or it is plain that links contradict."""
    level = dict.fromkeys(sorted(known), 0)
    for _ in range(len(known) + 1):
        before = dict(level)
        for bond in bonds:
            _push(level, bond)
        if level == before:
            break
    _pull_elders(level, bonds)
    return level


def _push(level: dict[int, int], bond: Link) -> None:
    gap = _ABOVE[bond.kind]
    if gap:
        level[bond.other] = max(level[bond.other], level[bond.person] + gap)
    else:
        level[bond.person] = level[bond.other] = max(level[bond.person], level[bond.other])


def _pull_elders(level: dict[int, int], bonds: list[Link]) -> None:
    """Bring an elder with nobody above down to stand just over the eldest of those below."""
    above = [bond for bond in bonds if _ABOVE[bond.kind]]
    held = {bond.other for bond in above} | {
        key for bond in bonds if not _ABOVE[bond.kind] for key in (bond.person, bond.other)
    }
    for key in sorted(level):
        below = [level[bond.other] - _ABOVE[bond.kind] for bond in above if bond.person == key]
        if below and key not in held:
            level[key] = max(level[key], min(below))
