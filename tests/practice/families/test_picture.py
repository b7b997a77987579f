from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rock.practice.families.picture.circles import Place, circles
from rock.practice.families.picture.generations import Link, Node, generations
from rock.practice.families.picture.shapes import LONGEST_LINE, Picture, in_two, short
from rock.practice.families.picture.tree import MOST_IN_A_ROW, tree
from rock.practice.families.presenters.person import age_on
from rock.records.models import Person

KINDS = ["parent", "grandparent", "partner", "former_partner", "sibling", "carer", "friend", "order"]


def node(key: int, *, child: bool = False, born: str = "") -> Node:
    return Node(key, f"Person {key}", "aged 9", child, (born, key))


FAMILY = [node(1, born="1955"), node(2, born="1985"), node(3, born="1984"), node(4, child=True), node(5, child=True)]
BONDS = [
    Link(1, 2, "parent"),
    Link(2, 4, "parent"),
    Link(2, 5, "parent"),
    Link(3, 4, "parent"),
    Link(2, 3, "partner"),
]


def test_elders_stand_above_and_partners_level() -> None:
    assert generations(FAMILY, BONDS) == {1: 0, 2: 1, 3: 1, 4: 2, 5: 2}


def test_a_grandparent_without_a_parent_between_still_stands_two_rows_up_as_far_as_anybody_does() -> None:
    found = generations([node(1), node(2), node(4, child=True)], [Link(1, 4, "grandparent"), Link(2, 4, "parent")])
    assert found == {1: 0, 2: 1, 4: 2}


def test_a_parent_alone_is_brought_down_beside_the_other_one() -> None:
    alone = [Link(1, 2, "parent"), Link(2, 4, "parent"), Link(3, 4, "parent")]
    assert generations(FAMILY[:4], alone)[3] == 1


def test_somebody_without_a_link_stands_with_their_own_age() -> None:
    found = generations([*FAMILY, node(6, child=True), node(7)], BONDS)
    assert (found[6], found[7]) == (2, 1)


def test_links_that_contradict_each_other_still_give_a_picture() -> None:
    circle = [Link(1, 2, "parent"), Link(2, 1, "parent"), Link(1, 1, "parent")]
    assert set(generations(FAMILY[:2], circle)) == {1, 2}


def test_partners_stand_side_by_side() -> None:
    boxes = {box.key: box for box in tree(FAMILY, BONDS).boxes}
    assert boxes[2].y == boxes[3].y
    assert abs(boxes[2].x - boxes[3].x) < 2 * boxes[2].width


def test_orders_and_former_partners_are_dashed() -> None:
    picture = tree(FAMILY, [*BONDS, Link(4, 3, "order", dashed=True), Link(1, 3, "former_partner")])
    assert [line.dashed for line in picture.lines] == [False] * 5 + [True, True]


def test_the_same_people_in_another_order_give_the_same_picture() -> None:
    assert set(tree(FAMILY, BONDS).boxes) == set(tree(FAMILY[::-1], BONDS).boxes)


def test_nobody_gives_an_empty_picture() -> None:
    assert tree([], []).boxes == ()
    assert len(circles([], []).boxes) == 1


@settings(max_examples=60, deadline=None)
@given(
    some.integers(1, 30),
    some.lists(some.tuples(some.integers(1, 30), some.integers(1, 30), some.sampled_from(KINDS)), max_size=40),
    some.sets(some.integers(1, 30)),
)
def test_no_two_boxes_of_a_tree_overlap_and_all_stand_inside(
    people: int, links: list[tuple[int, int, str]], children: Any
) -> None:
    nodes = [node(key, child=key in children) for key in range(1, people + 1)]
    picture = tree(nodes, [Link(*link) for link in links])
    assert sorted(box.key for box in picture.boxes) == list(range(1, people + 1))
    inside(picture)


def inside(picture: Picture) -> None:
    for one, other in combinations(picture.boxes, 2):
        assert not one.overlaps(other), (one, other)
    for box in picture.boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.left + box.width <= picture.width
        assert box.top + box.height <= picture.height


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(1, 3), max_size=30), some.integers(0, 8))
def test_no_two_boxes_of_the_circles_overlap(rings: list[int], children: Any) -> None:
    places = [Place(key, ring, f"Person {key}", "Aunt") for key, ring in enumerate(rings, start=1)]
    picture = circles([f"Child {n}" for n in range(children)], places)
    inside(picture)
    assert len(picture.rings) == 3
    across = [ring.across for ring in picture.rings]
    assert across == sorted(across)


def test_a_few_people_fit_a_narrow_column() -> None:
    picture = circles(["Ama", "Ben"], [Place(n, n % 3 + 1, f"Person {n}", "Aunt") for n in range(5)])
    assert picture.width <= 800
    assert picture.height <= 640


def test_brother_and_sister_of_one_parent_need_no_line_of_their_own() -> None:
    assert len(tree(FAMILY, [*BONDS, Link(4, 5, "sibling")]).lines) == len(BONDS)
    assert len(tree(FAMILY, [Link(4, 5, "sibling")]).lines) == 1


def test_a_wide_generation_takes_several_rows() -> None:
    picture = tree([node(key, child=True) for key in range(1, 14)], [])
    assert len({box.y for box in picture.boxes}) == -(-13 // MOST_IN_A_ROW)


@pytest.mark.parametrize("name", ["Bartholomew Featherstonehaugh", "x" * 300])
def test_a_long_name_is_cut_to_fit_its_box(name: str) -> None:
    assert len(short(name)) <= LONGEST_LINE
    assert short(name).endswith("…")
    assert short("Ama") == "Ama"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ama Ash", ["Ama Ash"]),
        ("Rhiannon Sharples", ["Rhiannon", "Sharples"]),
        ("Ana Maria da Silva Montgomerie-Fotherby", ["Ana Maria da…", "Montgomerie-…"]),
        ("Bartholomewina", ["Bartholomewi…"]),
    ],
)
def test_a_name_too_long_for_a_line_takes_two(name: str, lines: list[str]) -> None:
    assert in_two(name).split("\n") == lines


def test_two_parents_and_two_children_fit_a_phone_and_more_may_scroll() -> None:
    small = tree([node(2), node(3), node(4, child=True), node(5, child=True)], BONDS[1:])
    assert small.width <= 328  # 360 px without the page's margins
    assert small.spread == ""
    wide, widest = (tree([node(key, child=True) for key in range(1, most)], []) for most in (5, 7))
    assert (wide.spread, widest.spread) == (" rock-picture--wide", " rock-picture--widest")


def test_age_in_words() -> None:
    born = Person(birth_date=date(2024, 2, 29), birth_kind="exact")
    assert age_on(born, date(2024, 3, 28)) == "0 months"
    assert age_on(born, date(2024, 3, 29)) == "1 month"
    assert age_on(born, date(2026, 2, 28)) == "23 months"
    assert age_on(born, date(2026, 3, 1)) == "2"
    assert age_on(born, date(2024, 1, 1)) == "not born yet"
    assert age_on(Person(birth_kind="unknown"), date(2024, 1, 1)) == ""
    died = Person(birth_date=date(2000, 1, 1), birth_kind="exact", death_date=date(2010, 6, 1))
    assert age_on(died, date(2024, 1, 1)) == "10"
