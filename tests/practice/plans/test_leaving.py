"""A worker leaves on Friday: nothing is left with nobody, the list stays until it is empty, and no reader loses a line."""

import pytest

from rock.accounts.models import User
from rock.core.services import SYSTEM, Refused
from rock.practice.assessments.services.starting import start
from rock.practice.plans.services.readers import share_item
from rock.records.models import Audience
from rock.teams.leaving import left_by
from rock.teams.models import PostTitle
from rock.teams.services.leaving import hand_on
from rock.teams.services.pods import end_post, fill_post, make_pod
from tests.practice.plans.conftest import World, make_world
from tests.support import factories as make
from tests.support.pages import PageClient


def leaving(world: World) -> User:
    """Put Asha and her colleague into the manager's pod, give Asha things to do, and end her post."""
    pod = make_pod(by=SYSTEM, name="Sea", service_name="Families", starts=make.LONG_AGO)
    kit = make.staff_user(name="Kit Moss")
    for user, title in ((world.manager, PostTitle.MANAGER), (world.asha, PostTitle.SENIOR), (kit, PostTitle.SENIOR)):
        fill_post(by=SYSTEM, pod=pod, user=user, title=title, starts=make.LONG_AGO)
    start(by=world.asha, child=world.kai)
    item = world.write(words="Asha rings the dentist.", owner=world.asha)
    share_item(by=world.asha, item=item, reader=world.dee, speaker_said="Yes")
    end_post(by=world.manager, post=pod.posts.get(user=world.asha))
    return kit


def test_all_that_is_left_is_handed_on_and_its_readers_read_on(world: World) -> None:
    kit = leaving(world)
    left, beside = left_by(world.asha, reader=world.manager)
    assert sorted(key.split("-")[0] for key in left) == ["assessment", "plan", "promise"]
    assert beside == 0
    with pytest.raises(Refused, match="Name them as the child’s worker first"):
        hand_on(by=world.manager, what=left, to=kit)
    assert left_by(world.asha, reader=world.manager)[0] == left
    make.grant(kit, [world.kai, world.dee])
    hand_on(by=world.manager, what=left, to=kit)
    assert left_by(world.asha, reader=world.manager) == ({}, 0)
    world.plan.refresh_from_db()
    assert world.plan.lead == kit
    assert len(left_by(kit, reader=world.manager)[0]) == 3
    assert Audience.objects.filter(reader=world.dee, ends__isnull=True).count() >= 1


def test_a_manager_sees_it_until_it_is_empty_and_of_others_children_a_number(world: World, pages: PageClient) -> None:
    kit = leaving(world)
    other = make_world()
    other.plan.lead = world.asha
    other.plan.save()
    make.grant(kit, [world.kai])
    client = pages.as_user(world.manager)
    assert client.get("/children/pod/").link("When a colleague leaves") == "/children/leaving/"
    page = client.get(f"/children/leaving/{world.asha.pk}/")
    assert "Promise due" in page.words
    assert "1 thing more is about children whom you do not reach" in page.words
    assert "rings the dentist" not in page.text
    done = client.submit(page, what=list(left_by(world.asha, reader=world.manager)[0]), to=str(kit.pk))
    assert done.status == 302, done.errors
    assert "Nothing is left that you can hand on." in client.get(done.location).words
    assert "The post ends on" in client.get("/children/leaving/").words


def test_nobody_else_sees_what_a_colleague_leaves(world: World, pages: PageClient) -> None:
    leaving(world)
    stranger = make_world()
    assert pages.as_user(stranger.manager).get(f"/children/leaving/{world.asha.pk}/").status == 404
    assert "Asha" not in pages.as_user(stranger.manager).get("/children/leaving/").text
    assert pages.as_user(world.asha).get(f"/children/leaving/{world.asha.pk}/").status == 403
