from datetime import date, timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.records.models import (
    Channel,
    Event,
    MemberRole,
    NetworkCircle,
    OrderKind,
    Person,
    RelationshipKind,
    Residence,
)
from rock.records.queries.people import members
from rock.records.services import families, places, relationships
from tests.support import factories as make

pytestmark = pytest.mark.django_db
TODAY = time.today()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def move(
    person: Person, lines: str = "3 Pier Street, Blackpool", code: str = "fy1 2bb", **facts: Any
) -> list[Residence]:
    return places.move_home(by=SYSTEM, person=person, lines=lines, code=code, **facts)


class TestHomes:
    def test_a_move_ends_the_home_before_and_writes_the_postcode_one_way(self) -> None:
        person = make.person()
        before = make.address(person)
        (now,) = move(person, since=YESTERDAY)
        before.refresh_from_db()
        assert (before.ends, now.postcode, now.starts) == (YESTERDAY, "FY1 2BB", YESTERDAY)

    def test_two_homes_stand_side_by_side(self) -> None:
        person = make.person()
        before = make.address(person)
        move(person, as_well=True)
        before.refresh_from_db()
        assert before.ends is None

    def test_people_who_move_together_all_move_and_all_are_hidden(self) -> None:
        mother, child = make.person(), make.person()
        rows = move(mother, hidden=True, also_hidden="St Mark’s", together_with=[child, mother])
        assert [(row.person, row.hidden, row.also_hidden) for row in rows] == [
            (mother, True, "St Mark’s"),
            (child, True, "St Mark’s"),
        ]
        assert Event.objects.get().people.count() == 2

    def test_words_of_what_would_give_it_away_are_kept_only_with_a_hidden_address(self) -> None:
        (home,) = move(make.person(), also_hidden="St Mark’s")
        assert home.also_hidden == ""
        assert places.hide_address(by=SYSTEM, residence=home, hidden=True, also_hidden="St Mark’s").hidden
        assert places.hide_address(by=SYSTEM, residence=home, hidden=False, also_hidden="St Mark’s").also_hidden == ""

    def test_refusals(self) -> None:
        person = make.person()
        with pytest.raises(Refused, match="Enter the address"):
            move(person, lines=" ")
        with pytest.raises(Refused, match="postcode"):
            move(person, code="FY1")
        make.address(person, starts=TODAY)
        with pytest.raises(Refused, match="after that date"):
            move(person, since=YESTERDAY)
        assert Residence.objects.count() == 1


class TestContacts:
    def add(
        self,
        person: Person,
        value: str = "07700 900123",
        channel: Channel = Channel.PHONE,
        safe: bool | None = True,
        **facts: Any,
    ) -> Any:
        return places.add_contact_point(by=SYSTEM, person=person, channel=channel, value=value, safe=safe, **facts)

    def test_only_one_is_preferred_and_only_a_safe_one(self) -> None:
        person = make.person()
        first = self.add(person, preferred=True)
        second = self.add(person, "maria@example.org", Channel.EMAIL, preferred=True)
        first.refresh_from_db()
        assert (first.preferred, second.preferred) == (False, True)
        for safe in (False, None):
            with pytest.raises(Refused, match="safe"):
                self.add(person, safe=safe, preferred=True)

    @pytest.mark.parametrize(
        ("channel", "value"), [(Channel.PHONE, "12345"), (Channel.TEXT, "maria@example.org"), (Channel.EMAIL, "maria@")]
    )
    def test_what_cannot_be_used_is_refused(self, channel: Channel, value: str) -> None:
        with pytest.raises(Refused, match="Enter"):
            self.add(make.person(), value, channel)

    def test_one_that_ended_is_preferred_no_more_and_ends_once(self) -> None:
        row = self.add(make.person(), preferred=True)
        for _ in range(2):
            row = places.end_contact_point(by=SYSTEM, contact=row)
        assert (row.ends, row.preferred) == (TODAY, False)
        assert Event.objects.count() == 2


