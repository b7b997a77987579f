"""What has to happen: begun, worded anew and ended after the plan started, with why and who decided, and shown at a review."""

from collections.abc import Callable
from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import Draft
from rock.core.services import Refused
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.facts import Must
from rock.practice.plans.models import PlanItem, View
from rock.practice.plans.printing import fridge_pdf, whole_pdf
from rock.practice.plans.printing_review import review_pdf
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.queries.must import reasons_of
from rock.practice.plans.services.must import must_happen, no_longer_must
from rock.practice.plans.services.promises import carry_promise, close_promise
from rock.practice.plans.services.readers import share_item
from rock.practice.plans.services.saying import say_view
from rock.practice.visits.services.sharing import share
from rock.records.hidden import NOTHING
from rock.records.models import Promise, PromiseState, RedactionKind, Statement
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.practice.plans.conftest import World, make_world
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.papers import text_of
from tests.support.reviews import a_review, days_ago, mark

WHY = "Kai was alone at night."


def made(world: World, **facts: Any) -> tuple[PlanItem, Promise]:
    item = world.write(**facts)
    assert item.promise is not None
    return item, item.promise


def reasons(world: World, item: PlanItem) -> list[tuple[str, str, bool]]:
    found = reasons_of(world.plan, Veil(NOTHING, sees_hidden=True))
    return [(one.why, one.decided_by, one.ended) for one in found.get(item.pk, [])]


def test_it_begins_is_worded_anew_and_ends_and_every_reason_stays(world: World) -> None:
    item, promise = made(world)
    must_happen(by=world.asha, promise=promise, must=Must(WHY, world.manager))
    must_happen(by=world.asha, promise=promise, must=Must(WHY, world.manager))  # nothing new
    must_happen(by=world.asha, promise=promise, must=Must("He was alone twice.", world.asha))
    promise.refresh_from_db()
    assert (promise.has_to_happen, promise.why, promise.decided_by) == (True, "He was alone twice.", world.asha)
    no_longer_must(by=world.asha, promise=promise, because="Jo sleeps there now.", decided_by=world.manager)
    promise.refresh_from_db()
    assert (promise.has_to_happen, promise.why, promise.decided_by, promise.state) == (False, "", None, "open")
    assert reasons(world, item) == [
        ("Jo sleeps there now.", "Mel Carr", True),
        ("He was alone twice.", "Asha Begum", False),
        (WHY, "Mel Carr", False),
    ]


def test_one_that_has_to_happen_from_the_start_keeps_its_reason_too(world: World) -> None:
    item, _ = made(world, must=Must(WHY, world.manager))
    assert reasons(world, item) == [(WHY, "Mel Carr", False)]


@pytest.mark.parametrize("empty", ["", "  "])
def test_each_needs_its_reason_and_an_open_promise(world: World, empty: str) -> None:
    _, promise = made(world)
    with pytest.raises(Refused, match="does not have to happen"):
        no_longer_must(by=world.asha, promise=promise, because="x", decided_by=world.asha)
    with pytest.raises(Refused, match="Say why"):
        must_happen(by=world.asha, promise=promise, must=Must(empty, world.asha))
    must_happen(by=world.asha, promise=promise, must=Must(WHY, world.asha))
    with pytest.raises(Refused, match="what keeps the child safe now"):
        no_longer_must(by=world.asha, promise=promise, because=empty, decided_by=world.asha)
    with pytest.raises(Refused, match="Talk with your worker"):
        no_longer_must(by=world.door, promise=promise, because="We are fine", decided_by=world.asha)
    close_promise(by=world.asha, promise=promise, state=PromiseState.KEPT)
    with pytest.raises(Refused, match="closed already"):
        must_happen(by=world.asha, promise=promise, must=Must("Anew", world.asha))


