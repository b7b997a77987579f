"""A family's people and network as pictures, and the same as lists."""

from collections.abc import Iterable, Sequence

from rock.core.words import joined
from rock.practice.families.picture.circles import Place, circles
from rock.practice.families.picture.generations import Link, Node
from rock.practice.families.picture.shapes import Picture
from rock.practice.families.picture.tree import tree
from rock.practice.families.presenters.network import NetworkPlace
from rock.practice.families.presenters.person import aged
from rock.records.models import CourtOrder, FamilyMember, MemberRole, Person, Relationship


def family_tree(
    members: Sequence[FamilyMember], links: Iterable[Relationship], orders: Iterable[CourtOrder]
) -> Picture:
    """Return the tree of the members shown; orders that limit somebody are dashed."""
    nodes = [
        Node(
            key=member.person_id,
            name=str(member.person),
            about=aged(member.person),
            is_child=member.role == MemberRole.CHILD,
            order=(str(member.person.birth_date or ""), member.person_id),
        )
        for member in members
    ]
    bonds = [Link(link.person_id, link.other_id, link.kind) for link in links]
    limits = [Link(order.child_id, order.limits_id, "order", dashed=True) for order in orders if order.limits_id]
    return tree(nodes, [*bonds, *limits])


def tree_in_words(links: Iterable[Relationship], orders: Iterable[CourtOrder]) -> list[str]:
    """Return what the tree shows, a sentence a line."""
    parents: dict[tuple[Person, str], list[str]] = {}
    for link in links:
        parents.setdefault((link.person, link.get_kind_display().lower()), []).append(str(link.other))
    found = [f"{person} is {_a(kind)} of {joined(others)}." for (person, kind), others in parents.items()]
    limits = [
        f"{order.get_kind_display()} about {order.child} limits {order.limits}."
        for order in orders
        if order.limits is not None
    ]
    return [*found, *limits]


def _a(kind: str) -> str:
    if kind == "somebody else close":
        return kind
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def network_picture(children: Sequence[Person], places: Sequence[NetworkPlace]) -> Picture:
    """Return the circles of people around the children."""
    names = [str(child.given_name or child) for child in children]
    return circles(names, [Place(place.pk, place.circle, place.name or place.who, place.who) for place in places])
