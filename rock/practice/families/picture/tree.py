"""The family tree: a row for each generation, partners side by side, children under their parents."""

from collections.abc import Sequence

from rock.practice.families.picture.generations import EQUALS, PARENTS, Link, Node, generations
from rock.practice.families.picture.shapes import BOX_HEIGHT, BOX_WIDTH, Box, Line, Picture, in_two, path, short

GAP_X = 24
GAP_Y = 60
MARGIN = 8
MOST_IN_A_ROW = 6
_PARTNERS = frozenset({"partner", "former_partner"})


def tree(nodes: Sequence[Node], links: Sequence[Link]) -> Picture:
    """Return the family tree of up to about 30 people; the same people give the same picture."""
    level = generations(nodes, links)
    rows = _rows(nodes, links, level)
    widest = max((len(row) for row in rows), default=1)
    width = 2 * MARGIN + widest * BOX_WIDTH + (widest - 1) * GAP_X
    boxes = {
        node.key: _box(node, place, len(row), line, width)
        for line, row in enumerate(rows)
        for place, node in enumerate(row)
    }
    drawn = [link for link in links if not _is_plain_already(link, links)]
    lines = tuple(line for link in drawn if (line := _line(link, boxes, level)) is not None)
    height = 2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * GAP_Y
    return Picture(width, height, tuple(boxes.values()), lines)


def _box(node: Node, place: int, in_row: int, line: int, width: float) -> Box:
    row_width = in_row * BOX_WIDTH + (in_row - 1) * GAP_X
    x = (width - row_width) / 2 + place * (BOX_WIDTH + GAP_X) + BOX_WIDTH / 2
    y = MARGIN + line * (BOX_HEIGHT + GAP_Y) + BOX_HEIGHT / 2
    return Box(node.key, x, y, in_two(node.name), short(node.about), strong=node.is_child)


def _rows(nodes: Sequence[Node], links: Sequence[Link], level: dict[int, int]) -> list[list[Node]]:
    """Return the rows from the eldest down, none longer than fits."""
    found: list[list[Node]] = []
    place: dict[int, float] = {}
    for generation in sorted(set(level.values())):
        members = [node for node in nodes if level[node.key] == generation]
        ordered = _beside_partners(sorted(members, key=lambda node: _wish(node, links, place)), links)
        place |= {node.key: (n + 0.5) / len(ordered) for n, node in enumerate(ordered)}
        found += [ordered[n : n + MOST_IN_A_ROW] for n in range(0, len(ordered), MOST_IN_A_ROW)]
    return found


def _wish(node: Node, links: Sequence[Link], place: dict[int, float]) -> tuple[float, tuple[str, int]]:
    """Return where somebody would like to stand: under the middle of those above them, else by age."""
    above = [place[link.person] for link in links if link.other == node.key and link.person in place]
    return (sum(above) / len(above) if above else 0.5, node.order)


def _beside_partners(row: list[Node], links: Sequence[Link]) -> list[Node]:
    found: list[Node] = []
    for node in row:
        if node not in found:
            found += [node, *(other for other in row if other not in found and _are_partners(node, other, links))]
    return found


def _are_partners(one: Node, other: Node, links: Sequence[Link]) -> bool:
    return one.key != other.key and any(
        link.kind in _PARTNERS and {link.person, link.other} == {one.key, other.key} for link in links
    )


def _is_plain_already(link: Link, links: Sequence[Link]) -> bool:
    """Return whether two are brother and sister of one parent, whose lines say so."""
    parents = {one.person for one in links if one.kind == "parent" and one.other == link.person}
    return link.kind == "sibling" and any(
        one.person in parents for one in links if one.kind == "parent" and one.other == link.other
    )


def _line(link: Link, boxes: dict[int, Box], level: dict[int, int]) -> Line | None:
    """Return the line of a relationship: under a parent and over the child, or straight between equals."""
    one, other = boxes.get(link.person), boxes.get(link.other)
    if one is None or other is None:
        return None
    dashed = link.dashed or link.kind == "former_partner" or link.kind not in (EQUALS | PARENTS | {"grandparent"})
    if level[link.person] < level[link.other] and one.y < other.y:
        middle = other.top - GAP_Y / 2
        points = ((one.x, one.y), (one.x, middle), (other.x, middle), (other.x, other.y))
        return Line(path(*points), dashed)
    return Line(path((one.x, one.y), (other.x, other.y)), dashed, weight=3 if link.kind == "partner" else 2)
