"""“Who is my person?”: the child's worker once there is one, with the second who knows them; else who was named."""

import pytest

from rock.accounts.models import User
from rock.core import time
from rock.records.models import CourtOrder, OrderKind, RelationshipKind
from rock.teams.models import Allocation, AllocationKind, Pod
from rock.teams.services.pods import make_pod
from tests.doors.family.planned import Planned, planned
from tests.support import factories as make
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
WORKER, SECOND, LIAISON = "Kit Marsh", "Sam Reed", "Ama Rahman"


@shared
def made() -> Planned:
    found = planned()
    for person in (found.dee, found.ray):
        found.told.named(person, make.staff_user(name=LIAISON, phone="01632 960 111"))
    return found


def pod_of(made: Planned) -> Pod:
    return make_pod(by=made.told.manager, name="Gull", service_name="Families")


def works(made: Planned, name: str, phone: str, kind: AllocationKind = AllocationKind.PRIMARY) -> User:
    worker = make.staff_user(name=name, phone=phone)
    pod = Pod.objects.first() or pod_of(made)
    Allocation.objects.create(
        child=made.kai, family=made.told.family, pod=pod, worker=worker, kind=kind, starts=time.today()
    )
    return worker


def my_person(made: Planned, who: str) -> str:
    """Return what stands under “Who is my person?” at this door."""
    page = made.door(getattr(made, who)).get("/w/")
    heading = next(one for one in page.soup.select("h2") if one.text.strip() == "Who is my person?")
    found = []
    for one in heading.find_next_siblings():
        if one.name == "h2":
            break
        found.append(one.get_text(" "))
    return " ".join(" ".join(found).split())


def test_until_a_child_has_a_worker_it_is_who_was_named(made: Planned) -> None:
    assert LIAISON in my_person(made, "dee")
    assert "They call you." in my_person(made, "dee")
    assert my_person(made, "jo").startswith("Your person is being chosen")


def test_the_worker_takes_over_with_the_second_who_knows_them(made: Planned) -> None:
    works(made, WORKER, "01632 960 222")
    works(made, SECOND, "01632 960 444", AllocationKind.SECOND)
    for who in ("dee", "ray"):
        said = my_person(made, who)
        for words in (WORKER, "01632\u00a0960\u00a0222".replace("\u00a0", " "), SECOND, "01632 960 444"):
            assert words in said
        assert LIAISON not in said
        assert "They call you." not in said  # that is how the other one did it


def test_who_was_named_is_still_said_to_talk_first_where_nobody_has_talked_yet(made: Planned) -> None:
    works(made, WORKER, "01632 960 222")
    assert f"{LIAISON} talks with you first." in made.door(made.dee).get("/w/").words


def test_a_worker_who_was_named_too_keeps_how_they_talk(made: Planned) -> None:
    worker = works(made, WORKER, "01632 960 222")
    made.told.decision.request.liaisons.update(worker=worker)
    assert "They call you." in my_person(made, "dee")


def test_the_grandmother_is_told_the_worker_s_name_and_phone_and_nothing_else(made: Planned) -> None:
    works(made, WORKER, "01632 960 222")
    works(made, SECOND, "01632 960 444", AllocationKind.SECOND)
    assert my_person(made, "jo") == f"{WORKER} Call them: 01632 960 222"
    page = made.door(made.jo).get("/w/")
    for word in ("Kai", SECOND, LIAISON, "Where we are"):
        assert word not in page.words


def test_an_order_about_the_child_takes_the_worker_s_name_from_her(made: Planned) -> None:
    works(made, WORKER, "01632 960 222")
    CourtOrder.objects.create(child=made.kai, limits=made.jo, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert my_person(made, "jo").startswith("Your person is being chosen")


def test_somebody_in_the_house_to_whom_the_child_is_nothing_is_told_no_worker(made: Planned) -> None:
    from rock.records.models import Relationship

    works(made, WORKER, "01632 960 222")
    Relationship.objects.filter(person=made.ray).update(kind=RelationshipKind.FRIEND, parental_responsibility=None)
    assert LIAISON in my_person(made, "ray")
    assert WORKER not in made.door(made.ray).get("/w/").text


def test_a_worker_s_name_that_would_give_something_away_is_not_shown(made: Planned) -> None:
    works(made, "Kit Sandpiper Court", "01632 960 222")
    assert "Sandpiper" not in made.door(made.ray).get("/w/").text
    assert LIAISON in my_person(made, "ray")
    works(made, "Tern Sandpiper Court", "01632 960 555", AllocationKind.SECOND)
    assert "Sandpiper" not in made.door(made.ray).get("/w/").text


def test_whose_work_is_over_is_no_longer_theirs(made: Planned) -> None:
    works(made, WORKER, "01632 960 222")
    Allocation.objects.update(ends=time.today())
    assert LIAISON in my_person(made, "dee")
