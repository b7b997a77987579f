"""The child's worker reaches whoever writes the child's plan, while they write it: on lists, pages and paper; nobody else does."""

from datetime import timedelta

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.plans.models import Part
from rock.practice.plans.services.readers import share_item
from rock.practice.plans.services.standing import end_plan
from rock.practice.plans.services.starting import add_member, remove_member
from rock.reach.models import Basis, Capacity, Grant
from rock.reach.queries import reachable
from rock.reach.safety import declare_conflict
from rock.reach.services import grant
from rock.records.models import NetworkCircle, Person
from rock.records.services.families import add_to_network
from rock.teams.models import Allocation, Pod, PostTitle
from rock.teams.services.allocating import allocate, end_allocations
from rock.teams.services.pods import fill_post, make_pod
from tests.practice.plans.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared


@shared
def pod(world: World) -> Pod:
    found = make_pod(by=SYSTEM, name="North", service_name="Families")
    for user in (world.asha, make.staff_user(Role.SOCIAL_WORKER, "Kit Moss"), make.staff_user(name="Lee Poole")):
        fill_post(by=SYSTEM, pod=found, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    return found


@shared
def nan(world: World, pod: Pod) -> Person:
    """Give a grandmother of the network, whom nobody reaches, for Kai has a worker and she is not of the family."""
    Grant.objects.all().delete()
    found = make.person("Maureen", "Poole")
    add_to_network(by=world.asha, family=world.family, person=found, who="Nan", circle=NetworkCircle.CLOSE)
    allocate(
        by=world.manager, child=world.kai, family=world.family, pod=pod, worker=world.asha, second=colleague("Kit Moss")
    )
    assert not reaches(world.asha, found)
    return found


def colleague(name: str) -> User:
    return User.objects.get(name=name)


def reaches(user: User, person: Person) -> bool:
    return reachable(user).filter(pk=person.pk).exists()


def joined(world: World, nan: Person) -> None:
    add_member(by=world.asha, plan=world.plan, person=nan, part=Part.NETWORK)


def test_the_worker_and_the_second_reach_her_and_the_rest_of_the_pod_does_not(world: World, nan: Person) -> None:
    joined(world, nan)
    assert reaches(world.asha, nan)
    assert reaches(colleague("Kit Moss"), nan)
    assert not reaches(colleague("Lee Poole"), nan)
    assert reaches(colleague("Lee Poole"), world.kai)
    assert not reaches(make.staff_user(Role.SOCIAL_WORKER), nan)


def test_a_network_alone_grants_nothing_nor_does_a_plan_of_another_child(world: World, nan: Person) -> None:
    twin = make.person("Kit", born=world.kai.birth_date)
    make.member(world.family, twin)
    kit_worker = make.staff_user(Role.SOCIAL_WORKER, "Bo Hall")
    pod = Pod.objects.get()
    fill_post(by=SYSTEM, pod=pod, user=kit_worker, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    allocate(
        by=world.manager, child=twin, family=world.family, pod=pod, worker=kit_worker, second=colleague("Lee Poole")
    )
    joined(world, nan)
    assert not reaches(kit_worker, nan)
    assert reaches(world.asha, nan)


def test_on_the_list_the_page_and_the_paper(world: World, nan: Person, pages: PageClient) -> None:
    item = world.write(words="I am at the gate on Mondays.", owner=nan)
    client = pages.as_user(world.asha)
    plan = f"/plans/{world.plan.pk}/"
    assert "Somebody whom you do not work with" in client.get(plan).words
    assert "Maureen" not in client.get(f"{plan}print/").words
    papers = [f"{plan}print/{nan.pk}/{name}.pdf" for name in ("fridge", "plan")]
    assert {client.get(path).status for path in papers} == {404}
    joined(world, nan)
    share_item(by=world.asha, item=item, reader=nan, speaker_said="Yes")
    assert "Maureen" in client.get(plan).words
    assert "Maureen" in client.get(f"{plan}print/").words
    for path in papers:
        found = client.get(path)
        assert (found.status, found.response.content[:4]) == (200, b"%PDF")
    assert client.get(f"/people/{nan.pk}/").status == 200
    other = pages.as_user(colleague("Lee Poole"))
    assert "Maureen" not in other.get(f"{plan}print/").words
    assert {other.get(path).status for path in [*papers, f"/people/{nan.pk}/"]} == {404}
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    assert {stranger.get(path).status for path in [plan, f"{plan}print/", *papers]} == {404}


def test_it_ends_with_her_part_and_with_the_plan(world: World, nan: Person) -> None:
    joined(world, nan)
    remove_member(by=world.asha, plan=world.plan, person=nan)
    assert not reaches(world.asha, nan)
    assert reaches(world.asha, world.dee)
    joined(world, nan)
    assert reaches(world.asha, nan)
    end_plan(by=world.asha, plan=world.plan, words="It goes well.", partner="Mr Shah, Marram Primary")
    assert not reaches(world.asha, nan)
    assert reaches(world.asha, world.kai)


def test_a_new_worker_reaches_her_from_their_first_day_and_the_old_one_no_longer(world: World, nan: Person) -> None:
    joined(world, nan)
    lee, kit = colleague("Lee Poole"), colleague("Kit Moss")
    allocate(by=world.manager, child=world.kai, family=world.family, pod=Pod.objects.get(), worker=lee, second=kit)
    assert reaches(lee, nan)
    assert not reaches(world.asha, nan)
    end_allocations(by=world.manager, child=world.kai)
    assert not reaches(lee, nan)
    assert not Grant.objects.filter(person=nan, ends__isnull=True).exists()


def test_a_denial_and_a_family_of_ones_own_are_stronger(world: World, nan: Person) -> None:
    grant(
        by=SYSTEM,
        people=[nan],
        user=world.asha,
        capacity=Capacity.WORKER,
        basis=Basis.CONFLICT,
        source="conflict:1",
        allow=False,
    )
    kit = colleague("Kit Moss")
    make.family("Poole", children=[make.person("Lou", "Poole")], adults=[nan])
    declare_conflict(by=kit, user=kit, person=Person.objects.get(given_name="Lou"), what="My niece")
    joined(world, nan)
    assert not reaches(world.asha, nan)
    assert not reaches(kit, nan)


def test_a_worker_who_starts_later_reaches_her_later(world: World, nan: Person) -> None:
    joined(world, nan)
    Allocation.objects.all().delete()
    Grant.objects.all().delete()
    allocate(
        by=world.manager,
        child=world.kai,
        family=world.family,
        pod=Pod.objects.get(),
        worker=world.asha,
        second=colleague("Kit Moss"),
        starts=time.today() + timedelta(days=2),
    )
    assert not reaches(world.asha, nan)