def test_it_goes_on_when_the_promise_is_carried(world: World) -> None:
    item, promise = made(world, must=Must(WHY, world.manager))
    new = carry_promise(by=world.asha, promise=promise, due_on=time.add_months(promise.due_on, 12))
    assert (new.has_to_happen, new.why) == (True, WHY)
    must_happen(by=world.asha, promise=new, must=Must("Still so.", world.manager))
    assert [why for why, _, _ in reasons(world, item)] == ["Still so.", WHY]


def test_whoever_reads_the_promise_reads_why_and_nobody_else_does(world: World) -> None:
    item, promise = made(world)
    share_item(by=world.asha, item=item, reader=world.dee, speaker_said="Yes")
    must_happen(by=world.asha, promise=promise, must=Must(WHY, world.manager))
    read = plan_for([world.dee.pk], [world.kai.pk])
    assert read is not None
    assert [(one.promise.why, one.promise.decided_by) for one in read.promises if one.promise] == [(WHY, "Mel Carr")]
    assert plan_for([world.ray.pk], [world.kai.pk]) is None
    no_longer_must(by=world.asha, promise=promise, because="The child told me so.", decided_by=world.asha)
    read = plan_for([world.dee.pk], [world.kai.pk])
    assert read is not None
    assert "child told me" not in repr(read)
    assert [one.promise.has_to_happen for one in read.promises if one.promise] == [False]


def test_a_reason_that_gives_a_hidden_address_away_is_stopped_and_nothing_is_kept(world: World) -> None:
    make.address(world.dee, "12 Harbour Row, Blackpool", hidden=True)
    item, promise = made(world)
    share_item(by=world.asha, item=item, reader=world.ray, speaker_said="Yes")
    with pytest.raises(Refused, match="Ray Holt was not given"):
        must_happen(by=world.asha, promise=promise, must=Must("He waits at 12 Harbour Row.", world.asha))
    promise.refresh_from_db()
    assert not promise.has_to_happen
    assert reasons(world, item) == []


def test_what_must_go_takes_the_reason_with_it(world: World) -> None:
    _, promise = made(world, must=Must(WHY, world.manager))
    said = Statement.objects.get(question="plan_must")
    row = ask_redaction(by=world.asha, kind=RedactionKind.REDACT, basis="The law", statement=said)
    agree_redaction(by=world.manager, redaction=row)
    promise.refresh_from_db()
    assert (promise.why, promise.what == "Removed") == ("Removed", False)
    assert not promise.history.filter(why=WHY).exists()  # type: ignore[attr-defined]


def test_a_worker_adds_words_anew_and_ends_it_on_pages(world: World, pages: PageClient) -> None:
    item, promise = made(world, words="Jo is there at night.")
    share_item(by=world.asha, item=item, reader=world.dee, speaker_said="Yes")
    client = pages.as_user(world.asha)
    listing, own = f"/plans/{world.plan.pk}/must/", f"/plans/{world.plan.pk}/lines/{item.pk}/must/"
    assert listing in client.get(f"/plans/{world.plan.pk}/").text
    page = client.get(listing)
    assert "Nothing in this plan has to happen" in page.words
    assert own in page.text
    form = client.get(own)
    assert "will read this with it: Dee" in form.words
    assert client.submit(form, why="").errors == ["Write what could hurt the child if it does not happen"]
    assert client.submit(form, why=WHY, decided_by=str(world.asha.pk)).location == listing
    say_view(by=world.asha, item=item, view=View.ANOTHER_IDEA, words="I could sleep at Jo’s.", person=world.dee)
    page = client.get(listing)
    for words in (WHY, "Asha Begum decided", "Dee: I have another idea", "I could sleep at Jo’s."):
        assert words in page.words
    again = client.get(own)
    assert again.form()["why"] == WHY
    client.submit(again, why="He is six.")
    page = client.get(listing)
    assert page.words.index("He is six.") < page.words.index("What was said before") < page.words.index(WHY)
    ending = client.get(f"{own}end/")
    assert client.submit(ending, because="").errors == ["Write what keeps the child safe now"]
    assert client.submit(ending, because="Jo lives there now.").location == listing
    page = client.get(listing)
    assert "decided that it no longer has to happen" in page.words
    promise.refresh_from_db()
    assert not promise.has_to_happen
    assert client.get(f"{own}end/").status == 404
    assert not Draft.objects.exists()