class TestRelationships:
    def relate(self, person: Person, other: Any, kind: Any = RelationshipKind.PARENT, **facts: Any) -> Any:
        return relationships.relate(by=SYSTEM, person=person, other=other, kind=kind, **facts)

    def test_said_again_it_changes_only_parental_responsibility(self) -> None:
        mother, child = make.person(), make.person()
        first = self.relate(mother, child, since=YESTERDAY)
        again = self.relate(mother, child, parental_responsibility=True)
        assert (first.pk, again.starts, again.parental_responsibility) == (again.pk, YESTERDAY, True)

    def test_after_it_ended_it_can_begin_again(self) -> None:
        one, other = make.person(), make.person()
        first = self.relate(one, other, RelationshipKind.PARTNER)
        relationships.end_relationship(by=SYSTEM, relationship=first)
        assert self.relate(one, other, RelationshipKind.PARTNER).pk != first.pk

    @pytest.mark.parametrize(("years", "refused"), [(9, True), (10, False)])
    def test_a_parent_is_old_enough(self, years: int, refused: bool) -> None:
        parent, child = make.person(born=date(2000, 5, 3)), make.person(born=date(2000 + years, 5, 3))
        if refused:
            with pytest.raises(Refused, match="who is who"):
                self.relate(parent, child)
        else:
            assert self.relate(parent, child)

    def test_nobody_is_related_to_themselves_or_before_it_began(self) -> None:
        one, other = make.person(), make.person()
        with pytest.raises(Refused, match="somebody else"):
            self.relate(one, one)
        row = self.relate(one, other, since=TODAY)
        with pytest.raises(Refused, match="before it began"):
            relationships.end_relationship(by=SYSTEM, relationship=row, on=YESTERDAY)

    def test_orders(self) -> None:
        child, father = make.person(), make.person()

        def order(**facts: Any) -> Any:
            row: dict[str, Any] = {"child": child, "kind": OrderKind.PROHIBITED_STEPS, "starts": YESTERDAY} | facts
            return relationships.record_order(by=SYSTEM, **row)

        row = order(limits=father, what_it_says=" No school gate ")
        assert (row.limits, row.what_it_says) == (father, "No school gate")
        for facts in ({"starts": TOMORROW}, {"ends": YESTERDAY - timedelta(days=1)}, {"limits": child}):
            with pytest.raises(Refused):
                order(**facts)
        with pytest.raises(Refused):
            relationships.end_order(by=SYSTEM, order=row, on=YESTERDAY - timedelta(days=1))
        assert relationships.end_order(by=SYSTEM, order=row, on=TODAY).ends == TODAY


class TestFamilies:
    def test_members_come_and_go_and_the_past_stays(self) -> None:
        child, mother = make.person(), make.person()
        family = families.create_family(
            by=SYSTEM, name=" Ashdown ", members=[(child, MemberRole.CHILD), (mother, MemberRole.ADULT)]
        )
        assert family.name == "Ashdown"
        assert [row.person for row in members(family)] == [child, mother]
        row = family.members.get(person=mother)
        families.end_member(by=SYSTEM, member=row)
        assert [one.person for one in members(family)] == [child]
        families.add_member(by=SYSTEM, family=family, person=mother, role=MemberRole.ADULT)
        assert family.members.filter(person=mother).count() == 2

    def test_said_again_somebody_is_still_one_member(self) -> None:
        child = make.person()
        family = families.create_family(by=SYSTEM, name="Ashdown", members=[(child, MemberRole.ADULT)])
        row = families.add_member(by=SYSTEM, family=family, person=child, role=MemberRole.CHILD)
        assert family.members.count() == 1
        assert row.role == MemberRole.CHILD

    def test_refusals(self) -> None:
        family, child = make.family(), make.person()
        for name in ("", " "):
            with pytest.raises(Refused):
                families.create_family(by=SYSTEM, name=name)
            with pytest.raises(Refused):
                families.rename_family(by=SYSTEM, family=family, name=name)
        with pytest.raises(Refused, match="future"):
            families.add_member(by=SYSTEM, family=family, person=child, role=MemberRole.CHILD, since=TOMORROW)
        row = families.add_member(by=SYSTEM, family=family, person=child, role=MemberRole.CHILD)
        with pytest.raises(Refused, match="before they joined"):
            families.end_member(by=SYSTEM, member=row, on=YESTERDAY)

    def test_the_network(self) -> None:
        family = make.family()

        def add(**facts: Any) -> Any:
            row: dict[str, Any] = {"who": "Nan", "circle": NetworkCircle.CLOSE, "name": "Gwen"} | facts
            return families.add_to_network(by=SYSTEM, family=family, **row)

        for facts in ({"name": " "}, {"who": " "}):
            with pytest.raises(Refused):
                add(**facts)
        row = add(offers=" Tea ")
        assert row.offers == "Tea"
        changed = families.change_in_network(
            by=SYSTEM, member=row, who="Nan", circle=NetworkCircle.AROUND, offers="", cannot="Drive"
        )
        assert (changed.circle, changed.cannot) == (NetworkCircle.AROUND, "Drive")
        for _ in range(2):
            families.leave_network(by=SYSTEM, member=row)
        assert row.ends == TODAY
        assert Event.objects.filter(family=family).count() == 3