def test_writing_a_new_one_from_the_page_has_the_answer_chosen(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/must/")
    link = next(one["href"] for one in page.soup.select("main a") if "Write something" in one.get_text())
    assert client.get(str(link)).form()["must"] == "yes"


def test_a_reader_of_plans_looks_and_does_not_write_and_a_stranger_gets_none_of_it(
    world: World, pages: PageClient, started: Callable[..., World]
) -> None:
    item, _ = made(world, must=Must(WHY, world.manager))
    paths = [f"/plans/{world.plan.pk}/must/"]
    paths += [f"/plans/{world.plan.pk}/lines/{item.pk}/must/{more}" for more in ("", "end/")]
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reader, [world.kai])
    client = pages.as_user(reader)
    page = client.get(paths[0])
    assert WHY in page.words
    assert "Change why" not in page.words
    assert {client.get(path).status for path in paths[1:]} == {403}
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    assert {stranger.get(path).status for path in paths} == {404}
    assert {stranger.post(path, {"why": "x", "because": "x"}).status for path in paths[1:]} == {404}
    other = make_world()
    theirs = pages.as_user(other.asha)
    mixed = [path.replace(f"/plans/{world.plan.pk}/", f"/plans/{other.plan.pk}/") for path in paths[1:]]
    assert {theirs.get(path).status for path in mixed} == {404}
    assert {pages.as_user(world.door).get(path).status for path in paths} <= {403, 404}


def test_a_review_says_what_had_to_happen_and_what_became_of_it(world: World, pages: PageClient) -> None:
    _, promise = made(world, must=Must(WHY, world.manager))
    client = pages.as_user(world.asha)
    who = client.get(f"/plans/{world.plan.pk}/review/who/")
    client.post(f"/plans/{world.plan.pk}/review/who/", who.form() | {"present": [str(world.dee.pk)]})
    asked = client.get(f"/plans/{world.plan.pk}/review/promises/")
    assert f"This has to happen: {WHY}" in asked.words
    close_promise(by=world.asha, promise=promise, state=PromiseState.KEPT, word="Jo stays.")
    review = a_review(world.asha, world.plan, mark(world.dee), on=None, since=days_ago(20))
    page = client.get(f"/plans/{world.plan.pk}/then-and-now/?review={review.pk}")
    assert f"This had to happen: {WHY}" in page.words
    listing = client.get(f"/plans/{world.plan.pk}/must/")
    assert "What became of others that had to" in listing.words
    assert "“Jo stays.”" in listing.words


def test_on_paper_it_is_said_plainly_and_the_kitchen_does_not_read_why(world: World) -> None:
    item, _ = made(world, must=Must(WHY, world.manager))
    share_item(by=world.asha, item=item, reader=world.dee, speaker_said="Yes")
    review = a_review(world.asha, world.plan, mark(world.dee, words="Calmer."))
    share(by=world.asha, statement=Statement.objects.get(words="Calmer."), reader=world.dee, speaker_said="Yes")
    for pdf in (whole_pdf(world.plan, world.dee), review_pdf(review, world.plan, world.dee)):
        assert f"This has to happen: {WHY}" in " ".join(text_of(pdf).split())
    kitchen = " ".join(text_of(fridge_pdf(world.plan, world.dee)).split())
    assert "This has to happen." in kitchen
    assert WHY not in kitchen


def test_an_ended_plan_is_read_and_no_longer_changed(world: World, pages: PageClient) -> None:
    item, _ = made(world, must=Must(WHY, world.manager))
    type(world.plan).objects.update(ended_on=days_ago(0))
    client = pages.as_user(world.asha)
    assert WHY in client.get(f"/plans/{world.plan.pk}/must/").words
    assert client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/must/").status == 404
